import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { type Instant } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order } from '../state.ts';
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
