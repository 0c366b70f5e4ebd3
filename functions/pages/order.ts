import type { Timeline } from '../../shared/events/timeline.ts';
import { unsalted } from '../../shared/kernel/texts.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { email } from '../../shared/notices/message.ts';
import { modelOf } from '../../shared/notices/model.ts';
import { accountOf } from '../../shared/orders/account.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { forecast } from '../../shared/orders/forecast.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import { isOpen } from '../../shared/orders/state.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { lineOf } from '../../shared/pages/order-line.ts';
import type { OrderModel } from '../../shared/pages/order-model.ts';
import { orderPage } from '../../shared/pages/order-page.ts';
import type { Said } from '../../shared/pages/said.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { field, seeOther } from './forms.ts';
import { mayOf } from './may.ts';
import { act, promiseOf } from './order-acts.ts';

type OrderPages = Pick<
  Handlers<typeof pagesApi>,
  'GET /staff/orders/{orderId}' | 'POST /staff/orders/{orderId}'
>;
type PagePorts = Ports & { readonly timeline: Timeline };

/** An order's page, and what its forms ask for. */
export function orderPages(ports: PagePorts): OrderPages {
  return {
    'GET /staff/orders/{orderId}': async (request) => {
      const orders = await ordersOf(ports, request);
      const model = await modelFor(ports, orders, request, request.query, request.query.cursor);
      if (!model) return notFound(request);
      return { status: 200, html: orderPage(model) };
    },

    'POST /staff/orders/{orderId}': async (request) => {
      const orders = await ordersOf(ports, request);
      const path = `/staff/orders/${request.params.orderId}`;
      if (request.form['action'] === 'preview') return preview(ports, orders, request);
      return seeOther(request, path, await act(ports, orders, request));
    },
  };
}

/** A person is shown where to look; a problem is for programs. */
const notFound = ({ params }: Request<{ orderId: string }>): Answer => ({
  status: 303,
  headers: { location: `/staff/orders?order=${encodeURIComponent(params.orderId)}` },
});

async function modelFor(
  ports: PagePorts,
  orders: Orders,
  request: Request<{ orderId: string }>,
  said: Said,
  cursor?: string,
): Promise<OrderModel | undefined> {
  const { orderId } = request.params;
  const { store } = request.who;
  const head = await orders.load(orderId);
  if (!head) return undefined;
  const { profile, rules } = orders;
  const [books, entries] = await Promise.all([
    orders.books(head.state),
    ports.timeline.read(store, `order/${orderId}`, { limit: 100, cursor }),
  ]);
  const content = books?.content;
  const timeline = await Promise.all(
    entries.items.map(async (entry) => {
      const name = entry.data['note'];
      const note =
        typeof name === 'string' ? await ports.heads.part(orderKey(store, orderId), name) : undefined;
      return note === undefined ? entry : { ...entry, note: unsalted<string>(JSON.parse(note)) };
    }),
  );
  const at = ports.clock();
  const { locale, viewer } = viewerOf(request, profile);
  return {
    locale,
    viewer,
    profile,
    order: head.state,
    version: head.version,
    line: lineOf(head, profile, rules, at, locale),
    basis: isOpen(head.state) ? forecast(head.state, rules, at).basis.samples : undefined,
    content,
    account: books && accountOf(head.state, books),
    timeline,
    older: entries.next ?? undefined,
    said,
    may: mayOf(request.who),
  };
}

/** The message that a new promise would send, by the same decision and the same words; nothing is stored. */
async function preview(
  ports: PagePorts,
  orders: Orders,
  request: Request<{ orderId: string }>,
): Promise<Answer> {
  const model = await modelFor(ports, orders, request, {});
  if (!model) return notFound(request);
  const command = promiseOf(request, orders.profile);
  if (!command || !model.may.promise)
    return { status: 422, html: orderPage({ ...model, said: { said: 'refused', why: 'missing' } }) };
  const { profile, rules } = orders;
  const at = ports.clock();
  const decision = revise(model.order, command, { rules, at, actor: 'preview' });
  if ('refused' in decision)
    return {
      status: 422,
      html: orderPage({ ...model, said: { said: 'refused', why: decision.refused.is } }),
    };
  const order = decision.accepted.reduce(evolve, model.order);
  const facts = {
    order,
    content: model.content,
    parcelTexts: await orders.parcelTexts(order),
    profile,
    rules,
    at,
    toldBefore: false,
  };
  const { subject, text } = email(modelOf({ kind: 'promise' }, facts));
  const asked = { date: request.form['date'] ?? '', reason: field(request, 'promise-reason', 200) ?? '' };
  return { status: 200, html: orderPage({ ...model, preview: { ...asked, subject, text } }) };
}
