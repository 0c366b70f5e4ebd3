import type { Content } from '../orders/content.ts';
import type { OrderRules } from '../orders/rules.ts';
import type { Order } from '../orders/state.ts';
import type { ProductBody } from '../stock/bodies.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import type { LineSupply, Shelf } from './availability.ts';
import type { Change, QuoteBody, Shipments } from './bodies.ts';
import type { Touched } from './changed.ts';
import type { Cost } from './cost.ts';
import type { Department } from './department.ts';

/** Everything an assessment rests on; it reads nothing else, so that the same inputs answer the same. */
export interface Inputs {
  readonly order: Order;
  readonly content: Content;
  readonly changes: readonly Change[];
  readonly profile: Profile;
  readonly rules: OrderRules;
  readonly products: ReadonlyMap<string, ProductBody>;
  readonly quotes: ReadonlyMap<string, QuoteBody>;
  readonly shelves: ReadonlyMap<string, Shelf>;
  /** Units done by line: the furthest that was reported of any stage. */
  readonly done: ReadonlyMap<string, number>;
  readonly inParcels: ReadonlyMap<string, number>;
  /** Departments that have refused their part of it: procurement cannot buy, packing cannot open, logistics cannot split. */
  readonly refusedBy: readonly Department[];
  readonly at: Instant;
}

export type Verdict = 'fits' | 'at-risk' | 'does-not-fit';

/** A way to make the change. */
export interface Plan {
  readonly shipments: Shipments;
  /** Lines that are bought in a hurry. */
  readonly rushed: readonly string[];
  readonly promisedAt?: Instant;
  readonly cost: Cost;
  readonly risk: {
    readonly now: number;
    readonly with: number;
    /** The first day that is safe with the change. */
    readonly safeDay: Instant;
  };
  /** When all that is bought is there. */
  readonly readyAt: Instant;
  /** The last moment at which a yes still makes the date; absent where it has passed, or there is no date. */
  readonly lastMoment?: Instant;
  /** What comes in a parcel of its own, and when it is there with nine chances in ten. */
  readonly later?: { readonly units: number; readonly day: Instant };
}

export type AlternativeId = 'part-later' | 'separate-parcel' | 'other-date';

export interface Alternative extends Plan {
  readonly id: AlternativeId;
}

/** The assessment of a change: kept with what it was made of, for whoever asks later why. */
export interface Assessment extends Plan {
  readonly at: Instant;
  readonly verdict: Verdict;
  readonly supply: readonly LineSupply[];
  /** Packed units that are opened again. */
  readonly rework: number;
  readonly touched: readonly Touched[];
  /** Items that wait for procurement's quote. */
  readonly unpriced: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** The order as it would be. */
  readonly content: Content;
}
