import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { type Instant } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order, Payment } from '../state.ts';
import { type Context, promiseFault } from './context.ts';

export interface Revise {
  readonly promisedAt: Instant;
  readonly reason: string;
  readonly notifyCustomer: boolean;
}

/** A new date for the customer. The first one is kept beside it. */
export function revise(order: Order, command: Revise, { at }: Context): Decision<OrderEvent, OrderRefusal> {
  if (order.status === 'closed') return refuse({ is: 'order-closed', stage: order.stay.stage });
  const { promisedAt } = command;
  const fault = promisedAt <= at ? 'must lie in the future' : promiseFault(promisedAt, at);
  if (fault !== undefined) return refuse({ is: 'rule', path: 'promisedAt', message: fault });
  const previous = order.promise?.at;
  if (previous === promisedAt) return accept([], 'repeated');
  return accept(
    [
      {
        type: 'order.promise-revised',
        data: { ...command, ...(previous === undefined ? {} : { previous }) },
      },
    ],
    'accepted',
  );
}

/** What is known of the payment. Money back is never undone by a late report. */
export function pay(order: Order, payment: Payment): Decision<OrderEvent, OrderRefusal> {
  const now = order.payment;
  if (now?.state === payment.state && now.paid === payment.paid && now.reference === payment.reference)
    return accept([], 'repeated');
  if (now?.state === 'refunded' && (payment.state === 'pending' || payment.state === 'authorised'))
    return refuse({
      is: 'rule',
      path: 'state',
      message: `a refunded payment cannot become ${payment.state}`,
    });
  return accept([{ type: 'order.payment-changed', data: { payment } }], 'accepted');
}
