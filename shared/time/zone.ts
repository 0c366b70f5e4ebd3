import { type Instant, instant } from './instant.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds since midnight on the wall clock of the zone. */
export function timeOfDay(at: Instant, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const [h = 0, m = 0, s = 0] = format.format(at).split(':').map(Number);
  return ((h * 60 + m) * 60 + s) * 1_000 + (((at % 1_000) + 1_000) % 1_000);
}

const day = 86_400_000;

/**
 * The midnight that ends the local day, days of 23 and 25 hours included. In a zone that puts its clock forward at
 * midnight itself, the first instant of the new day.
 */
export function endOfDay(at: Instant, timeZone: string): Instant {
  const guess = instant(at + day - timeOfDay(at, timeZone));
  const off = timeOfDay(guess, timeZone);
  // Where the clock was put forward on the way the guess lies after midnight, where back before it.
  const mended = instant(off < day / 2 ? guess - off : guess + day - off);
  return timeOfDay(mended, timeZone) === 0 ? mended : guess;
}

/** A stretch of time in which the zone's wall clock runs evenly: wall clock = UTC + `offset` milliseconds. */
export interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly offset: number;
}

/**
 * The stretches that make up `from` to `to`, without gaps: a new one at least where the clock is put forward or back.
 * A zone that changed its clock twice within one week and back would be misread; none ever did.
 */
export function* stretches(timeZone: string, from: Instant, to: Instant): Generator<Stretch> {
  for (let n = Math.floor(from / week); n * week < to; n++)
    for (const { start, end, offset } of stretchesOfWeek(timeZone, n))
      if (start < to && end > from)
        yield { start: instant(Math.max(start, from)), end: instant(Math.min(end, to)), offset };
}

const week = 7 * day;
const known = new Map<string, Map<number, readonly Stretch[]>>();

/** One stretch, or two in a week in which the clock changes; asked of the zone's data once. */
function stretchesOfWeek(timeZone: string, n: number): readonly Stretch[] {
  const weeks = known.get(timeZone) ?? new Map<number, readonly Stretch[]>();
  known.set(timeZone, weeks);
  const found = weeks.get(n);
  if (found) return found;
  const [start, end] = [instant(n * week), instant((n + 1) * week)];
  const [before, after] = [offsetAt(start, timeZone), offsetAt(end, timeZone)];
  let [early, late] = [start / 1_000, end / 1_000];
  while (before !== after && late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetAt(instant(middle * 1_000), timeZone) === before) early = middle;
    else late = middle;
  }
  const change = instant(late * 1_000);
  const made =
    before === after
      ? [{ start, end, offset: before }]
      : [
          { start, end: change, offset: before },
          { start: change, end, offset: after },
        ];
  weeks.set(n, made);
  return made;
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>();

/** How far the wall clock is ahead of UTC, in milliseconds. */
function offsetAt(at: Instant, timeZone: string): number {
  const format =
    offsetFormats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  offsetFormats.set(timeZone, format);
  const [, sign, h = 0, m = 0, s = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at)) ?? [];
  return (sign === '-' ? -1 : 1) * ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1_000;
}
