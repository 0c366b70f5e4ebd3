import { accept, type Decision } from '../../kernel/decision.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order, Payment } from '../state.ts';

/** How far money has gone: a report without a time of its own never takes it back. */
const progress: Readonly<Record<Payment['state'], number>> = {
  pending: 0,
  'on-delivery': 0,
  failed: 1,
  voided: 1,
  authorised: 1,
  'partially-paid': 2,
  paid: 3,
  'partially-refunded': 4,
  refunded: 5,
  'charged-back': 6,
};

/**
 * What a source says of the payment, with the totals so far. What happened last holds, whenever it is reported: an older
 * word is kept in the timeline and changes nothing. Without a time a report counts as old where it would take money
 * back that has come or gone; a repeat under the same reference does.
 */
export function pay(order: Order, payment: Payment): Decision<OrderEvent, OrderRefusal> {
  const now = order.payment;
  if (now && isSame(now, payment)) return accept([], 'repeated');
  if (now && isOvertaken(now, payment))
    return accept([{ type: 'order.payment-overtaken', data: { payment } }], 'late');
  // Totals that the later word does not repeat go on.
  const kept = now && progress[payment.state] >= progress[now.state] ? totals(now) : {};
  return accept([{ type: 'order.payment-changed', data: { payment: { ...kept, ...payment } } }], 'accepted');
}

const isSame = (now: Payment, said: Payment): boolean =>
  now.state === said.state &&
  (said.paid === undefined || now.paid === said.paid) &&
  (said.refunded === undefined || now.refunded === said.refunded) &&
  (said.reference === undefined || now.reference === said.reference);

function isOvertaken(now: Payment, said: Payment): boolean {
  if (said.at !== undefined && now.at !== undefined) return said.at < now.at;
  return progress[said.state] < progress[now.state];
}

const totals = ({ paid, refunded }: Payment): Pick<Payment, 'paid' | 'refunded'> => ({
  ...(paid === undefined ? {} : { paid }),
  ...(refunded === undefined ? {} : { refunded }),
});
