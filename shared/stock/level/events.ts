import type { Instant } from '../../time/instant.ts';
import type { Cause, Drift, Proposal, Published, Trigger } from './state.ts';

/** Everything that can happen to the pieces of an article. */
export type StockEvent =
  | E<'stock.moved', Moved>
  /** What was counted or found agreed with the book. */
  | E<'stock.counted', { sku: string; location: string; counted: number; countedAt: Instant; at: Instant }>
  | E<'stock.published', Published & { sku: string; at: Instant }>
  /** Claims were made, changed or given up; `lacking` is what they do not get. */
  | E<
      'stock.claimed',
      { sku: string; claims: readonly ClaimChange[]; allocated: number; waiting: number; at: Instant }
    >
  | E<'stock.drift-detected', Detected>
  | E<
      'stock.drift-updated',
      {
        driftId: string;
        location: string;
        found: number;
        foundAt: Instant;
        trigger: Trigger;
        by: string;
        at: Instant;
      }
    >
  | E<
      'stock.drift-confirmed',
      { driftId: string; location: string; found: number; lapsed: boolean; at: Instant }
    >
  | E<'stock.drift-closed', Closed>
  | E<'stock.resolution-proposed', { driftId: string; location: string; proposal: Proposal; at: Instant }>
  | E<'stock.resolution-declined', { driftId: string; location: string; by: string; at: Instant }>
  | E<'stock.buffer-changed', { sku: string; buffer: number; agreed: number; at: Instant }>
  | E<'stock.sync-drifted', { driftId: string; n: number; published: number; sellable: number; at: Instant }>
  /** Nothing has been heard from the storefront since its number became wrong: that is one matter, not one for each article. */
  | E<'stock.sync-unheard', { sku: string; since: Instant; at: Instant }>
  | E<'stock.sync-mended', { driftId: string; published: number; at: Instant }>
  /** The storefront is told at once: so many can be sold, and no more. */
  | E<'stock.quantity-corrected', { sku: string; quantity: number; stopped: boolean; at: Instant }>
  /** More is set aside than there is: it has to be given out anew. */
  | E<'stock.overdrawn', { sku: string; pieces: number; at: Instant }>
  /** Pieces are there for somebody who waits. */
  | E<'stock.replenished', { sku: string; free: number; waiting: number; at: Instant }>;

export interface Moved extends Record<string, unknown> {
  sku: string;
  at: Instant;
  /** The entry of the ledger that holds the movements. */
  entry: number;
  /** The print of that entry. */
  print?: string;
  movements: number;
  places: Readonly<Record<string, PlaceMoved>>;
  /** Pieces that were there though the book had them not. */
  excess?: number;
  /** Pieces in the book after it, over all locations, where some were taken out. */
  left?: number;
  /** Pieces that claims no longer hold, because they were taken from the shelf; and that they no longer wait for. */
  taken?: number;
  waited?: number;
}

export interface PlaceMoved {
  /** What the book changes by. */
  readonly by: number;
  /** What the shelf changed by since somebody last saw it: less than `by` where a movement was booked late. */
  readonly shelf?: number;
  /** When the last of the movements happened. */
  readonly at: Instant;
}

export interface ClaimChange {
  readonly owner: string;
  readonly line: string;
  readonly quantity: number;
  readonly got: number;
  readonly lacking: number;
}

export interface Detected extends Record<string, unknown> {
  sku: string;
  driftId: string;
  location: string;
  drift: Drift;
  at: Instant;
  orderId?: string;
}

export interface Closed extends Record<string, unknown> {
  sku: string;
  driftId: string;
  location: string;
  /** The figures met again, or somebody put the book right. */
  how: 'agreed' | 'resolved';
  at: Instant;
  by: string;
  cause?: Cause;
  adjustment?: number;
  /** What the adjustment is worth at cost, in minor units, where that is known. */
  value?: number;
  /** The name of the text with the note, the figures and the causes as they were shown. */
  record?: string;
}

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}
