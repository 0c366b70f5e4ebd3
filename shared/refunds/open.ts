import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { OrderEvent } from '../orders/events.ts';
import { Orders } from '../orders/orders.ts';
import type { Order, Parcel } from '../orders/state.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, parseDuration, plus } from '../time/instant.ts';
import { paidFor, partOf } from './amount.ts';
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

/** Opens, settles or voids refunds as orders say: what was cancelled or came back, was paid back, was put right. */
export async function refundsOf(ports: RefundPorts, event: Envelope): Promise<void> {
  const loaded = await ports.profiles.of(event.storeId);
  if (!loaded) return;
  const orders = new Orders(ports, event.storeId, loaded);
  const order = (await orders.load(event.subject.slice('order/'.length)))?.state;
  if (!order) return;
  const { data } = event;
  const cancelled = order.stay.stage === 'cancelled' && order.payment?.state === 'paid';
  switch (event.type) {
    case 'order.refund-due': {
      const { parcelId, ref, amount, reason } = data as Data<'order.refund-due'>;
      const what = {
        orderId: order.id,
        reason,
        ...(parcelId === undefined ? {} : { parcelId }),
        ...(ref === undefined ? {} : { ref }),
      };
      await openFor(ports, orders, order, what, amount);
      break;
    }
    case 'order.refund-withdrawn': {
      const { reason, ref } = data as Data<'order.refund-withdrawn'>;
      const key = refundKey(event.storeId, refundId({ orderId: order.id, reason, ref }));
      const decide = (head: { readonly state: Refund } | undefined, at: ReturnType<Clock>) =>
        head ? voidIt(head.state, 'undone', at) : nothing;
      if (await ports.heads.load(key))
        await change(ports, refundAggregate, key, { actor: 'system' }, { decide });
      break;
    }
    case 'order.corrected': {
      const reason = String(data['from']);
      await each(ports, event.storeId, order, (refund, at) =>
        refund?.reason === reason ? voidIt(refund, 'corrected', at) : nothing,
      );
      if (cancelled) await openFor(ports, orders, order, { orderId: order.id, reason: 'cancelled' });
      break;
    }
    case 'order.payment-changed': {
      const payment = data['payment'] as Order['payment'];
      // Who pays for what was cancelled meanwhile gets his money back as well.
      if (cancelled) await openFor(ports, orders, order, { orderId: order.id, reason: 'cancelled' });
      if (payment?.state !== 'refunded') break;
      await each(ports, event.storeId, order, (refund, at) =>
        refund?.status === 'open'
          ? settle(refund, payment.reference ?? 'reported', event.actor, at)
          : nothing,
      );
    }
  }
}

type Data<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>['data'];

const nothing = { accepted: [], outcome: 'none' };

async function openFor(
  ports: RefundPorts,
  orders: Orders,
  order: Order,
  what: RefundFor,
  said?: number,
): Promise<void> {
  const content = await orders.content(order);
  if (!content) return;
  const { profile } = orders;
  const amount = said ?? (await amountOf(orders, order, what, content));
  if (amount <= 0) return;
  const within = parseDuration(profile.refunds.within) ?? days(14);
  await change(
    ports,
    refundAggregate,
    refundKey(profile.storeId, refundId(what)),
    { actor: 'system' },
    {
      decide: (head, at) =>
        open(head?.state, { ...what, amount, currency: profile.currency }, plus(at, within), at),
    },
  );
}

const isGone = ({ stage }: Parcel): boolean => stage === 'cancelled' || stage === 'returned';

/**
 * Of the whole order all that was paid, less what its parcels had back before. Of a parcel its part; of the last one,
 * with which nothing remains, all the rest, so that the parts are together what was paid. Reckoned from the order
 * alone: two that come at once know the same.
 */
async function amountOf(
  orders: Orders,
  order: Order,
  { parcelId }: RefundFor,
  content: NonNullable<Awaited<ReturnType<Orders['content']>>>,
): Promise<number> {
  // What revisions gave back has refunds of its own. Where no sum was reported, the content is what was left to pay.
  const paid =
    order.payment?.paid === undefined
      ? paidFor(content, undefined)
      : order.payment.paid - (order.credited ?? 0);
  const texts = await orders.parcelTexts(order);
  const part = ({ text }: Parcel) =>
    partOf(content, paid, texts.get(text)?.lines ?? [], orders.profile.vat.defaultRate);
  const parcels = order.parcels ?? [];
  const gone = parcels.filter(isGone).sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
  const others = (except?: string) =>
    gone.filter(({ id }) => id !== except).reduce((sum, parcel) => sum + part(parcel), 0);
  if (parcelId === undefined)
    // Parcels that went together with the order have no refund of their own.
    return (
      paid - gone.filter(({ since }) => since < order.stay.since).reduce((sum, one) => sum + part(one), 0)
    );
  const own = parcels.find(({ id }) => id === parcelId);
  if (!own) return 0;
  const nothingRemains = gone.reduce((sum, { units }) => sum + units, 0) >= order.units;
  return nothingRemains && gone.at(-1)?.id === parcelId ? paid - others(parcelId) : part(own);
}

/** All refunds that the order can have: of itself and of its parcels, for each reason, and of its revisions. */
async function each(
  ports: RefundPorts,
  store: string,
  order: Order,
  decide: (refund: Refund | undefined, at: ReturnType<Clock>) => ReturnType<typeof voidIt>,
): Promise<void> {
  const ids = ['cancelled', 'returned'].flatMap((reason) =>
    [undefined, ...(order.parcels ?? []).map(({ id }) => id)].map((parcelId) =>
      refundId({ orderId: order.id, reason, ...(parcelId === undefined ? {} : { parcelId }) }),
    ),
  );
  for (const ref of order.revisedBy ?? [])
    ids.push(refundId({ orderId: order.id, reason: ref.slice(0, ref.indexOf('/')), ref }));
  for (const { key } of await ports.heads.loadMany<Refund>(ids.map((id) => refundKey(store, id))))
    await change(
      ports,
      refundAggregate,
      key,
      { actor: 'system' },
      { decide: (head, at) => decide(head?.state, at) },
    );
}
