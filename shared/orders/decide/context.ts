import type { Instant } from '../../time/instant.ts';
import { days, latest, minutes, plus } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import { clockSkew, type OrderRules } from '../rules.ts';
import { type Check, isHeldOpen, type Order } from '../state.ts';

/** What every decision about an order rests on beside the order itself. */
export interface Context {
  readonly rules: OrderRules;
  readonly at: Instant;
  readonly actor: string;
}

/** Does an order-wide hold stop the stall clock now? */
export const isHeld = (order: Order): boolean => order.status === 'open' && isHeldOpen(order);

/** A date that is promised lies at most three years ahead: beyond it somebody mistyped. */
const promisedAhead = days(3 * 365 + 1);

/** A date for the customer that no order is made for; undefined where it can stand. */
export const promiseFault = (promisedAt: Instant, at: Instant): string | undefined =>
  promisedAt > plus(at, promisedAhead) ? 'lies more than three years ahead' : undefined;

/** Until when something is put off: ahead, and at most a year, so that nothing is put off for ever. */
export const putOffFault = (until: Instant, at: Instant): string | undefined =>
  until <= at
    ? 'must lie in the future'
    : until > plus(at, days(366))
      ? 'lies more than a year ahead'
      : undefined;

/** A time that a person names may be late, never ahead of the clock by more than its skew, never before the order. */
export function timeFault(
  path: string,
  time: Instant,
  order: { placedAt: Instant },
  at: Instant,
): TimeFault | undefined {
  if (time > plus(at, clockSkew)) return { is: 'time-out-of-bounds', path, message: 'lies in the future' };
  if (time < order.placedAt)
    return { is: 'time-out-of-bounds', path, message: 'lies before the order was placed' };
  return undefined;
}

type TimeFault = Extract<OrderRefusal, { is: 'time-out-of-bounds' }>;

/** How far ahead of our clock a fact may lie and still be one: beyond it the time is wrong altogether. */
const factAhead = minutes(15);

/**
 * When a fact happened. It may be told late. What lies a little ahead of our clock, or before the order was
 * placed, is taken as that instant, and `check` says so; what lies further ahead is refused.
 */
export function timeOfFact(
  path: string,
  time: Instant,
  order: { placedAt: Instant },
  at: Instant,
): { readonly taken: Instant; readonly check?: Check } | { readonly fault: TimeFault } {
  if (time < order.placedAt) return { taken: order.placedAt, check: 'before-placed' };
  if (time <= at) return { taken: time };
  if (time > plus(at, factAhead))
    return {
      fault: { is: 'time-out-of-bounds', path, message: 'lies more than 15 minutes in the future' },
    };
  // An order may have been placed a little ahead itself.
  const taken = latest(at, order.placedAt);
  return time <= plus(at, clockSkew) ? { taken: time } : { taken, check: 'ahead-of-clock' };
}

/** The event by which a time that was taken as another is told. */
export const timeTaken = (check: Check | undefined, said: Instant, taken: Instant): OrderEvent[] =>
  check === undefined ? [] : [{ type: 'order.time-taken', data: { check, said, taken } }];
