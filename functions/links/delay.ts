import type { Head } from '../../shared/kernel/head.ts';
import { decideDelay, type DelayPurpose } from '../../shared/links/delay.ts';
import { type DelayModel, delayPage, outcomePage } from '../../shared/links/delay-page.ts';
import { isLiving, type Link } from '../../shared/links/link.ts';
import { modelOf } from '../../shared/notices/model.ts';
import { canCancel } from '../../shared/orders/decide/answer.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { isOpen } from '../../shared/orders/state.ts';
import { backIfCancelled } from '../../shared/orders/account.ts';
import type { Ports } from '../pipelines/ports.ts';
import type { LinkPages, LinkRequest } from './pages.ts';

interface Found {
  readonly orders: Orders;
  readonly model: DelayModel;
  readonly status: 'living' | 'over' | 'left';
}

/** The page on which a customer keeps or cancels a late order. */
export function delayPages(ports: Ports): LinkPages<DelayPurpose> {
  return {
    async show(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { model, status } = found;
      return status === 'living'
        ? { status: 200, html: delayPage(model) }
        : { status: 410, html: outcomePage(model, status) };
    },

    async decide(request, link, purpose) {
      const found = await find(ports, request, link, purpose);
      if (!found) return undefined;
      const { orders, model, status } = found;
      if (status !== 'living') return { status: 410, html: outcomePage(model, status) };
      const choice = request.form['choice'];
      if (choice !== 'keep' && choice !== 'cancel')
        return { status: 422, html: delayPage({ ...model, fault: true }) };
      const done = await decideDelay(ports, orders, link, purpose, choice);
      if (done.done)
        return { status: 200, html: outcomePage(model, choice === 'keep' ? 'kept' : 'cancelled') };
      // Somebody was faster: the order has left, was answered, or is being changed at this moment.
      return done.refusal.is === 'not-cancellable'
        ? { status: 409, html: outcomePage(model, 'left') }
        : { status: 410, html: outcomePage(model, 'over') };
    },
  };
}

async function find(
  ports: Ports,
  request: LinkRequest,
  link: Head<Link>,
  purpose: DelayPurpose,
): Promise<Found | undefined> {
  const loaded = await ports.profiles.of(link.key.store);
  if (!loaded) return undefined;
  const orders = new Orders(ports, link.key.store, loaded);
  const order = (await orders.load(purpose.orderId))?.state;
  if (!order) return undefined;
  const [content, at] = [await orders.content(order), ports.clock()];
  const { profile, rules } = orders;
  const facts = { order, content, parcelTexts: new Map(), profile, rules, at, toldBefore: false };
  const books = await orders.books(order);
  const back = books ? backIfCancelled(order, books) : 0;
  const current = order.late?.told?.n === purpose.n && order.late.answer?.n !== purpose.n;
  // What is cancelled has not left: there is nothing to choose any more.
  const left = current && order.stay.stage !== 'cancelled' && !canCancel(order, rules);
  return {
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
      refund: back > 0 ? back : undefined,
      until: link.state.until,
    },
  };
}
