import { localDate } from './business.ts';
import { type Instant, instant, plus, days } from './instant.ts';
import { stretches } from './zone.ts';

/** A date given in days since 1970-01-01, as people write it for machines: `2026-11-16`. */
export const dateText = (date: number): string => new Date(date * 86_400_000).toISOString().slice(0, 10);

/** Monday is 0. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: number): number => (((date + 3) % 7) + 7) % 7;

/**
 * When the wall clock of a zone shows a time of day (in milliseconds) on a date: the first time where the hour comes
 * twice, the moment of the change where it is skipped.
 */
export function onClock(date: number, timeOfDay: number, timeZone: string): Instant {
  const wall = date * 86_400_000 + timeOfDay;
  const middle = instant(wall);
  for (const { start, end, offset } of stretches(timeZone, plus(middle, days(-2)), plus(middle, days(2)))) {
    const at = instant(wall - offset);
    if (at < start) return start;
    if (at < end) return at;
  }
  throw new Error(`${timeZone} has no ${dateText(date)}`);
}

/** The first instant after `after` at which the clock shows a time of day on a date that `wanted` takes. */
export function nextOnClock(
  after: Instant,
  timeOfDay: number,
  timeZone: string,
  wanted: (date: number) => boolean,
): Instant {
  const today = localDate(after, timeZone);
  // Two years without a wanted date: the profile refuses such calendars; the report then comes all the same.
  for (let date = today; date < today + 731; date++) {
    const at = onClock(date, timeOfDay, timeZone);
    if (at > after && wanted(date)) return at;
  }
  return onClock(today + 1, timeOfDay, timeZone);
}
