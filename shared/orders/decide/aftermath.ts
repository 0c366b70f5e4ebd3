import type { OrderEvent } from '../events.ts';
import { isComingBack, type Order } from '../state.ts';

/**
 * What follows of itself from where an order or a parcel has gone: goods that come back are expected, and money
 * that was paid for what was cancelled or came back is due to the customer. What was to be paid on delivery and was
 * not, asks no refund.
 */
export function aftermath(order: Order, events: readonly OrderEvent[]): OrderEvent[] {
  const paid = order.payment?.state === 'paid';
  const whole = events.find((event) => event.type === 'order.stage-changed');
  const parcels = events.filter((event) => event.type === 'order.parcel-stage-changed');
  const said: OrderEvent[] = [];
  for (const { data } of parcels) {
    const { parcelId, from, to } = data;
    if (isComingBack(to) && !isComingBack(from))
      said.push({ type: 'order.return-expected', data: { parcelId, refund: paid } });
    // One that goes with the whole order is refunded with it.
    if (paid && (to === 'returned' || (to === 'cancelled' && whole?.data.to !== 'cancelled')))
      said.push({ type: 'order.refund-due', data: { reason: to, parcelId } });
  }
  if (!whole) return said;
  const { from, to } = whole.data;
  const inParcels = (order.parcels?.length ?? 0) > 0;
  if (!inParcels && isComingBack(to) && !isComingBack(from))
    said.push({ type: 'order.return-expected', data: { refund: paid } });
  if (paid && (to === 'cancelled' || (to === 'returned' && !inParcels)))
    said.push({ type: 'order.refund-due', data: { reason: to } });
  return said;
}

/** A decision with what follows of it. */
export function withAftermath<
  D extends { readonly accepted: readonly OrderEvent[] } | { readonly refused: unknown },
>(order: Order, decision: D): D {
  return 'accepted' in decision
    ? { ...decision, accepted: [...decision.accepted, ...aftermath(order, decision.accepted)] }
    : decision;
}
