import type { Books, Pieces } from './account.ts';
import { type Content, contentParts, unitsOf, withQuantity } from './content.ts';
import { withAftermath } from './decide/aftermath.ts';
import { cancelRest, hasLeft, removeParcel } from './decide/cancel.ts';
import { report, type Report } from './decide/report.ts';
import type { Decide, Orders } from './orders.ts';
import type { Order } from './state.ts';

/**
 * A status of an order or of one of its parcels, as a storefront, a carrier or a person reports it. A cancellation
 * speaks of what has not left: what is on its way goes on, and a parcel that is still here is only a label that was
 * annulled.
 */
export const reportStatus =
  (orders: Pick<Orders, 'books' | 'rules'>, command: Report): Decide =>
  async (order, context) => {
    const { rules } = orders;
    if (command.stage === 'cancelled' && command.parcelId !== undefined) {
      const parcel = order.parcels?.find(({ id }) => id === command.parcelId);
      if (parcel && !hasLeft(parcel, rules)) return removeParcel(order, parcel.id, context);
    }
    const parcels = order.parcels ?? [];
    const cut =
      command.stage === 'cancelled' &&
      command.parcelId === undefined &&
      parcels.some((parcel) => hasLeft(parcel, rules))
        ? cutOff(order, await orders.books(order), (parcel) => hasLeft(parcel, rules))
        : undefined;
    if (!cut) return withAftermath(order, report(order, command, context));
    return { ...withAftermath(order, cancelRest(order, command, cut, context)), parts: cut.parts };
  };

/** What is left of an order when all pieces that have not left are taken out of it; undefined where none are. */
function cutOff(
  order: Order,
  books: Books | undefined,
  left: (parcel: NonNullable<Order['parcels']>[number]) => boolean,
) {
  if (!books) return undefined;
  const pieces: Pieces = (order.parcels ?? [])
    .filter(left)
    .flatMap(({ text }) => books.parcels.get(text)?.lines ?? []);
  const content = only(books.content, pieces);
  const units = unitsOf(content);
  if (units >= order.units) return undefined;
  const { name, parts } = contentParts(content);
  return { content: name, parts, units };
}

/** The content with these pieces and no others. */
function only(content: Content, pieces: Pieces): Content {
  const kept = new Map<string, number>();
  for (const { lineId, quantity } of pieces) kept.set(lineId, (kept.get(lineId) ?? 0) + quantity);
  const lines = content.lines.flatMap((line) => {
    const quantity = Math.min(line.quantity, kept.get(line.lineId) ?? 0);
    return quantity === 0 ? [] : [quantity === line.quantity ? line : withQuantity(line, quantity)];
  });
  return { ...content, lines };
}
