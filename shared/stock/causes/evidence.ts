import type { Instant } from '../../time/instant.ts';
import type { ClaimEntry } from '../level/claim.ts';
import type { Booked } from '../level/movement.ts';
import type { Cause, Trigger } from '../level/state.ts';

/** Everything that a ranking of causes looks at: what was found, and what is known around it. Nothing else decides. */
export interface DriftCase {
  readonly sku: string;
  /** A shelf, or `storefront`: there `book` is what can be sold and `found` what is shown. */
  readonly location: string;
  readonly book: number;
  readonly found: number;
  /** Found less booked: below zero pieces are missing. */
  readonly difference: number;
  readonly foundAt: Instant;
  readonly trigger: Trigger | 'storefront';
  /** How often somebody has looked. */
  readonly looks: number;
  /** The order whose picker stood before the shelf. */
  readonly orderId?: string;
  /** Pieces that the book has of the article in all places. */
  readonly articleBook: number;
  /** The article's movements at all places, of the last 90 days. */
  readonly ledger: readonly Booked[];
  readonly storefront?: {
    readonly quantity: number;
    readonly asOf: Instant;
    /** When anything was last heard of the storefront's stock. */
    readonly heardAt?: Instant;
  };
  readonly claims: readonly ClaimEntry[];
  /** Owners of claims whose orders have been shipped, though claims say that nothing was taken. */
  readonly left: readonly { readonly owner: string; readonly at?: Instant }[];
  readonly receipts: readonly ReceiptEntry[];
  readonly returns: readonly ReturnEntry[];
  readonly counts: readonly CountEntry[];
  /** Open differences of other articles at the same place. */
  readonly drifts: readonly { readonly sku: string; readonly difference: number; readonly at: Instant }[];
  /** Pieces in the pack in which the article is bought. */
  readonly packUnit?: number;
  /** Pieces by which a count may differ and still agrees. */
  readonly tolerance: number;
}

/** A delivery as quality control saw it. */
export interface ReceiptEntry {
  readonly receiptId: string;
  readonly purchaseOrder?: string;
  readonly location: string;
  readonly at: Instant;
  readonly expected?: number;
  readonly received: number;
  readonly rejected: number;
  readonly accepted: number;
}

export interface ReturnEntry {
  readonly returnId: string;
  readonly orderId?: string;
  readonly quantity: number;
  readonly status: 'expected' | 'arrived' | 'restocked' | 'written-off';
  readonly location?: string;
  readonly arrivedAt?: Instant;
  readonly doneAt?: Instant;
}

export interface CountEntry {
  readonly location: string;
  readonly quantity: number;
  readonly at: Instant;
  readonly by?: string;
}

export const facts = [
  'return-still-expected',
  'return-not-inspected',
  'return-written-off',
  'return-of-that-size-expected',
  'return-without-record',
  'return-arrived-unbooked',
  'return-restocked-unbooked',
  'receipt-differs',
  'receipt-unbooked',
  'receipt-booked-again',
  'receipt-in-packs',
  'receipt-packs-confirmed',
  'count-in-packs',
  'published-older',
  'published-newer',
  'published-as-before',
  'storefront-silent',
  'shelf-not-page',
  'recount-agrees',
  'recount-differs',
  'adjusted-before',
  'looked-once',
  'looked-again',
  'more-claimed-than-booked',
  'claimed-together',
  'claimed-twice',
  'other-article-opposite',
  'similar-name',
  'left-unbooked',
  'taken-without-reference',
  'counted-since',
  'explains-all',
  'explains-with',
  'unexplained',
] as const;
export type Fact = (typeof facts)[number];

/** A fact that counted, with its figures: the words are made of them for whoever reads. */
export interface Evidence {
  readonly fact: Fact;
  /** What to open: a return, a purchase order, an order, another article. */
  readonly ref?: string;
  readonly at?: Instant;
  readonly quantity?: number;
  /** The figure that it is held against. */
  readonly against?: number;
}

/** One way in which one cause may have come about, and the pieces that it explains. */
export interface Explanation {
  readonly cause: Cause;
  /** Pieces of the difference, signed as it is. */
  readonly pieces: number;
  /** How much likelier these facts are with the cause than without it, in natural logarithms. */
  readonly weight: number;
  readonly evidence: readonly Evidence[];
}
