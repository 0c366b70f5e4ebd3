import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { followUp } from '../kernel/follow-up.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { days, type Instant, minutes, plus, sortable } from '../time/instant.ts';

/**
 * That a person asked to be forgotten, under the hash that finds his orders: it says who only to whoever has the e-mail
 * already. It is kept for as long as a restore can bring back what was erased.
 */
export interface Erasure {
  readonly askedAt: Instant;
  /** When it was last gone on with, and how many orders have been erased so far. */
  readonly at: Instant;
  readonly erased: number;
  /** Nobody has looked yet; or orders are still there: `later` ones were not reached, `waiting` ones must end first. */
  readonly left: 'unseen' | 'later' | 'waiting' | 'none';
}

export type ErasureEvent =
  | { readonly type: 'erasure.asked'; readonly data: { readonly at: Instant } & Loose }
  | {
      readonly type: 'erasure.gone-on';
      readonly data: {
        readonly at: Instant;
        readonly erased: number;
        readonly left: Erasure['left'];
      } & Loose;
    };
type Loose = Readonly<Record<string, unknown>>;

export const erasureKind = 'erasure';

/** `customer` is the hash of the e-mail. */
export const erasureKey = (store: string, customer: string): AggregateKey => ({
  store: storeId(store),
  kind: erasureKind,
  id: customer,
});

/** Backups go back 35 days; a little more. */
export const restorable = days(40);

/** Where somebody died, or orders are left over, it goes on soon; for orders that must end first it is asked daily. */
const soon = minutes(5);
const daily = days(1);

export const erasureAggregate: Aggregate<Erasure, ErasureEvent> = {
  kind: erasureKind,
  evolve(erasure, event) {
    const { at } = event.data;
    // Asked again: orders that came since are meant as well.
    if (event.type === 'erasure.asked')
      return { askedAt: at, at, erased: erasure?.erased ?? 0, left: 'unseen' };
    if (!erasure) throw new Error(`${event.type} before erasure.asked`);
    return { ...erasure, at, erased: erasure.erased + event.data.erased, left: event.data.left };
  },
  due: ({ at, left }) =>
    left === 'none' ? undefined : { kind: followUp, at: plus(at, left === 'waiting' ? daily : soon) },
  indexes: ({ store }, { askedAt }) => ({
    list: { partition: `${store}#${erasureKind}`, sort: sortable(askedAt) },
  }),
  expires: ({ at, left }) => (left === 'none' ? plus(at, restorable) : undefined),
};
