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
  if (off === 0) return guess;
  // The clock was put forward (the guess lies after midnight) or back (before it) on the way.
  const mended = instant(off < day / 2 ? guess - off : guess + day - off);
  return timeOfDay(mended, timeZone) === 0 ? mended : guess;
}
