import { articleOf } from '../../orders/content.ts';
import { accept } from '../../kernel/decision.ts';
import type { HeadStore } from '../../kernel/head.ts';
import { takeBack } from '../../orders/decide/take-back.ts';
import type { Orders } from '../../orders/orders.ts';
import { type Return, returnKey } from './return.ts';

interface Ports {
  readonly heads: HeadStore;
}

/** What the desk has inspected is the order's no more: its account follows. Done again it does nothing. */
export async function takeBackReturn(
  { heads }: Ports,
  orders: Orders,
  store: string,
  returnId: string,
): Promise<void> {
  const found = (await heads.load<Return>(returnKey(store, returnId)))?.state;
  if (found?.status !== 'done' || found.orderId === undefined) return;
  const { lines } = found;
  await orders.amend(found.orderId, { actor: found.by ?? 'system' }, async (order) => {
    const books = await orders.books(order);
    return books ? takeBack(order, { returnId, lines }, books) : accept([], 'none');
  });
}

/**
 * Pieces by article that an order may still bring back: what was ordered, less what earlier returns of it brought.
 * Undefined where the order is not known, or its content was erased: then nobody can tell.
 */
export async function returnableOf(
  { heads }: Ports,
  orders: Orders,
  store: string,
  orderId: string,
): Promise<ReadonlyMap<string, number> | undefined> {
  const order = (await orders.load(orderId))?.state;
  const content = order && (await orders.content(order));
  if (!content) return undefined;
  const left = new Map<string, number>();
  const add = (sku: string, quantity: number) => left.set(sku, (left.get(sku) ?? 0) + quantity);
  for (const line of content.lines) {
    const sku = articleOf(line);
    if (sku !== undefined) add(sku, line.quantity);
  }
  const before = await heads.loadMany<Return>((order.takenBack ?? []).map((id) => returnKey(store, id)));
  for (const { state } of before) for (const { sku, quantity } of state.lines) add(sku, -quantity);
  return left;
}
