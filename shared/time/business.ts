import { days, type Duration, duration, type Instant, instant, latest, minus, plus } from './instant.ts';
import { stretches } from './zone.ts';

/** Open from one time of the wall clock to another of the same date: milliseconds after 00:00, 24:00 at the most. */
export type Span = readonly [from: number, to: number];

/**
 * When work is done: open whenever the wall clock of the zone shows a time within the hours of its date. So the hour
 * that is skipped in spring is no working time, and the hour that comes twice in autumn is worked twice.
 */
export interface Calendar {
  readonly timeZone: string;
  /** The hours of a local date, given in days since 1970-01-01: in order, apart from each other. */
  open(date: number): readonly Span[];
}

/** Nothing is reckoned over more than this, so that neither a calendar that never opens nor a date of old takes long. */
export const horizon = days(3_653);

const dateLength = 86_400_000;

/** The date as days since 1970-01-01; NaN for what is no date (2026-02-30). */
export function dateNumber(text: string): number {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return new Date(ms || 0).toISOString().startsWith(text) ? ms / dateLength : Number.NaN;
}

/** The local date of an instant, as days since 1970-01-01. */
export function localDate(at: Instant, timeZone: string): number {
  const [stretch] = stretches(timeZone, at, instant(at + 1));
  return Math.floor((at + (stretch?.offset ?? 0)) / dateLength);
}

/** Working time from `from` to `to`, of at most the horizon before `to`; none where `to` lies before `from`. */
export function between(calendar: Calendar, from: Instant, to: Instant): Duration {
  let total = 0;
  for (const [opens, closes] of openings(calendar, latest(from, minus(to, horizon)), to))
    total += closes - opens;
  return duration(total);
}

/**
 * The first instant at which `length` of working time has passed since `from`; `from` itself where nothing is left to
 * pass. What would take longer than the horizon counts as passed there.
 */
export function after(calendar: Calendar, from: Instant, length: Duration): Instant {
  if (length <= 0) return from;
  const last = plus(from, horizon);
  let left: number = length;
  for (const [opens, closes] of openings(calendar, from, last)) {
    if (left <= closes - opens) return instant(opens + left);
    left -= closes - opens;
  }
  return last;
}

/** Every opening between two instants, cut off at both, in order. Goes by dates, so a year costs a few hundred steps. */
export function* openings(
  calendar: Calendar,
  from: Instant,
  to: Instant,
): Generator<readonly [number, number]> {
  for (const { start, end, offset } of stretches(calendar.timeZone, from, to))
    for (let date = Math.floor((start + offset) / dateLength); date * dateLength < end + offset; date++)
      for (const [opens, closes] of calendar.open(date)) {
        const midnight = date * dateLength - offset;
        const [first, last] = [Math.max(start, midnight + opens), Math.min(end, midnight + closes)];
        if (first < last) yield [first, last];
      }
}
