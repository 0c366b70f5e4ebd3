import { isSilent } from '../events/sources.ts';
import type { HeadStore } from '../kernel/head.ts';
import { missing } from '../orders/decide/checklist.ts';
import { isOpen, type Order } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import { overdueReceipts } from '../stock/awaited.ts';
import { duration, type Instant, parseDuration } from '../time/instant.ts';

/** What else is known of stalled orders that may be why: shown beside the cause, never taken for it. */
export interface Evidence {
  readonly kind: string;
  /** What exactly: the reason of a hold, a checklist item, the source that is silent, the purchase order. */
  readonly what: string;
  /** How many of the orders it concerns. */
  readonly orders: number;
  /** Of goods that have not come in: which, how many pieces, whose, and the day or time by which they were expected. */
  readonly receipt?: {
    readonly sku: string;
    readonly quantity: number;
    readonly supplier: string;
    readonly expectedAt: string;
  };
}

export interface Asked {
  readonly heads: HeadStore;
  readonly store: string;
  readonly profile: Profile;
  readonly orders: readonly Order[];
  /** Articles to look for, with how many of the orders have each; the likeliest first. */
  readonly skus: readonly (readonly [sku: string, orders: number])[];
  readonly at: Instant;
}

/** One place to look at. A new kind of evidence is a new entry in the list below. */
export type EvidenceSource = (asked: Asked) => Promise<readonly Evidence[]>;

/** Named at the most, the commonest first. */
const mostPerKind = 5;

const counted = (kind: string, whats: readonly string[]): Evidence[] => {
  const counts = new Map<string, number>();
  for (const what of whats) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts]
    .map(([what, orders]) => ({ kind, what, orders }))
    .sort((a, b) => b.orders - a.orders || (a.what < b.what ? -1 : 1))
    .slice(0, mostPerKind);
};

/** Orders that somebody holds, by the reason given. */
const holds: EvidenceSource = ({ orders }) =>
  Promise.resolve(
    counted(
      'hold',
      orders.flatMap((order) => (isOpen(order) ? (order.holds ?? []) : []).map(({ reason }) => reason)),
    ),
  );

/** Mandatory items of the stage's checklist that nobody has ticked. */
const checklist: EvidenceSource = ({ profile, orders }) =>
  Promise.resolve(
    counted(
      'checklist',
      orders.flatMap((order) => {
        const items = profile.stages.find(({ name }) => name === order.stay.stage)?.checklist;
        return missing(order, items).map(({ id }) => id);
      }),
    ),
  );

/** Whoever reported the stage that the orders are in always speaks, and says nothing now. */
const silence: EvidenceSource = async ({ heads, store, profile, orders, at }) => {
  const after = parseDuration(profile.noticeValve.sourceSilentAfter) ?? duration(0);
  const sources = counted(
    'silent-source',
    orders.map(({ stay }) => stay.by),
  );
  const silent = await Promise.all(sources.map(({ what }) => isSilent(heads, store, what, after, at)));
  return sources.filter((_, index) => silent[index]);
};

/** Goods that a supplier owes: their day has passed, and nobody has booked them in. */
const missingReceipts: EvidenceSource = async ({ heads, store, skus, at }) => {
  const found = await Promise.all(
    skus.slice(0, mostPerKind).map(async ([sku, orders]) =>
      (await overdueReceipts(heads, store, sku, at)).map(
        ({ purchaseOrder, quantity, supplier, expectedAt }): Evidence => ({
          kind: 'missing-receipt',
          what: purchaseOrder,
          orders,
          receipt: { sku, quantity, supplier, expectedAt },
        }),
      ),
    ),
  );
  return found.flat().slice(0, mostPerKind);
};

const sources: readonly EvidenceSource[] = [holds, checklist, silence, missingReceipts];

/** Everything that any source knows of these orders. */
export async function evidenceFor(asked: Asked): Promise<readonly Evidence[]> {
  return asked.orders.length === 0 ? [] : (await Promise.all(sources.map((source) => source(asked)))).flat();
}
