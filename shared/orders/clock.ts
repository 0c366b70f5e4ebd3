import { between, duration, type Duration, type Instant, plus } from '../time/instant.ts';
import type { StallClock } from './state.ts';

/** The time that a clock counts: all of it, or a calendar's opening hours alone. */
export interface Pace {
  readonly kind: 'elapsed' | 'business';
  between(from: Instant, to: Instant): Duration;
  after(from: Instant, length: Duration): Instant;
}

export const elapsed: Pace = { kind: 'elapsed', between, after: plus };

/**
 * The stall clock: time in the stage at the stage's pace, holds excepted. What was spent before the last hold is kept
 * as it was counted then; what came since is counted anew, so a changed calendar holds from there on.
 */
export function spent(clock: StallClock, at: Instant, pace: Pace): Duration {
  if (clock.from === undefined) return clock.spent;
  return duration(clock.spent + Math.max(0, pace.between(clock.from, at)));
}

/** When the clock will show `limit` if it goes on running; undefined while it stands still. */
export function reaches(clock: StallClock, limit: Duration, pace: Pace): Instant | undefined {
  if (clock.from === undefined) return undefined;
  return pace.after(clock.from, duration(limit - clock.spent));
}
