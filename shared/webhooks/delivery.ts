import { followUp } from '../kernel/follow-up.ts';
import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import type { Sent } from './sending.ts';
import {
  days,
  type Duration,
  duration,
  hours,
  type Instant,
  minutes,
  plus,
  sortable,
} from '../time/instant.ts';

/** One event on its way to a storefront. The event itself lies beside, as it is sent. */
export type Delivery = Base &
  (
    | { readonly status: 'waiting'; readonly dueAt: Instant }
    | { readonly status: 'delivered'; readonly at: Instant }
    | { readonly status: 'parked'; readonly at: Instant; readonly why: string }
  );

interface Base {
  readonly event: string;
  readonly type: string;
  readonly attempts: number;
}

export type DeliveryEvent =
  | E<'webhook.opened', { event: string; of: string; at: Instant }>
  | E<'webhook.deferred', { dueAt: Instant; why: string }>
  | E<'webhook.delivered', { at: Instant }>
  | E<'webhook.parked', { at: Instant; why: string; about: string }>
  | E<'webhook.replayed', { at: Instant }>;

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}

export type DeliveryRefusal = { readonly is: 'webhook-unknown' } | { readonly is: 'webhook-not-parked' };

export const webhookKind = 'webhook';
/** One delivery for an event, however often it comes. */
export const webhookId = (eventId: string): string => digest(eventId, 22);
export const webhookKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: webhookKind,
  id,
});

/** Full bodies of what could not be delivered are kept so long. */
const keptFor = days(14);
/** 1, 2, 4 … minutes, at most an hour; parked after two days of it. */
const mostAttempts = 52;
export const backOff = (attempts: number): Duration =>
  duration(Math.min(minutes(1) * 2 ** attempts, hours(1)));

export const deliveryAggregate: Aggregate<Delivery, DeliveryEvent> = {
  kind: webhookKind,
  evolve(delivery, event) {
    if (event.type === 'webhook.opened') {
      const { event: id, of, at } = event.data;
      return { event: id, type: of, attempts: 0, status: 'waiting', dueAt: at };
    }
    if (!delivery) throw new Error(`${event.type} before webhook.opened`);
    const { event: id, type, attempts } = delivery;
    const base = { event: id, type, attempts };
    switch (event.type) {
      case 'webhook.deferred':
        return { ...base, attempts: attempts + 1, status: 'waiting', dueAt: event.data.dueAt };
      case 'webhook.delivered':
        return { ...base, status: 'delivered', at: event.data.at };
      case 'webhook.parked':
        return { ...base, status: 'parked', at: event.data.at, why: event.data.why };
      case 'webhook.replayed':
        return { ...base, attempts: 0, status: 'waiting', dueAt: event.data.at };
      default:
        return never(event);
    }
  },
  due: (delivery) => (delivery.status === 'waiting' ? { kind: followUp, at: delivery.dueAt } : undefined),
  indexes: ({ store }, delivery) =>
    delivery.status === 'parked'
      ? { list: { partition: `${store}#webhook`, sort: `parked#${sortable(delivery.at)}` } }
      : {},
  expires: (delivery) => ('at' in delivery ? plus(delivery.at, keptFor) : undefined),
};

/** What follows from a try. */
export function tried(
  delivery: Delivery | undefined,
  sent: Sent,
  at: Instant,
): Decision<DeliveryEvent, never> {
  if (delivery?.status !== 'waiting') return accept([], 'none');
  if (sent.ok) return accept([{ type: 'webhook.delivered', data: { at } }], 'delivered');
  const { why } = sent;
  if (sent.later && delivery.attempts < mostAttempts) {
    const dueAt = plus(at, backOff(delivery.attempts));
    return accept([{ type: 'webhook.deferred', data: { dueAt, why } }], 'deferred');
  }
  return accept([{ type: 'webhook.parked', data: { at, why, about: delivery.type } }], 'parked');
}

/** Somebody has put right what kept it; it is tried anew. */
export function replay(
  delivery: Delivery | undefined,
  at: Instant,
): Decision<DeliveryEvent, DeliveryRefusal> {
  if (!delivery) return refuse({ is: 'webhook-unknown' });
  if (delivery.status !== 'parked') return refuse({ is: 'webhook-not-parked' });
  return accept([{ type: 'webhook.replayed', data: { at } }], 'replayed');
}
