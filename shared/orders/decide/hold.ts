import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { type Instant, plus } from '../../time/instant.ts';
import { spent } from '../clock.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import type { Hold, Order } from '../state.ts';
import { type Context, putOffFault } from './context.ts';

export interface PlaceHold {
  readonly holdId: string;
  readonly reason: string;
  readonly scope: Hold['scope'];
  /** When somebody must look again; every hold has such a time. */
  readonly reviewAt?: Instant;
  readonly note?: string;
}

const mostHolds = 10;

/** Only an order-wide hold stops the stall clock; nothing stops the promise clock. */
export function hold(
  order: Order,
  command: PlaceHold,
  { rules, at }: Context,
): Decision<OrderEvent, OrderRefusal> {
  if (order.status === 'closed') return refuse({ is: 'order-closed', stage: order.stay.stage });
  if ((order.holds?.length ?? 0) >= mostHolds)
    return refuse({ is: 'too-many', what: 'holds', most: mostHolds });
  const { holdId: id, scope, reason, note } = command;
  const reviewAt = command.reviewAt ?? plus(at, rules.holdReviewAfter);
  const fault = command.reviewAt === undefined ? undefined : putOffFault(reviewAt, at);
  if (fault !== undefined) return refuse({ is: 'rule', path: 'reviewAt', message: fault });
  const placed: Hold = { id, scope, reason, at, reviewAt };
  const passed = spent(order.stay.clock, at, rules.pace(order));
  return accept(
    [
      {
        type: 'order.held',
        data: { hold: placed, spent: passed, ...(note === undefined ? {} : { note }) },
      },
    ],
    'created',
    id,
  );
}

/** The clock goes on where it stopped once the last order-wide hold is gone. Releasing twice is no fault. */
export function release(order: Order, holdId: string, { at }: Context): Decision<OrderEvent, OrderRefusal> {
  const holds = order.status === 'open' ? (order.holds ?? []) : [];
  const held = holds.find(({ id }) => id === holdId);
  if (!held) return refuse({ is: 'hold-unknown' });
  const others = holds.some(({ id, scope }) => id !== holdId && scope === 'order');
  const resumes = held.scope === 'order' && !others;
  return accept(
    [{ type: 'order.hold-released', data: { holdId, scope: held.scope, resumes, at } }],
    'released',
    holdId,
  );
}
