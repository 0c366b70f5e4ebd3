import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { dateNumber } from '../time/business.ts';
import { onClock } from '../time/dates.ts';
import { earliest, formatInstant, type Instant, parseInstant, sortable } from '../time/instant.ts';
import type { PurchaseOrderBody } from './bodies.ts';

/** What was ordered of a supplier, as its head keeps it; the lines lie beside, in the text that `content` names. */
export interface PurchaseOrder {
  readonly content: string;
  readonly supplier: string;
  /** How many lines. */
  readonly lines: number;
  readonly standing: 'open' | 'received' | 'cancelled';
  /** When the first of what has not come in is expected; absent where no date is known. */
  readonly nextAt?: Instant;
}

export interface PurchaseOrderEvent {
  readonly type: 'purchase-order.recorded';
  readonly data: PurchaseOrder & Readonly<Record<string, unknown>>;
}

/** A line with the instant at which it is late. A day without a time ends at the shop's midnight. */
export interface PurchaseLine {
  readonly sku: string;
  readonly quantity: number;
  readonly expectedAt?: string;
  readonly by?: Instant;
  readonly received?: number;
}

export interface PurchaseContent {
  readonly supplier: string;
  readonly reference?: string;
  readonly cancelled: boolean;
  readonly lines: readonly PurchaseLine[];
}

export const purchaseOrderKind = 'purchase-order';
export const purchaseOrderKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: purchaseOrderKind,
  id,
});

/** Later than any date: what is expected some day is listed after what has one. */
const someDay = '9999';

export const purchaseOrderAggregate: Aggregate<PurchaseOrder, PurchaseOrderEvent> = {
  kind: purchaseOrderKind,
  evolve: (_, { data }) => data,
  due: () => undefined,
  indexes: ({ store }, { standing, nextAt }) => ({
    list: {
      partition: `${store}#${purchaseOrderKind}`,
      sort: `${standing}#${nextAt === undefined ? someDay : sortable(nextAt)}`,
    },
  }),
};

/** What a call says, with times in UTC, so that a repeat reads the same. */
export function purchaseContent(body: PurchaseOrderBody, timeZone: string): PurchaseContent {
  const { supplier, reference, lines, cancelled = false } = body;
  return {
    supplier,
    ...(reference === undefined ? {} : { reference }),
    cancelled,
    lines: lines.map(({ sku, quantity, expectedAt, received }) => ({
      sku,
      quantity,
      ...(expectedAt === undefined ? {} : when(expectedAt, timeZone)),
      ...(received === undefined ? {} : { received }),
    })),
  };
}

function when(text: string, timeZone: string): { expectedAt: string; by: Instant } {
  const at = parseInstant(text);
  return at === undefined
    ? { expectedAt: text, by: onClock(dateNumber(text) + 1, 0, timeZone) }
    : { expectedAt: formatInstant(at), by: at };
}

/** Pieces that have not been booked in, as far as anybody has told. */
export const missing = ({ quantity, received }: PurchaseLine): number =>
  Math.max(0, quantity - (received ?? 0));

export const isLate = (line: PurchaseLine, at: Instant): boolean =>
  missing(line) > 0 && line.by !== undefined && line.by <= at;

/** The head of these lines. */
export function headOfContent(content: PurchaseContent, name: string): PurchaseOrder {
  const { supplier, lines, cancelled } = content;
  const open = lines.filter((line) => missing(line) > 0);
  const dates = open.flatMap(({ by }) => by ?? []);
  const standing = cancelled ? 'cancelled' : open.length > 0 ? 'open' : 'received';
  return {
    content: name,
    supplier,
    lines: lines.length,
    standing,
    ...(standing === 'open' && dates.length > 0 ? { nextAt: earliest(...dates) } : {}),
  };
}

/** An open one is late as soon as one of its lines is. */
export const statusAt = (
  { standing, nextAt }: PurchaseOrder,
  at: Instant,
): 'open' | 'late' | 'received' | 'cancelled' =>
  standing === 'open' && nextAt !== undefined && nextAt <= at ? 'late' : standing;
