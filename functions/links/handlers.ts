import type { Answer, Request } from '../../shared/http/request.ts';
import type { Locale } from '../../shared/i18n/dates.ts';
import type { Head } from '../../shared/kernel/head.ts';
import type { linksApi } from '../../shared/links/api.ts';
import { type DelayModel, delayPage, outcomePage, unknownPage } from '../../shared/links/delay-page.ts';
import { isLiving, type Link } from '../../shared/links/link.ts';
import { decideByLink, findLink } from '../../shared/links/links.ts';
import { modelOf } from '../../shared/notices/model.ts';
import { canCancel } from '../../shared/orders/decide/answer.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { isOpen } from '../../shared/orders/state.ts';
import { paidFor } from '../../shared/refunds/amount.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

interface Found {
  readonly link: Head<Link>;
  readonly orders: Orders;
  readonly model: DelayModel;
  readonly status: 'living' | 'over' | 'left';
}

/** The pages behind signed links, for people without a credential. */
export function linkHandlers(ports: Ports): Handlers<typeof linksApi> {
  const show = async (request: LinkRequest): Promise<Answer> => {
    const found = await find(ports, request);
    if (!found) return { status: 404, html: unknownPage(localeOf(request)) };
    const { model, status } = found;
    return status === 'living'
      ? { status: 200, html: delayPage(model) }
      : { status: 410, html: outcomePage(model, status) };
  };

  return {
    'GET /l/{token}': show,
    'HEAD /l/{token}': show,

    'POST /l/{token}': async (request) => {
      const found = await find(ports, request);
      if (!found) return { status: 404, html: unknownPage(localeOf(request)) };
      const { link, orders, model, status } = found;
      if (status !== 'living') return { status: 410, html: outcomePage(model, status) };
      const choice = request.form['choice'];
      if (choice !== 'keep' && choice !== 'cancel')
        return { status: 422, html: delayPage({ ...model, fault: true }) };
      const done = await decideByLink(ports, orders, link, choice);
      if (done.done)
        return { status: 200, html: outcomePage(model, choice === 'keep' ? 'kept' : 'cancelled') };
      // Somebody was faster: the order has left, was answered, or is being changed at this moment.
      return done.refusal.is === 'not-cancellable'
        ? { status: 409, html: outcomePage(model, 'left') }
        : { status: 410, html: outcomePage(model, 'over') };
    },
  };
}

type LinkRequest = Request<{ token: string }, { lang?: Locale | undefined }>;

const localeOf = ({ query, headers }: LinkRequest): Locale =>
  query.lang ?? (/^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'ro');

async function find(ports: Ports, request: LinkRequest): Promise<Found | undefined> {
  const link = await findLink(ports.heads, request.params.token);
  const loaded = link && (await ports.profiles.of(link.key.store));
  if (!link || !loaded) return undefined;
  const orders = new Orders(ports, link.key.store, loaded);
  const order = (await orders.load(link.state.purpose.orderId))?.state;
  if (!order) return undefined;
  const [content, at] = [await orders.content(order), ports.clock()];
  const { profile, rules } = orders;
  const facts = { order, content, parcelTexts: new Map(), profile, rules, at, toldBefore: false };
  const paid = content && order.payment?.state === 'paid' ? paidFor(content, order.payment.paid) : undefined;
  const current =
    order.late?.told?.n === link.state.purpose.n && order.late.answer?.n !== link.state.purpose.n;
  // What is cancelled has not left: there is nothing to choose any more.
  const left = current && order.stay.stage !== 'cancelled' && !canCancel(order, rules);
  return {
    link,
    orders,
    status:
      !isLiving(link.state, at) || !current ? 'over' : left ? 'left' : isOpen(order) ? 'living' : 'over',
    model: {
      locale: request.query.lang ?? content?.customer.locale ?? profile.locale,
      profile,
      orderId: order.id,
      stage: order.stay.stage,
      since: order.stay.since,
      promisedAt: order.promise?.original ?? order.promise?.at,
      expected: modelOf({ kind: 'delay' }, facts).expected,
      goods: (content?.lines ?? []).map(({ name, quantity }) => ({ name, quantity })),
      refund: paid,
      until: link.state.until,
    },
  };
}
