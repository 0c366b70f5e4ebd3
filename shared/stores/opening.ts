import { type Calendar, dateNumber, type Span } from '../time/business.ts';
import { weekdayOf } from '../time/dates.ts';
import { isHoliday } from '../time/holidays.ts';
import type { CalendarProfile, Openings } from './calendar.ts';

/** As the profile names them, from Monday on. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * A calendar made ready to reckon with; undefined without weekly hours: then all time counts. On one date own closing
 * days count first, then dated exceptions, public holidays, and the week.
 */
export function calendarOf(profile: CalendarProfile | undefined, timeZone: string): Calendar | undefined {
  const week = weekdays.map((name) => spansOf(profile?.hours?.[name]));
  if (!profile || week.every((spans) => spans.length === 0)) return undefined;
  const { holidays } = profile;
  const closed = new Set(profile.closed.map(dateNumber));
  const exceptions = profile.exceptions
    .filter((one) => one.closed || one.hours)
    .map(({ from, to, hours }) => ({ from: dateNumber(from), to: dateNumber(to), spans: spansOf(hours) }));
  return {
    timeZone,
    open(date) {
      if (closed.has(date)) return [];
      const exception = exceptions.find(({ from, to }) => from <= date && date <= to);
      if (exception) return exception.spans;
      if (holidays !== 'none' && isHoliday(holidays, date)) return [];
      return week[weekdayOf(date)] ?? [];
    },
  };
}

/** Working time of an ordinary week, in milliseconds of the wall clock. */
export const weekOf = (profile: CalendarProfile): number =>
  weekdays.flatMap((name) => spansOf(profile.hours?.[name])).reduce((sum, [from, to]) => sum + to - from, 0);

export const spansOf = (openings: Openings = []): Span[] =>
  openings.map(([from, to]) => [timeOf(from), timeOf(to)] as const);

/** A time of day of the profile, in milliseconds after 00:00. */
export function timeOf(text: string): number {
  const [h = 0, m = 0] = text.split(':').map(Number);
  return (h * 60 + m) * 60_000;
}
