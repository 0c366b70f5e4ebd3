import type { HeadStore } from '../kernel/head.ts';
import { canonical } from '../kernel/receipts.ts';
import { readParts } from '../kernel/texts.ts';
import { orderKey } from '../orders/aggregate.ts';
import type { Content } from '../orders/content.ts';
import type { Order } from '../orders/state.ts';
import type { Change } from './bodies.ts';

/**
 * Has the shop itself made what an amendment asks for? Then nobody need agree to it any more. Looks at the order as it was
 * when the amendment was assessed: an article that was in it before is no line that was added.
 */
export async function isMadeByShop(
  heads: HeadStore,
  store: string,
  order: Order,
  assessedFrom: string | undefined,
  changes: readonly Change[],
): Promise<boolean> {
  if (assessedFrom === undefined || order.revisedBy?.at(-1)?.startsWith('shop/') !== true) return false;
  const key = orderKey(store, order.id);
  const [before, now] = await Promise.all([
    readParts<Content>(heads, key, assessedFrom),
    readParts<Content>(heads, key, order.content),
  ]);
  return before !== undefined && now !== undefined && isMade(changes, before, now);
}

/** Is each of the changes there? A date or a way of delivery is agreed here, never in the shop. */
export const isMade = (changes: readonly Change[], before: Content, now: Content): boolean =>
  changes.every((change) => {
    switch (change.op) {
      case 'add-line':
        return now.lines.some(
          ({ lineId, sku, quantity }) =>
            sku === change.sku &&
            quantity === change.quantity &&
            !before.lines.some((line) => line.lineId === lineId && line.sku === sku),
        );
      case 'remove-line':
        return !now.lines.some(({ lineId }) => lineId === change.lineId);
      case 'change-quantity':
        return change.quantity === (now.lines.find(({ lineId }) => lineId === change.lineId)?.quantity ?? 0);
      case 'change-address':
        return canonical(now.deliveryAddress ?? null) === canonical(change.address);
      case 'change-delivery':
        return false;
    }
  });
