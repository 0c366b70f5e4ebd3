import { calendarOf, timeOf } from '../stores/opening.ts';
import type { Carrier } from '../stores/profile.ts';
import { type Calendar, horizon, localDate } from '../time/business.ts';
import { days, duration, earliest, type Instant, minus, plus, seconds } from '../time/instant.ts';
import { endOfDay, timeOfDay } from '../time/zone.ts';

/**
 * The date that may be told for an estimate: its day, or the next after the carrier's pick-up cut-off, moved to the
 * first on which the carrier delivers (any date where it has no calendar). Answered as the end of the carrier's hours
 * on that date, in any case before its midnight and never before the estimate: never silently earlier.
 */
export function deliveryDay(p90: Instant, carrier: Carrier | undefined, timeZone: string): Instant {
  const cutOff = carrier?.pickUpCutOff;
  const missed = cutOff !== undefined && timeOfDay(p90, timeZone) > timeOf(cutOff);
  const calendar = calendarOf(carrier?.calendar, timeZone);
  let midnight = endOfDay(missed ? endOfDay(p90, timeZone) : p90, timeZone);
  const last = plus(p90, horizon);
  for (; midnight < last; midnight = endOfDay(midnight, timeZone)) {
    const closes = closingBefore(midnight, calendar, timeZone);
    if (closes !== undefined && closes >= p90) return closes;
  }
  // A carrier that never works again: its profile is refused, but no date may come out too early.
  return last;
}

/** When work ends on the date that ends at this midnight; undefined where there is none. */
function closingBefore(
  midnight: Instant,
  calendar: Calendar | undefined,
  timeZone: string,
): Instant | undefined {
  const end = minus(midnight, seconds(1));
  if (!calendar) return end;
  const closes = calendar.open(localDate(end, timeZone)).at(-1)?.[1];
  if (closes === undefined) return undefined;
  // Counted back from midnight: clocks change at night, long after a carrier's evening.
  return earliest(end, minus(midnight, duration(days(1) - closes)));
}
