import { type Duration, duration, days, type Instant, latest, plus } from '../time/instant.ts';

/** What is offered for one line, with what it means in money. Minor units, VAT included. */
export interface LineOffer {
  readonly lineId: string;
  readonly sku: string;
  readonly name: string;
  /** Pieces of the line in all, and those that lack. */
  readonly quantity: number;
  readonly lacking: number;
  /** When the pieces are expected; absent where nobody can say, or it takes longer than anybody is asked to wait. */
  readonly wait?: Wait;
  /** What the order costs less without them. */
  readonly credit: number;
  readonly substitutes: readonly Substitute[];
}

export interface Wait {
  readonly from: Instant;
  readonly to: Instant;
  /** A purchase order with a date, one that is overdue, or the supplier's usual lead time. */
  readonly basis: 'purchase-order' | 'overdue' | 'lead-time';
}

export interface Substitute {
  readonly sku: string;
  readonly name: string;
  /** Of a piece. */
  readonly price: number;
  /** What the lacking pieces cost more (or less) than those of the line. */
  readonly difference: number;
}

export interface Offer {
  readonly lines: readonly LineOffer[];
  /** Are there lines or pieces that can be covered? */
  readonly rest: boolean;
  readonly paid: boolean;
  /** What was still to be paid of the order: what comes back is less by that. */
  readonly short?: number;
}

/** What comes back to the customer where the order costs so much less. */
export const refundFor = ({ paid, short = 0 }: Pick<Offer, 'paid' | 'short'>, less: number): number =>
  paid ? Math.max(0, less - short) : 0;

/** Goods that are on their way. */
export interface Coming {
  readonly by: Instant;
  readonly quantity: number;
}

/** Nothing is named more exactly than a supplier keeps his word: two days, or a quarter of what is still to pass. */
const slack = days(2);
/** What is overdue already comes in a week, or nobody knows. */
const overdueWithin = days(7);

/**
 * When so many pieces are here, after those that others wait for before: the first purchase order that reaches for them,
 * as a range; else the usual lead time, half as long again at the latest. Undefined where neither is known.
 */
export function waitFor(
  pieces: number,
  ahead: number,
  coming: readonly Coming[],
  leadTime: Duration | undefined,
  at: Instant,
): Wait | undefined {
  let sum = 0;
  for (const { by, quantity } of [...coming].sort((a, b) => a.by - b.by)) {
    sum += quantity;
    if (sum < ahead + pieces) continue;
    if (by <= at) return { from: plus(at, days(1)), to: plus(at, overdueWithin), basis: 'overdue' };
    const margin = duration(Math.max(slack, (by - at) / 4));
    return { from: by, to: plus(by, margin), basis: 'purchase-order' };
  }
  if (leadTime === undefined) return undefined;
  const from = plus(at, leadTime);
  return { from, to: latest(plus(from, duration(leadTime / 2)), plus(from, slack)), basis: 'lead-time' };
}

/** An article that could take the place of another. */
export interface Candidate {
  readonly sku: string;
  readonly name: string;
  readonly category?: string;
  readonly size?: string;
  readonly price: number;
  readonly available: number;
}

/**
 * What could take the place of the lacking pieces: of the same category, of the same size where the shop asks for it,
 * within its price band, and really there; the nearest in price first. Never the article itself.
 */
export function substitutesFor(
  line: { readonly sku: string; readonly unitPrice: number; readonly lacking: number },
  of: { readonly category?: string; readonly size?: string },
  candidates: readonly Candidate[],
  rules: { readonly most: number; readonly sameSize: boolean; readonly priceBand: number },
): Substitute[] {
  if (of.category === undefined) return [];
  const band = (line.unitPrice * rules.priceBand) / 100;
  return candidates
    .filter(
      (one) =>
        one.sku !== line.sku &&
        one.category === of.category &&
        (!rules.sameSize || of.size === undefined || one.size === of.size) &&
        Math.abs(one.price - line.unitPrice) <= band &&
        one.available >= line.lacking,
    )
    .sort(
      (a, b) =>
        Math.abs(a.price - line.unitPrice) - Math.abs(b.price - line.unitPrice) || (a.sku < b.sku ? -1 : 1),
    )
    .slice(0, rules.most)
    .map(({ sku, name, price }) => ({
      sku,
      name,
      price,
      difference: (price - line.unitPrice) * line.lacking,
    }));
}
