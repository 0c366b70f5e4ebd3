import { between, duration, type Duration, type Instant, plus } from '../time/instant.ts';
import type { StallClock } from './state.ts';

/**
 * The stall clock: time in the stage, holds excepted. Elapsed time here; a shop's business time takes the place
 * of these two functions and nothing else.
 */
export function spent(clock: StallClock, at: Instant): Duration {
  if (clock.from === undefined) return clock.spent;
  return duration(clock.spent + Math.max(0, between(clock.from, at)));
}

/** When the clock will show `limit` if it goes on running; undefined while it stands still. */
export function reaches(clock: StallClock, limit: Duration): Instant | undefined {
  if (clock.from === undefined) return undefined;
  return plus(clock.from, duration(limit - clock.spent));
}
