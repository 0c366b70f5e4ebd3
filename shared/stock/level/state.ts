import type { Instant } from '../../time/instant.ts';

/**
 * What is known of the pieces of one article, over all its locations, as its head keeps it. The movements that led here
 * lie beside it in the ledger, the claims of orders in entries of their own; each is written with this head or not at all.
 */
export interface Stock {
  readonly sku: string;
  /** Entries in the ledger so far; names the next. */
  readonly entries: number;
  /** Drifts opened so far; names the next. */
  readonly drifts: number;
  readonly places: Readonly<Record<string, Place>>;
  /** Pieces that claims hold, not yet taken from a shelf. */
  readonly allocated: number;
  /** Pieces that claims ask for and do not get. */
  readonly waiting: number;
  /** Pieces kept off sale after a drift, until a recount agrees. */
  readonly buffer: number;
  /** What the storefront said it shows. */
  readonly published?: Published;
  /** Since when the storefront shows something else than can be sold. */
  readonly off?: Instant;
  /** The storefront has said nothing since: looked at again when it speaks. */
  readonly unheard?: true;
  /** The storefront still shows the wrong quantity after the time it was given. */
  readonly front?: FrontDrift;
  /** Counts that agreed since the buffer was raised or last lowered. */
  readonly agreed?: number;
}

export interface Published {
  readonly quantity: number;
  readonly asOf: Instant;
}

/** One location of the article. */
export interface Place {
  readonly book: number;
  /** When the last movement here happened. */
  readonly at: Instant;
  readonly counted?: { readonly quantity: number; readonly at: Instant };
  readonly drift?: Drift;
}

export const triggers = ['short-pick', 'count', 'inventory'] as const;
export type Trigger = (typeof triggers)[number];

/**
 * The book and the shelf disagree. The second look comes first; who is to be told follows only once it has confirmed the
 * difference, or nobody has looked in time.
 */
export interface Drift {
  readonly n: number;
  readonly trigger: Trigger;
  readonly openedAt: Instant;
  /** What the three sides said when it was opened. */
  readonly then: { readonly published?: number; readonly book: number };
  /** Pieces that are there, as far as known now: those that somebody saw, and what has moved since. */
  readonly found: number;
  readonly foundAt: Instant;
  /** Who found it: the second look and the resolution of his own finding are not his. */
  readonly by: string;
  /** The order whose picker stood before the shelf. */
  readonly orderId?: string;
  readonly phase: 'second-look' | 'confirmed';
  /** Until when the second look has time. */
  readonly until?: Instant;
  readonly looks: number;
  /** What somebody wants booked, and a supervisor has not yet confirmed. */
  readonly proposal?: Proposal;
}

export interface Proposal {
  readonly cause: Cause;
  /** Pieces that the book is changed by. */
  readonly adjustment: number;
  readonly by: string;
  readonly at: Instant;
  readonly note?: string;
}

export interface FrontDrift {
  readonly n: number;
  readonly openedAt: Instant;
  readonly then: { readonly published: number; readonly sellable: number };
}

export const causes = [
  'return-booked-early',
  'return-not-booked',
  'receipt-error',
  'sync-stale',
  'miscount',
  'double-allocation',
  'sku-swap',
  'unit-error',
  'late-booking',
  'loss',
] as const;
export type Cause = (typeof causes)[number];

export const nothing = (sku: string): Stock => ({
  sku,
  entries: 0,
  drifts: 0,
  places: {},
  allocated: 0,
  waiting: 0,
  buffer: 0,
});

/** Is anything known of its pieces: has it been opened, received or counted anywhere? */
export const isTracked = ({ places }: Stock): boolean => Object.keys(places).length > 0;

export const bookOf = ({ places }: Stock): number =>
  Object.values(places).reduce((sum, { book }) => sum + book, 0);

/** Pieces that one may count on: where book and shelf disagree, the fewer of both. */
export const soundAt = ({ book, drift }: Place): number => (drift ? Math.min(book, drift.found) : book);

export const soundOf = ({ places }: Stock): number =>
  Object.values(places).reduce((sum, place) => sum + soundAt(place), 0);

/** Pieces that claims are built on: what a second look has confirmed to be missing is gone, what nobody has confirmed is not. */
export const firmOf = ({ places }: Stock): number =>
  Object.values(places).reduce(
    (sum, place) => sum + (place.drift?.phase === 'confirmed' ? soundAt(place) : place.book),
    0,
  );

/** Pieces that nobody has a claim on, what others wait for left out. */
export const freeOf = (stock: Stock): number => Math.max(0, soundOf(stock) - stock.allocated - stock.waiting);

/** What the storefront may show: nothing that is claimed, doubtful, or kept as a buffer. */
export const sellableOf = (stock: Stock): number => Math.max(0, freeOf(stock) - stock.buffer);

/** Does a drift keep pieces off sale? */
export const isDrifting = ({ places }: Stock): boolean =>
  Object.values(places).some(({ drift }) => drift !== undefined);

/** The name of a drift: the article, the location, and which one of the article's it is. */
export const driftId = (sku: string, location: string, n: number): string =>
  `${sku}~${location}~${String(n)}`;

/** The inverse of `driftId`; undefined for what is none. */
export function parseDriftId(id: string): { sku: string; location: string; n: number } | undefined {
  const match = /^(.{1,64})~([^~]{1,40})~(\d{1,6})$/u.exec(id);
  const [, sku, location, n] = match ?? [];
  return sku === undefined || location === undefined ? undefined : { sku, location, n: Number(n) };
}

/** The place in a drift's name that stands for the storefront. */
export const storefront = 'storefront';
