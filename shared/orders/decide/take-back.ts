import { accept, type Decision } from '../../kernel/decision.ts';
import { type Books, goneFrom } from '../account.ts';
import type { OrderEvent } from '../events.ts';
import type { Order } from '../state.ts';

/** Pieces that came back to the desk. */
export interface CameBack {
  readonly returnId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/**
 * Takes pieces back that lie at the desk: line by line as far as the customer has any of the article. Pieces of a parcel
 * that the carrier reported as returned are known already; more than was sold is not the order's. Once for each return,
 * also where nothing of it is new.
 */
export function takeBack(
  order: Order,
  { returnId, lines }: CameBack,
  books: Books,
): Decision<OrderEvent, never> {
  if (order.takenBack?.includes(returnId)) return accept([], 'repeated');
  const gone = goneFrom(order, books);
  const taken = lines.flatMap(({ sku, quantity }) => {
    let open = quantity;
    return books.content.lines
      .filter((line) => line.sku === sku)
      .flatMap(({ lineId, quantity: ordered }) => {
        const part = Math.min(open, Math.max(0, ordered - (gone.get(lineId) ?? 0)));
        open -= part;
        return part === 0 ? [] : [{ lineId, quantity: part }];
      });
  });
  return accept([{ type: 'order.pieces-returned', data: { returnId, lines: taken } }], 'taken-back');
}
