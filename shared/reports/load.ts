import { own } from '../kernel/own.ts';
import { calendarOf } from '../stores/opening.ts';
import type { Profile } from '../stores/profile.ts';
import { dateNumber } from '../time/business.ts';

/** How far ahead work is laid out; what does not fit is longer than anybody plans. */
const horizon = 366;

/** What a stage manages on a date: its own capacity, or that of a dated exception; nothing on a closed day. */
export function capacityOn(profile: Profile, stage: string, date: number): number | undefined {
  const usual = profile.stages.find(({ name }) => name === stage)?.capacity;
  const calendar = calendarOf(profile.calendar, profile.timeZone);
  if (calendar && calendar.open(date).length === 0) return usual === undefined ? undefined : 0;
  const exception = profile.calendar?.exceptions.find(
    ({ from, to, capacity }) => capacity !== undefined && dateNumber(from) <= date && date <= dateNumber(to),
  )?.capacity;
  if (typeof exception === 'object') return own(exception, stage) ?? usual;
  return usual === undefined ? undefined : usual * (exception ?? 1);
}

/**
 * The days of work that so many orders are, from a date on: working days with what is managed on each, the last one by
 * its share. Undefined where the stage has no capacity, `Infinity` where a year is not enough.
 */
export function daysOfWork(
  profile: Profile,
  stage: string,
  orders: number,
  from: number,
): number | undefined {
  if (profile.stages.find(({ name }) => name === stage)?.capacity === undefined) return undefined;
  let left = orders;
  let worked = 0;
  for (let date = from; date < from + horizon; date++) {
    if (left <= 0) return worked;
    const manages = capacityOn(profile, stage, date) ?? 0;
    if (manages <= 0) continue;
    worked += Math.min(1, left / manages);
    left -= manages;
  }
  return left <= 0 ? worked : Infinity;
}
