import type { Department } from '../../shared/amendments/department.ts';

/** What the house has acknowledged: nothing else is known of it. */
export interface Ledger {
  /** The stages of each order, in the order in which they were acknowledged. */
  readonly orders: Map<string, string[]>;
  /** Pieces by article. */
  readonly book: Map<string, number>;
  /** The last acknowledged answer about each amendment. */
  readonly amendments: Map<string, Amendment>;
  acknowledged: number;
  /** Calls that were not answered; and of those, how many had been written before the answer was lost. */
  unanswered: number;
  written: number;
  /** What was refused that should not be. */
  readonly refused: string[];
}

export interface Amendment {
  readonly amendmentId: string;
  readonly orderId: string;
  readonly status: string;
  readonly approvals: readonly { readonly role: string; readonly state: string }[];
  readonly tasks: readonly { readonly department: Department; readonly state: string }[];
}

export const articles = ['MUG', 'PEN', 'BAG'] as const;
/** So many that no order waits for pieces. */
export const opening = 100_000;

export const emptyLedger = (): Ledger => ({
  orders: new Map(),
  book: new Map(articles.map((sku) => [sku, opening])),
  amendments: new Map(),
  acknowledged: 0,
  unanswered: 0,
  written: 0,
  refused: [],
});
