import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Order } from '../state.ts';
import { type Context, isHeld, timeFault } from './context.ts';
import { closeStall } from './report.ts';

export interface Correct {
  readonly stage: string;
  /** When the order really entered the stage; now unless said. */
  readonly since?: Instant;
  readonly reason: string;
}

/**
 * What was wrongly reported is put right: any stage, backwards too, with the clock of the true entry. A closed
 * order is opened again if it is not at an end after all, unless its customer was erased: nobody could be served with it.
 */
export function correct(
  order: Order,
  command: Correct,
  context: Context,
): Decision<OrderEvent, OrderRefusal> {
  const { rules, at, actor } = context;
  const { stage: to, reason } = command;
  if (order.erased !== undefined) return refuse({ is: 'customer-erased' });
  if (!rules.flow.stage(to)) return refuse({ is: 'stage-unknown', stage: to, known: rules.flow.names });
  const since = command.since ?? at;
  const fault = timeFault('since', since, order, at);
  if (fault) return refuse(fault);
  const { stage: from, since: before } = order.stay;
  if (from === to && since === before) return accept([], 'repeated');
  const open = !rules.flow.isEnd(to);
  return accept(
    [
      ...closeStall(order),
      {
        type: 'order.corrected',
        data: {
          from,
          to,
          since,
          entered: before,
          stay: order.stay.n + 1,
          by: actor,
          reason,
          open,
          held: isHeld(order) && open,
        },
      },
    ],
    'accepted',
  );
}
