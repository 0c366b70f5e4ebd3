import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import { type Order, type Quiet, stallId } from '../state.ts';
import { type Context, putOffFault } from './context.ts';

export type Calm =
  | { readonly kind: 'acknowledged'; readonly stay: number; readonly cause?: string; readonly note?: string }
  | { readonly kind: 'snoozed'; readonly stay: number; readonly until: Instant; readonly reason: string };

/**
 * Somebody has the stall in hand, or puts it off. Neither forgets it: an acknowledged stall comes back after
 * the profile's time, a snoozed one when it was put off to. The promise clock hears nothing of either.
 */
export function calm(
  order: Order,
  command: Calm,
  { rules, at, actor }: Context,
): Decision<OrderEvent, OrderRefusal> {
  const { alarm, n } = order.stay;
  if (order.status === 'closed' || !alarm || n !== command.stay) return refuse({ is: 'stall-unknown' });
  if (
    command.kind === 'acknowledged' &&
    alarm.quiet?.kind === 'acknowledged' &&
    alarm.quiet.by === actor &&
    alarm.quiet.cause === command.cause
  )
    return accept([], 'repeated');
  const until =
    command.kind === 'snoozed' ? command.until : rules.pace(order).after(at, rules.acknowledgedReturnsAfter);
  const fault = putOffFault(until, at);
  if (fault !== undefined) return refuse({ is: 'rule', path: 'until', message: fault });
  const cause = command.kind === 'snoozed' ? command.reason : command.cause;
  const quiet: Quiet = {
    kind: command.kind,
    by: actor,
    at,
    until,
    ...(cause === undefined ? {} : { cause }),
  };
  const note = command.kind === 'acknowledged' ? command.note : undefined;
  return accept(
    [
      {
        type: 'order.stall-acknowledged',
        data: { stallId: stallId(order), quiet, ...(note === undefined ? {} : { note }) },
      },
    ],
    command.kind,
  );
}
