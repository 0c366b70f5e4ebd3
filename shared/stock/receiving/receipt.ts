import { storeId } from '../../kernel/brand.ts';
import type { Aggregate } from '../../kernel/commit.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { AggregateKey } from '../../kernel/head.ts';
import { type Instant, sortable } from '../../time/instant.ts';

/** One line of a delivery as quality control saw it. */
export interface ReceivedLine {
  readonly sku: string;
  /** What was to come; absent where whoever counted was not told, and nothing was ordered. */
  readonly expected?: number;
  readonly received: number;
  /** Of them those that are not accepted: they go to quarantine, not into the book. */
  readonly rejected: number;
  readonly reason?: string;
}

export interface Delivered {
  readonly purchaseOrder: string;
  readonly location: string;
  readonly lines: readonly ReceivedLine[];
}

/** A delivery that was received; its lines lie beside, in the text that `content` names. */
export interface GoodsReceipt {
  readonly content: string;
  /** What the call said, so that a repeat is told from a conflict: what was expected changes with every delivery. */
  readonly given: string;
  readonly purchaseOrder: string;
  readonly at: Instant;
  readonly by: string;
  /** Lines that differ from what was ordered, or of which something was rejected. */
  readonly differing: number;
}

export type ReceiptEvent =
  | E<'receipt.recorded', GoodsReceipt & { receiptId: string }>
  /** To be taken up with the supplier. */
  | E<
      'receipt.differs',
      { about: string; purchaseOrder: string; supplier?: string; lines: number; at: Instant }
    >;

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}

export type ReceiptRefusal =
  | { readonly is: 'receipt-differs' }
  | { readonly is: 'order-received'; readonly purchaseOrder: string }
  | { readonly is: 'rule'; readonly path: string; readonly message: string };

export const receiptKind = 'goods-receipt';
export const receiptKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: receiptKind,
  id,
});

export const receiptAggregate: Aggregate<GoodsReceipt, ReceiptEvent> = {
  kind: receiptKind,
  evolve(receipt, event) {
    if (event.type === 'receipt.recorded') {
      const { content, given, purchaseOrder, at, by, differing } = event.data;
      return { content, given, purchaseOrder, at, by, differing };
    }
    if (!receipt) throw new Error(`${event.type} before receipt.recorded`);
    return receipt;
  },
  due: () => undefined,
  indexes: ({ store }, { at }) => ({ list: { partition: `${store}#${receiptKind}`, sort: sortable(at) } }),
};

export const acceptedOf = ({ received, rejected }: ReceivedLine): number => received - rejected;

/** Does a line differ from what was to come? */
export const differs = (line: ReceivedLine): boolean =>
  line.rejected > 0 || (line.expected !== undefined && line.expected !== line.received);

/** What fields alone cannot say of a delivery. */
export function deliveryFault(
  { lines, location }: Delivered,
  locations: ReadonlySet<string>,
): { readonly path: string; readonly message: string } | undefined {
  if (locations.size > 0 && !locations.has(location))
    return {
      path: 'location',
      message: `the store has no location ${location}; it has ${[...locations].join(', ')}`,
    };
  for (const [at, line] of lines.entries()) {
    const path = `lines.${String(at)}`;
    if (line.rejected > line.received)
      return { path: `${path}.rejected`, message: 'is more than was received' };
    if (line.rejected > 0 && line.reason === undefined)
      return { path: `${path}.reason`, message: 'say why pieces were rejected: the supplier will ask' };
    if (lines.findIndex(({ sku }) => sku === line.sku) !== at)
      return { path: `${path}.sku`, message: `${line.sku} is named twice` };
  }
  return undefined;
}

/** The same delivery again is a repeat; another one on an order that has come in whole is a mistake. */
export function receive(
  receipt: GoodsReceipt | undefined,
  receiptId: string,
  delivered: Delivered,
  { content, given }: Pick<GoodsReceipt, 'content' | 'given'>,
  order: { readonly received: boolean; readonly supplier?: string },
  { at, actor }: { readonly at: Instant; readonly actor: string },
): Decision<ReceiptEvent, ReceiptRefusal> {
  if (receipt) return receipt.given === given ? accept([], 'repeated') : refuse({ is: 'receipt-differs' });
  const { purchaseOrder, lines } = delivered;
  if (order.received) return refuse({ is: 'order-received', purchaseOrder });
  const differing = lines.filter(differs).length;
  const recorded: ReceiptEvent = {
    type: 'receipt.recorded',
    data: { receiptId, content, given, purchaseOrder, at, by: actor, differing },
  };
  if (differing === 0) return accept([recorded], 'created', receiptId);
  const told: ReceiptEvent = {
    type: 'receipt.differs',
    data: {
      about: `${receiptId} · ${purchaseOrder}`,
      purchaseOrder,
      ...(order.supplier === undefined ? {} : { supplier: order.supplier }),
      lines: differing,
      at,
    },
  };
  return accept([recorded, told], 'created', receiptId);
}
