import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, between } from '../../shared/time/business.ts';
import { days, duration, hours, instant } from '../../shared/time/instant.ts';
import { Timetable } from '../../shared/time/timetable.ts';
import { calendar, utc, weekdaysAndSaturday } from './calendars.ts';

const calendars = [
  calendar({ hours: weekdaysAndSaturday, holidays: 'RO' }),
  // A night shift over both clock changes, and three months without an opening.
  calendar({
    hours: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']], sun: [['01:00', '05:00']] },
    exceptions: [{ from: '2026-06-01', to: '2026-08-31', closed: true }],
  }),
];
const begin = utc('2026-01-01T00:00:00Z');
const moment = fc.integer({ min: 0, max: days(700) }).map((ms) => instant(begin + ms));

describe('the table of a calendar', () => {
  it('reckons as the calendar does, whatever was asked before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.array(fc.tuple(moment, moment, fc.integer({ min: -1, max: hours(900) })), {
          minLength: 1,
          maxLength: 8,
        }),
        (of, asked) => {
          const table = new Timetable(of);
          for (const [from, to, length] of asked) {
            expect(table.between(from, to)).toBe(between(of, from, to));
            expect(table.after(from, duration(length))).toBe(after(of, from, duration(length)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes the slow way where a date lies years off', () => {
    const of = calendars[0]!;
    const table = new Timetable(of);
    const [from, to] = [utc('2026-01-05T08:00:00Z'), utc('2031-01-05T08:00:00Z')];
    expect(table.between(from, to)).toBe(between(of, from, to));
    expect(table.after(from, hours(20_000))).toBe(after(of, from, hours(20_000)));
    expect(table.after(to, hours(1))).toBe(after(of, to, hours(1)));
  });
});
