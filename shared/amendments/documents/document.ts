import { canonical, digest } from '../../kernel/receipts.ts';
import type { Instant } from '../../time/instant.ts';
import type { CostItem } from '../cost.ts';
import type { Sum } from '../../orders/money.ts';

/**
 * Papers that a change of an order makes. None is fiscal: the invoice is issued by finance in the shop's invoicing
 * programme. `order` is the order as it was in a revision before, without a number of its own.
 */
export const documentKinds = ['order', 'confirmation', 'pro-forma', 'difference', 'addendum'] as const;
export type DocumentKind = (typeof documentKinds)[number];
export type NumberedKind = Exclude<DocumentKind, 'order'>;

/** The aggregate that numbers a series. */
export const seriesKind = 'series';

/** The series of each kind: a number counts within the shop and its series, without gaps. */
export const seriesOf: Readonly<Record<NumberedKind, string>> = {
  confirmation: 'CC',
  'pro-forma': 'PF',
  difference: 'ND',
  addendum: 'AA',
};

/** A paper as it is kept beside the order: what it names is immutable, so it reads the same for ever. */
export interface DocumentText {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly revision: number;
  /** The order's content that it shows. */
  readonly content: string;
  /** The name of the content that it was issued with, where an erasure has put another in its place. */
  readonly was?: string;
  readonly series?: string;
  readonly number?: number;
  readonly issuedAt?: Instant;
  readonly amendmentId?: string;
  /** What the change costs; the parts of the difference between this revision and the one before. */
  readonly items?: readonly CostItem[];
  readonly difference?: Sum;
  readonly seller?: Seller;
  /** Of an addendum: under which number of the buyer's, and when he accepted. */
  readonly accepted?: { readonly at?: Instant; readonly orderNumber?: string };
}

export interface Seller {
  readonly name: string;
  readonly vatId?: string;
  readonly address?: string;
  readonly registration?: string;
  readonly bank?: string;
}

export const documentId = (kind: DocumentKind, revision: number): string => `${kind}-${String(revision)}`;

const prefix = 'document#';
/** Sorted by revision, then by kind. */
export const documentName = ({ kind, revision }: Pick<DocumentText, 'kind' | 'revision'>): string =>
  `${prefix}${String(revision).padStart(4, '0')}#${kind}`;
export const documentRange = { from: prefix, to: `${prefix}~` };

/** What a document said when it was issued, bound to the event that numbered it. */
export function documentPrint({ was, ...text }: DocumentText): string {
  return digest(canonical(was === undefined ? text : { ...text, content: was }), 22);
}

/** A document is voided and never deleted: by a text of its own. */
export interface VoidText {
  readonly documentId: string;
  readonly at: Instant;
  readonly replacedBy: string;
}
export const voidName = (id: string): string => `void#${id}`;
