import { describe, expect, it, vi } from 'vitest';
import { formatInstant, instant } from '../../shared/time/instant.ts';
import { endOfDay, stretches, timeOfDay } from '../../shared/time/zone.ts';

const end = (text: string, zone: string) => formatInstant(endOfDay(instant(Date.parse(text)), zone));

describe('the end of a local day', () => {
  it.each([
    ['2026-11-19T16:00:00Z', 'Europe/Bucharest', '2026-11-19T22:00:00Z'],
    ['2026-11-19T22:00:00Z', 'Europe/Bucharest', '2026-11-20T22:00:00Z'],
    ['2026-11-19T21:59:59.999Z', 'Europe/Bucharest', '2026-11-19T22:00:00Z'],
    // The day of 23 hours, and the one of 25.
    ['2026-03-29T00:30:00Z', 'Europe/Bucharest', '2026-03-29T21:00:00Z'],
    ['2026-03-28T22:30:00Z', 'Europe/Bucharest', '2026-03-29T21:00:00Z'],
    ['2026-10-24T21:30:00Z', 'Europe/Bucharest', '2026-10-25T22:00:00Z'],
    ['2026-10-25T12:00:00Z', 'Europe/Bucharest', '2026-10-25T22:00:00Z'],
    // Chile puts its clock forward and back at midnight: the day begins at one, or has its last hour twice.
    ['2026-09-05T16:00:00Z', 'America/Santiago', '2026-09-06T04:00:00Z'],
    ['2026-04-04T15:00:00Z', 'America/Santiago', '2026-04-05T04:00:00Z'],
    ['2026-11-19T16:00:00Z', 'Asia/Kathmandu', '2026-11-19T18:15:00Z'],
    ['2028-02-29T12:00:00Z', 'UTC', '2028-03-01T00:00:00Z'],
  ])('of %s in %s is %s', (at, zone, expected) => {
    expect(end(at, zone)).toBe(expected);
  });
});

describe('the wall clock', () => {
  it('shows milliseconds, before 1970 too', () => {
    expect(timeOfDay(instant(Date.parse('2026-11-19T16:00:01.250Z')), 'Europe/Bucharest')).toBe(64_801_250);
    expect(timeOfDay(instant(-250), 'UTC')).toBe(86_399_750);
  });

  const of = (from: string, to: string, zone = 'Europe/Bucharest') =>
    [...stretches(zone, instant(Date.parse(from)), instant(Date.parse(to)))].map(({ start, end, offset }) => [
      formatInstant(start),
      formatInstant(end),
      offset / 60_000,
    ]);

  it('runs evenly from change to change, looked at week by week (from Thursdays), cut off at both ends', () => {
    expect(of('2026-03-20T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      ['2026-03-20T00:00:00Z', '2026-03-26T00:00:00Z', 120],
      ['2026-03-26T00:00:00Z', '2026-03-29T01:00:00Z', 120],
      ['2026-03-29T01:00:00Z', '2026-03-31T00:00:00Z', 180],
    ]);
    expect(of('2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      ['2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z', 180],
    ]);
    expect(of('2026-03-28T00:00:00Z', '2026-03-29T01:00:00Z')).toEqual([
      ['2026-03-28T00:00:00Z', '2026-03-29T01:00:00Z', 120],
    ]);
    expect(of('2026-11-19T00:00:00Z', '2026-11-19T12:00:00Z', 'America/New_York')).toEqual([
      ['2026-11-19T00:00:00Z', '2026-11-19T12:00:00Z', -300],
    ]);
  });

  it('of old went by the sun, to the second', () => {
    // Bucharest, 1:44:24 ahead of Greenwich until 1931.
    expect(of('1900-01-01T00:00:00Z', '1900-01-02T00:00:00Z')).toEqual([
      ['1900-01-01T00:00:00Z', '1900-01-02T00:00:00Z', 104.4],
    ]);
  });

  it('is asked of the zone’s data once, which are slow', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat');
    const read = vi.spyOn(Intl.DateTimeFormat.prototype as { readonly format: unknown }, 'format', 'get');
    try {
      const zone = 'Pacific/Chatham';
      const first = of('2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z', zone);
      expect([made.mock.calls.length, read.mock.calls.length]).toEqual([1, 2]);
      expect(of('2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z', zone)).toEqual(first);
      expect(read).toHaveBeenCalledTimes(2);
      of('2026-12-03T00:00:00Z', '2026-12-04T00:00:00Z', zone);
      expect([made.mock.calls.length, read.mock.calls.length]).toEqual([1, 4]);
      timeOfDay(instant(0), zone);
      timeOfDay(instant(1), zone);
      expect(made).toHaveBeenCalledTimes(2);
    } finally {
      vi.restoreAllMocks();
    }
  });
});
