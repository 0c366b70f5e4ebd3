import { describe, expect, it } from 'vitest';
import { dateNumber } from '../../shared/time/business.ts';
import { dateText, nextOnClock, onClock, weekdayOf } from '../../shared/time/dates.ts';
import { formatInstant, instant } from '../../shared/time/instant.ts';

const zone = 'Europe/Bucharest';
const at = (date: string, hours: number) => formatInstant(onClock(dateNumber(date), hours * 3_600_000, zone));

describe('a time of day on a date', () => {
  it.each([
    ['2026-11-18', 8, '2026-11-18T06:00:00Z'],
    ['2026-07-18', 8, '2026-07-18T05:00:00Z'],
    ['2026-03-28', 8, '2026-03-28T06:00:00Z'],
    // Summer time begins on 29 March 2026 at three: half past three is skipped.
    ['2026-03-29', 8, '2026-03-29T05:00:00Z'],
    ['2026-03-29', 3.5, '2026-03-29T01:00:00Z'],
    // It ends on 25 October at four: half past three comes twice.
    ['2026-10-25', 3.5, '2026-10-25T00:30:00Z'],
    // At four it is three again, and four for good an hour later.
    ['2026-10-25', 4, '2026-10-25T02:00:00Z'],
    ['2026-10-25', 8, '2026-10-25T06:00:00Z'],
    ['2028-02-29', 0, '2028-02-28T22:00:00Z'],
  ])('%s at %s is %s', (date, hours, expected) => {
    expect(at(date, hours)).toBe(expected);
  });

  it('comes next on the first date that is wanted', () => {
    const next = (after: string, wanted = (_: number) => true) =>
      formatInstant(nextOnClock(instant(Date.parse(after)), 8 * 3_600_000, zone, wanted));
    expect(next('2026-11-18T05:59:59Z')).toBe('2026-11-18T06:00:00Z');
    expect(next('2026-11-18T06:00:00Z')).toBe('2026-11-19T06:00:00Z');
    // Friday to Monday; over the change of the clock it stays eight.
    expect(next('2026-11-20T06:00:00Z', (date) => weekdayOf(date) < 5)).toBe('2026-11-23T06:00:00Z');
    expect(next('2026-10-24T05:00:00Z')).toBe('2026-10-25T06:00:00Z');
    // Within two years; a shop that wants no day at all gets tomorrow.
    const on = (text: string) => (date: number) => date === dateNumber(text);
    expect(next('2026-11-20T06:00:00Z', on('2028-11-19'))).toBe('2028-11-19T06:00:00Z');
    expect(next('2026-11-20T06:00:00Z', on('2028-11-20'))).toBe('2026-11-21T06:00:00Z');
    expect(next('2026-11-20T06:00:00Z', () => false)).toBe('2026-11-21T06:00:00Z');
  });
});

it('dates have their weekdays and names', () => {
  expect([weekdayOf(0), weekdayOf(dateNumber('2026-11-16')), weekdayOf(-1)]).toEqual([3, 0, 2]);
  expect(dateText(dateNumber('2028-02-29'))).toBe('2028-02-29');
});
