import { calendarOf } from '../stores/opening.ts';
import type { Profile } from '../stores/profile.ts';
import { after, localDate } from '../time/business.ts';
import { onClock } from '../time/dates.ts';
import { days, type Duration, duration, type Instant, plus } from '../time/instant.ts';
import { timeOfDay } from '../time/zone.ts';

/** Longer than this no supplier takes. */
const mostDays = 400;

/**
 * When goods are there that are ordered now: whole days of a lead time are working days of the shop, what is left of it
 * are working hours. Where the shop has no hours every day is one.
 */
export function leadTimeEnd(
  { calendar: hours, timeZone }: Pick<Profile, 'calendar' | 'timeZone'>,
  at: Instant,
  leadTime: Duration,
): Instant {
  const calendar = calendarOf(hours, timeZone);
  if (!calendar) return plus(at, leadTime);
  let left = Math.floor(leadTime / days(1));
  let date = localDate(at, timeZone);
  for (const last = date + mostDays; left > 0 && date < last;) {
    date++;
    if (calendar.open(date).length > 0) left--;
  }
  const day = onClock(date, timeOfDay(at, timeZone), timeZone);
  return after(calendar, day, duration(leadTime % days(1)));
}
