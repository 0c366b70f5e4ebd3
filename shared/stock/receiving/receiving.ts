import { type Call, change, type Outcome } from '../../kernel/commit.ts';
import { canonical, digest } from '../../kernel/receipts.ts';
import { readParts, toParts } from '../../kernel/texts.ts';
import { sortable } from '../../time/instant.ts';
import type { PurchaseOrderBody } from '../bodies.ts';
import type { StockRules } from '../drift/rules.ts';
import { stockKey } from '../level/aggregate.ts';
import type { StockPorts } from '../level/change.ts';
import { recordMovements } from '../level/record.ts';
import { type PurchaseContent, type PurchaseOrder, purchaseOrderKey } from '../purchase-order.ts';
import { recordPurchaseOrder } from '../purchasing.ts';
import {
  acceptedOf,
  type Delivered,
  deliveryFault,
  type GoodsReceipt,
  receiptAggregate,
  type ReceiptEvent,
  receiptKey,
  type ReceiptRefusal,
  receive,
} from './receipt.ts';

export interface Receiving {
  readonly store: string;
  readonly timeZone: string;
  readonly rules: StockRules;
}

/**
 * Takes a delivery in: written down first, then booked. The book moves by what quality control accepted and by nothing
 * else. Whoever dies in between is finished by the event, and booking it twice books it once.
 */
export async function receiveGoods(
  ports: StockPorts,
  receiving: Receiving,
  receiptId: string,
  delivered: Delivered,
  call: Call,
): Promise<Outcome<GoodsReceipt, ReceiptRefusal>> {
  const { store, rules } = receiving;
  const fault = deliveryFault(delivered, rules.locations);
  if (fault) return { done: false, refusal: { is: 'rule', ...fault } };
  const key = purchaseOrderKey(store, delivered.purchaseOrder);
  const order = await ports.heads.load<PurchaseOrder>(key);
  const ordered = order && (await readParts<PurchaseContent>(ports.heads, key, order.state.content));
  const whole: Delivered = {
    ...delivered,
    lines: delivered.lines.map((line) => withExpected(line, ordered)),
  };
  const { name, parts } = toParts('content', whole);
  const known = {
    received: order?.state.standing === 'received',
    ...(order ? { supplier: order.state.supplier } : {}),
  };
  const done = await change<GoodsReceipt, ReceiptEvent, ReceiptRefusal>(
    ports,
    receiptAggregate,
    receiptKey(store, receiptId),
    call,
    {
      decide: (head, at) =>
        receive(
          head?.state,
          receiptId,
          whole,
          { content: name, given: digest(canonical(delivered)) },
          known,
          { at, actor: call.actor },
        ),
      parts: () => parts,
    },
  );
  if (done.done) await bookReceipt(ports, receiving, receiptId);
  return done;
}

/** Whoever counted blind is compared with what was ordered and is not in yet. */
function withExpected(
  line: Delivered['lines'][number],
  ordered: PurchaseContent | undefined,
): Delivered['lines'][number] {
  if (line.expected !== undefined || !ordered) return line;
  const of = ordered.lines.filter(({ sku }) => sku === line.sku);
  if (of.length === 0) return { ...line, expected: 0 };
  const expected = of.reduce((sum, { quantity, received = 0 }) => sum + Math.max(0, quantity - received), 0);
  return { ...line, expected };
}

/** Books what was written down: a mark beside each article, the accepted pieces, and the purchase order's own count. */
export async function bookReceipt(
  ports: StockPorts,
  { store, timeZone, rules }: Receiving,
  receiptId: string,
): Promise<void> {
  const key = receiptKey(store, receiptId);
  const head = await ports.heads.load<GoodsReceipt>(key);
  const delivered = head && (await readParts<Delivered>(ports.heads, key, head.state.content));
  if (!head || !delivered) return;
  const { purchaseOrder, location, lines } = delivered;
  const { at, by } = head.state;
  for (const line of lines) {
    const accepted = acceptedOf(line);
    const body = { receiptId, purchaseOrder, location, at, ...line, accepted, by };
    await ports.heads.putPart(stockKey(store, line.sku), {
      name: `receipt#${sortable(at)}#${receiptId}`,
      body: JSON.stringify(body),
    });
    if (accepted === 0) continue;
    const movement = {
      movementId: `receipt~${receiptId}~${line.sku}`,
      sku: line.sku,
      location,
      kind: 'receipt' as const,
      quantity: accepted,
      reference: purchaseOrder,
      occurredAt: at,
    };
    await recordMovements(ports, store, rules, line.sku, [movement], by);
  }
  const order = purchaseOrderKey(store, purchaseOrder);
  await ports.heads.putPart(order, { name: `receipt#${receiptId}`, body: JSON.stringify(lines) });
  await countIn(ports, { store, timeZone }, purchaseOrder);
}

/** What of a purchase order is in, from all its receipts: reckoned anew each time, so that nothing is counted twice. */
async function countIn(
  ports: StockPorts,
  shop: { readonly store: string; readonly timeZone: string },
  id: string,
): Promise<void> {
  const key = purchaseOrderKey(shop.store, id);
  const head = await ports.heads.load<PurchaseOrder>(key);
  const content = head && (await readParts<PurchaseContent>(ports.heads, key, head.state.content));
  if (!content) return;
  const page = await ports.heads.partsBetween(key, 'receipt#', 'receipt#~', { limit: 500 });
  const all = page.items.flatMap(({ body }) => JSON.parse(body) as Delivered['lines']);
  const left = new Map<string, number>();
  for (const line of all) left.set(line.sku, (left.get(line.sku) ?? 0) + acceptedOf(line));
  const body: PurchaseOrderBody = {
    supplier: content.supplier,
    ...(content.reference === undefined ? {} : { reference: content.reference }),
    ...(content.cancelled ? { cancelled: true } : {}),
    lines: content.lines.map(({ sku, quantity, expectedAt, received }, at) => {
      const more = left.get(sku) ?? 0;
      // The first line of an article takes what it asks for, the last all the rest.
      const last = !content.lines.slice(at + 1).some((line) => line.sku === sku);
      const here = last ? more : Math.min(quantity, more);
      left.set(sku, more - here);
      const known = left.size === 0 || !all.some((line) => line.sku === sku) ? received : here;
      return {
        sku,
        quantity,
        ...(expectedAt === undefined ? {} : { expectedAt }),
        ...(known === undefined ? {} : { received: known }),
      };
    }),
  };
  await recordPurchaseOrder(ports, shop, id, body, { actor: 'system' });
}
