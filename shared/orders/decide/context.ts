import type { Instant } from '../../time/instant.ts';
import { days, plus } from '../../time/instant.ts';
import type { OrderRefusal } from '../refusals.ts';
import { clockSkew, type OrderRules } from '../rules.ts';
import { isHeldOpen, type Order } from '../state.ts';

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

/** A reported time may be late, never ahead of the clock by more than its skew, never before the order. */
export function timeFault(
  path: string,
  time: Instant,
  order: { placedAt: Instant },
  at: Instant,
): Extract<OrderRefusal, { is: 'time-out-of-bounds' }> | undefined {
  if (time > plus(at, clockSkew)) return { is: 'time-out-of-bounds', path, message: 'lies in the future' };
  if (time < order.placedAt)
    return { is: 'time-out-of-bounds', path, message: 'lies before the order was placed' };
  return undefined;
}
