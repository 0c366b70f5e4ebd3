import type { Content, Line } from '../orders/content.ts';
import type { ProductBody } from '../stock/bodies.ts';
import type { Instant } from '../time/instant.ts';
import type { QuoteBody, Shipments } from './bodies.ts';
import type { ChangeRefusal } from './refusals.ts';

/** What changes rest on beside the order's content. */
export interface Catalogue {
  readonly currency: string;
  readonly defaultVat: number;
  readonly markupPercent: number;
  readonly products: ReadonlyMap<string, ProductBody>;
  /** Procurement's word on unlisted items, by line. */
  readonly quotes: ReadonlyMap<string, QuoteBody>;
  /** Pieces that lie in parcels already, by line. */
  readonly inParcels: ReadonlyMap<string, number>;
  readonly promisedAt: Instant | undefined;
  readonly at: Instant;
}

/** One line before and after. */
export interface Touched {
  readonly line: Line;
  readonly before: number;
  readonly after: number;
  /** The amount of the line before and after, as its price is given. */
  readonly was: number;
  readonly is: number;
  readonly unlisted: boolean;
  readonly into?: string;
}

/** An order as it would be. */
export interface Changed {
  readonly content: Content;
  readonly touched: readonly Touched[];
  /** Lines that nobody has priced yet. */
  readonly unpriced: readonly string[];
  readonly promisedAt: Instant | undefined;
  readonly shipments: Shipments;
  readonly address: boolean;
}

/** One change made, or why it cannot be. */
export type Step = { readonly refused: ChangeRefusal } | { readonly next: Changed };

export const rule = (path: string, message: string): { readonly refused: ChangeRefusal } => ({
  refused: { is: 'rule', path, message },
});
