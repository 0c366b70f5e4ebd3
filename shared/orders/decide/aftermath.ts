import type { OrderEvent } from '../events.ts';
import { isComingBack, type Order } from '../state.ts';

/**
 * What follows of itself from where an order or a parcel has gone: goods that come back are expected at the desk, with
 * money due for them or not. The money itself follows from the order's account.
 */
export function aftermath(order: Order, events: readonly OrderEvent[]): OrderEvent[] {
  const paid = order.payment?.state === 'paid';
  const whole = events.find(({ type }) => type === 'order.stage-changed' || type === 'order.corrected') as
    Extract<OrderEvent, { type: 'order.stage-changed' | 'order.corrected' }> | undefined;
  const parcels = events.filter((event) => event.type === 'order.parcel-stage-changed');
  const said: OrderEvent[] = [];
  for (const { data } of parcels) {
    const { parcelId, from, to } = data;
    if (comesBack(from, to)) said.push({ type: 'order.return-expected', data: { parcelId, refund: paid } });
  }
  if (!whole) return said;
  const { from, to } = whole.data;
  const inParcels = (order.parcels?.length ?? 0) > 0;
  if (!inParcels && comesBack(from, to)) said.push({ type: 'order.return-expected', data: { refund: paid } });
  return said;
}

/** Once on its way back it is expected once, also where nobody reported the way. */
const comesBack = (from: string, to: string): boolean =>
  (isComingBack(to) || to === 'returned') && !isComingBack(from);

/** A decision with what follows of it. */
export function withAftermath<
  D extends { readonly accepted: readonly OrderEvent[] } | { readonly refused: unknown },
>(order: Order, decision: D): D {
  return 'accepted' in decision
    ? { ...decision, accepted: [...decision.accepted, ...aftermath(order, decision.accepted)] }
    : decision;
}
