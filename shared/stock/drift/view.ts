import { own } from '../../kernel/own.ts';
import { formatInstant } from '../../time/instant.ts';
import type { ClosedDrift } from '../level/change.ts';
import { type ClaimEntry, lackingOf, older, takenOf } from '../level/claim.ts';
import {
  type Drift,
  driftId,
  type FrontDrift,
  firmOf,
  soundOf,
  type Stock,
  storefront,
} from '../level/state.ts';
import { timeOf } from '../level/view.ts';

/** Where a drift stands. */
export const statusOf = ({ phase, proposal }: Drift) =>
  proposal ? ('waits-for-supervisor' as const) : phase;

/** One difference in a list: the three figures of now. */
export function driftSummary(stock: Stock, location: string, drift: Drift) {
  return {
    driftId: driftId(stock.sku, location, drift.n),
    sku: stock.sku,
    location,
    status: statusOf(drift),
    trigger: drift.trigger,
    published: stock.published?.quantity ?? null,
    book: own(stock.places, location)?.book ?? drift.then.book,
    counted: drift.found,
    openedAt: formatInstant(drift.openedAt),
    secondLookUntil: timeOf(drift.until),
  };
}

/** What the storefront shows against what can be sold. */
export const frontSummary = (stock: Stock, { n, openedAt, then }: FrontDrift) => ({
  driftId: driftId(stock.sku, storefront, n),
  sku: stock.sku,
  location: storefront,
  status: 'storefront' as const,
  trigger: 'storefront',
  published: stock.published?.quantity ?? then.published,
  book: Object.values(stock.places).reduce((sum, { book }) => sum + book, 0),
  counted: null,
  openedAt: formatInstant(openedAt),
  secondLookUntil: null,
});

/** All open differences of an article. */
export const driftsOf = (stock: Stock) => [
  ...Object.entries(stock.places).flatMap(([location, { drift }]) =>
    drift ? [driftSummary(stock, location, drift)] : [],
  ),
  ...(stock.front ? [frontSummary(stock, stock.front)] : []),
];

/** One that has closed, with the figures of then. */
export const closedSummary = ({ sku, location, driftId: id, drift, book }: ClosedDrift) => ({
  driftId: id,
  sku,
  location,
  status: 'closed' as const,
  trigger: drift.trigger,
  published: drift.then.published ?? null,
  book,
  counted: drift.found,
  openedAt: formatInstant(drift.openedAt),
  secondLookUntil: null,
});

export interface Exposed {
  readonly orderId: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly covered: number;
}

/**
 * Orders that count on an article in doubt, the oldest first, and for how many of their pieces what is there would reach
 * if it were given out now, by the one rule: the oldest first.
 */
export function exposedOrders(stock: Stock, claims: readonly ClaimEntry[]): Exposed[] {
  let left = Math.min(soundOf(stock), firmOf(stock));
  return [...claims]
    .sort(older)
    .filter(({ owner }) => owner.startsWith('order/'))
    .map((claim) => {
      const quantity = claim.quantity - takenOf(claim);
      const covered = Math.min(left, claim.got + lackingOf(claim));
      left -= covered;
      return { orderId: claim.owner.slice('order/'.length), lineId: claim.line, quantity, covered };
    })
    .filter(({ quantity }) => quantity > 0);
}
