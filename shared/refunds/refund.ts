import { followUp } from '../kernel/follow-up.ts';
import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { days, type Instant, plus, sortable } from '../time/instant.ts';

/** What a refund is for: the whole order, or one parcel of it, that was cancelled or came back; or a revision that costs less. */
export interface RefundFor {
  readonly orderId: string;
  readonly reason: string;
  readonly parcelId?: string;
  /** What revised the order: `backorder/<id>`, `amendment/<id>`. */
  readonly ref?: string;
}

/** Money that is due to a customer: finance's task, with its amount in minor units and its deadline. */
export type Refund = RefundFor & {
  readonly amount: number;
  readonly currency: string;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
} & (
    | { readonly status: 'open'; readonly overdue?: true }
    | { readonly status: 'settled'; readonly at: Instant; readonly by: string; readonly reference: string }
    /** The reason for it was put right before it was paid. */
    | { readonly status: 'void'; readonly at: Instant; readonly why: string }
  );

export type RefundEvent =
  | {
      readonly type: 'refund.opened';
      readonly data: RefundFor & Loose & Sum & { readonly at: Instant; readonly dueAt: Instant };
    }
  | { readonly type: 'refund.overdue'; readonly data: RefundFor & Loose & Sum & { readonly at: Instant } }
  | {
      readonly type: 'refund.settled';
      readonly data: {
        readonly orderId: string;
        readonly at: Instant;
        readonly by: string;
        readonly reference: string;
      } & Loose;
    }
  | {
      readonly type: 'refund.voided';
      readonly data: { readonly orderId: string; readonly at: Instant; readonly why: string } & Loose;
    };
type Loose = Readonly<Record<string, unknown>>;
interface Sum {
  readonly amount: number;
  readonly currency: string;
}

export type RefundRefusal =
  { readonly is: 'refund-unknown' } | { readonly is: 'refund-not-open'; readonly status: string };

export const refundKind = 'refund';
export const refundKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: refundKind,
  id,
});

/** Where the refunds of an order are found, oldest first: beside what is found by person. */
export const refundsOfOrder = (store: string, orderId: string): string => `${store}#refunds#${orderId}`;

/** One refund for one reason: an event delivered twice opens one. */
export const refundId = ({ orderId, reason, parcelId, ref }: RefundFor): string =>
  [orderId, reason, ...(parcelId === undefined ? [] : [parcelId]), ...(ref === undefined ? [] : [ref])]
    .join('~')
    .replaceAll('/', ':');

/** The matter of a refund, out of whatever else is said with it. */
const matterOf = ({ orderId, reason, parcelId, ref }: RefundFor): RefundFor => ({
  orderId,
  reason,
  ...(parcelId === undefined ? {} : { parcelId }),
  ...(ref === undefined ? {} : { ref }),
});

/** What was paid out is asked for as long as accounts are kept open. */
const keptFor = days(400);

export const refundAggregate: Aggregate<Refund, RefundEvent> = {
  kind: refundKind,
  evolve(refund, event) {
    if (event.type === 'refund.opened') {
      const { amount, currency, at, dueAt } = event.data;
      return { ...matterOf(event.data), amount, currency, openedAt: at, dueAt, status: 'open' };
    }
    if (!refund) throw new Error(`${event.type} before refund.opened`);
    const { amount, currency, openedAt, dueAt } = refund;
    const kept = { ...matterOf(refund), amount, currency, openedAt, dueAt };
    switch (event.type) {
      case 'refund.overdue':
        return { ...kept, status: 'open', overdue: true };
      case 'refund.settled':
        return {
          ...kept,
          status: 'settled',
          at: event.data.at,
          by: event.data.by,
          reference: event.data.reference,
        };
      case 'refund.voided':
        return { ...kept, status: 'void', at: event.data.at, why: event.data.why };
      default:
        return never(event);
    }
  },
  due: (refund) =>
    refund.status === 'open' && !refund.overdue ? { kind: followUp, at: refund.dueAt } : undefined,
  indexes: ({ store }, { status, dueAt, orderId, openedAt }) => ({
    list: { partition: `${store}#refund`, sort: `${status}#${sortable(dueAt)}` },
    customer: { partition: refundsOfOrder(store, orderId), sort: sortable(openedAt) },
  }),
  expires: (refund) => ('at' in refund ? plus(refund.at, keptFor) : undefined),
};

type Answer = Decision<RefundEvent, RefundRefusal>;

/** A void one is opened anew: the order was cancelled after all. */
export function open(
  refund: Refund | undefined,
  what: RefundFor & Sum,
  dueAt: Instant,
  at: Instant,
): Decision<RefundEvent, never> {
  if (refund && refund.status !== 'void') return accept([], 'repeated');
  return accept([{ type: 'refund.opened', data: { ...what, at, dueAt } }], 'created');
}

/** Finance has paid it back. The same reference again is a repeat. */
export function settle(refund: Refund | undefined, reference: string, by: string, at: Instant): Answer {
  if (!refund) return refuse({ is: 'refund-unknown' });
  if (refund.status === 'settled' && refund.reference === reference) return accept([], 'repeated');
  if (refund.status !== 'open') return refuse({ is: 'refund-not-open', status: refund.status });
  return accept(
    [{ type: 'refund.settled', data: { orderId: refund.orderId, at, by, reference } }],
    'settled',
  );
}

export function voidIt(refund: Refund | undefined, why: string, at: Instant): Answer {
  if (!refund) return refuse({ is: 'refund-unknown' });
  if (refund.status !== 'open') return accept([], 'repeated');
  return accept([{ type: 'refund.voided', data: { orderId: refund.orderId, at, why } }], 'void');
}

/** Its time is over and nobody has paid it. */
export function overdue(refund: Refund | undefined, at: Instant): Answer {
  if (refund?.status !== 'open' || refund.overdue || at < refund.dueAt) return accept([], 'repeated');
  const { amount, currency } = refund;
  return accept([{ type: 'refund.overdue', data: { ...matterOf(refund), amount, currency, at } }], 'overdue');
}
