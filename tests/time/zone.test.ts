import { describe, expect, it } from 'vitest';
import { formatInstant, instant } from '../../shared/time/instant.ts';
import { endOfDay } from '../../shared/time/zone.ts';

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
    ['2026-11-19T16:00:00Z', 'Asia/Kathmandu', '2026-11-19T18:15:00Z'],
    ['2028-02-29T12:00:00Z', 'UTC', '2028-03-01T00:00:00Z'],
  ])('of %s in %s is %s', (at, zone, expected) => {
    expect(end(at, zone)).toBe(expected);
  });
});
