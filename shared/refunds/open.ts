import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import type { HeadStore } from '../kernel/head.ts';
import { askedOf, owedBack } from '../orders/account.ts';
import type { OrderEvent } from '../orders/events.ts';
import { Orders } from '../orders/orders.ts';
import type { Order, Payment } from '../orders/state.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, parseDuration, plus } from '../time/instant.ts';
import {
  open,
  type Refund,
  refundAggregate,
  type RefundFor,
  refundId,
  refundKey,
  settle,
  voidIt,
} from './refund.ts';

export interface RefundPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
}

/**
 * Opens, settles or voids refunds as orders say: what is owed back by their account, was paid back, or is not owed any
 * more. What finance has settled is told to the order, whose account it belongs to.
 */
export async function refundsOf(ports: RefundPorts, event: Envelope): Promise<void> {
  const loaded = await ports.profiles.of(event.storeId);
  if (!loaded) return;
  const orders = new Orders(ports, event.storeId, loaded);
  if (event.type === 'refund.settled') return settled(ports, orders, event);
  const order = (await orders.load(event.subject.slice('order/'.length)))?.state;
  if (!order) return;
  const { data } = event;
  switch (event.type) {
    case 'order.refund-due': {
      const due = data as Data<'order.refund-due'>;
      await openFor(ports, orders, order, matterOf(order.id, due), due.amount);
      break;
    }
    case 'order.refund-withdrawn': {
      const matter = matterOf(order.id, data as Data<'order.refund-withdrawn'>);
      await changeRefund(ports, event.storeId, matter, (refund, at) => voidIt(refund, 'undone', at));
      break;
    }
    case 'order.payment-changed':
      await settleReported(ports, event, order, data['payment'] as Payment | undefined);
  }
}

type Data<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>['data'];

const matterOf = (
  orderId: string,
  { reason, parcelId, ref }: { reason: string; parcelId?: string | undefined; ref?: string | undefined },
): RefundFor => ({
  orderId,
  reason,
  ...(parcelId === undefined ? {} : { parcelId }),
  ...(ref === undefined ? {} : { ref }),
});

async function openFor(
  ports: RefundPorts,
  orders: Orders,
  order: Order,
  matter: RefundFor,
  stated: number | undefined,
): Promise<void> {
  const { profile } = orders;
  const amount = stated ?? (await unstated(orders, order));
  if (amount <= 0) return;
  const within = parseDuration(profile.refunds.within) ?? days(14);
  const sum = { ...matter, amount, currency: profile.currency };
  await change(
    ports,
    refundAggregate,
    refundKey(profile.storeId, refundId(matter)),
    { actor: 'system' },
    { decide: (head, at) => open(head?.state, sum, plus(at, within), at) },
  );
}

/** Release 0.1.0 said that money was due without the sum. */
async function unstated(orders: Orders, order: Order): Promise<number> {
  const books = await orders.books(order);
  return books ? owedBack(order, books) - askedOf(order) : 0;
}

async function changeRefund(
  ports: RefundPorts,
  store: string,
  matter: RefundFor,
  decide: (refund: Refund, at: ReturnType<Clock>) => ReturnType<typeof voidIt>,
): Promise<void> {
  const key = refundKey(store, refundId(matter));
  if (!(await ports.heads.load(key))) return;
  await change(
    ports,
    refundAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head, at) => (head ? decide(head.state as Refund, at) : { accepted: [], outcome: 'none' }),
    },
  );
}

/**
 * The payment's source says that money went back: open refunds are settled by it, the oldest first, as far as the sum
 * reaches; all of them where it says that everything did.
 */
async function settleReported(
  ports: RefundPorts,
  event: Envelope,
  order: Order,
  payment: Payment | undefined,
): Promise<void> {
  if (payment?.state !== 'refunded' && payment?.refunded === undefined) return;
  const reference = payment.reference ?? 'reported';
  let left = payment.state === 'refunded' ? Infinity : (payment.refunded ?? 0);
  for (const matter of matters(order)) {
    const refund = (await ports.heads.load<Refund>(refundKey(event.storeId, refundId(matter))))?.state;
    if (!refund || refund.status === 'void') continue;
    left -= refund.amount;
    if (left < 0) return;
    await changeRefund(ports, event.storeId, matter, (now, at) =>
      now.status === 'open' ? settle(now, reference, event.actor, at) : { accepted: [], outcome: 'none' },
    );
  }
}

/** What the order has asked for; of release 0.1.0, what it can have asked for. */
function matters(order: Order): RefundFor[] {
  if (order.asks) return order.asks.map((ask) => matterOf(order.id, ask));
  const parcels = [undefined, ...(order.parcels ?? []).map(({ id }) => id)];
  return [
    ...['cancelled', 'returned'].flatMap((reason) =>
      parcels.map((parcelId) => matterOf(order.id, { reason, parcelId })),
    ),
    ...(order.revisedBy ?? []).map((ref) =>
      matterOf(order.id, { reason: ref.slice(0, ref.indexOf('/')), ref }),
    ),
  ];
}

/** Finance has paid it back: the order's account knows. */
async function settled(ports: RefundPorts, orders: Orders, event: Envelope): Promise<void> {
  const key = refundKey(event.storeId, event.subject.slice('refund/'.length));
  const refund = (await ports.heads.load<Refund>(key))?.state;
  if (!refund) return;
  const { reason, parcelId, ref, amount } = refund;
  const { orderId: _, ...matter } = matterOf(refund.orderId, { reason, parcelId, ref });
  await orders.amend(refund.orderId, { actor: 'system' }, (order) => {
    const ask = order.asks?.find(
      (one) => one.reason === reason && one.parcelId === parcelId && one.ref === ref,
    );
    return !ask || ask.settled
      ? { accepted: [], outcome: 'repeated' }
      : { accepted: [{ type: 'order.refund-settled', data: { ...matter, amount } }], outcome: 'settled' };
  });
}
