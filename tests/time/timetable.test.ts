import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, between, horizon, type Span } from '../../shared/time/business.ts';
import { days, duration, hours, instant, plus } from '../../shared/time/instant.ts';
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

/** Open 08–18 in UTC on every date of a range; counts the dates that it is asked for. */
function counted(first = -Infinity, last = Infinity) {
  const asked = { dates: 0 };
  const open = (date: number): readonly Span[] => {
    asked.dates++;
    return first <= date && date <= last ? [[hours(8), hours(18)]] : [];
  };
  return { asked, table: new Timetable({ timeZone: 'UTC', open }) };
}
const at = (date: number, hour: number) => instant(days(date) + hours(hour));

describe('what the table costs', () => {
  // Dates are days since 1970: the table begins 120 days before what is asked first, and ends 120 days after it.
  it('is asked of the calendar once, and again only for what lies outside', () => {
    const { asked, table } = counted();
    expect(table.between(at(20_000, 0), at(20_010, 0))).toBe(hours(100));
    expect(asked.dates).toBe(250);
    expect(table.between(at(20_001, 12), at(20_003, 9))).toBe(hours(17));
    expect(table.after(at(20_001, 12), hours(17))).toBe(at(20_003, 9));
    expect(table.after(at(20_001, 8), hours(10))).toBe(at(20_001, 18));
    expect(table.after(at(20_001, 18), hours(0.5))).toBe(at(20_002, 8.5));
    expect(table.between(at(20_001, 12), at(20_001, 12))).toBe(0);
    // From its very beginning; to half of the margin, so that there is something left to look ahead into.
    expect(table.between(at(19_880, 0), at(20_070, 0))).toBe(hours(1_900));
    expect(asked.dates).toBe(250);
    // A moment more, and it is made anew, 120 days longer on the side where it was too short, and at its end.
    expect(table.between(at(20_003, 0), instant(at(20_070, 0) + 1))).toBe(hours(670));
    expect(asked.dates).toBe(250 + 370);
    expect(table.between(instant(at(19_880, 0) - 1), at(20_000, 0))).toBe(hours(1_200));
    // From 19,759 (a millisecond before its end) to 20,370.
    expect(asked.dates).toBe(250 + 370 + 611);
  });

  it('is not paid for nothing, nor for a single date of old, for which the days are counted', () => {
    const { asked, table } = counted();
    expect(table.between(at(20_000, 12), at(20_000, 12))).toBe(0);
    expect(table.between(at(20_000, 12), at(19_000, 12))).toBe(0);
    expect(table.after(at(20_000, 12), hours(0))).toBe(at(20_000, 12));
    expect(asked.dates).toBe(0);
    expect(table.between(at(20_000, 0), at(20_800, 0))).toBe(hours(8_000));
    expect(asked.dates).toBe(1_040);
    expect(table.between(at(19_999, 0), at(20_000, 0))).toBe(hours(10));
    expect(table.after(at(19_000, 8), hours(15))).toBe(at(19_001, 13));
    expect(asked.dates).toBeLessThan(1_060);
    expect(table.between(at(20_100, 0), at(20_800, 0))).toBe(hours(7_000));
    expect(asked.dates).toBeLessThan(1_060);
    const small = counted();
    small.table.between(at(20_000, 0), at(20_010, 0));
    expect(small.table.between(at(19_000, 0), at(19_001, 0))).toBe(hours(10));
    expect(small.asked.dates).toBe(250 + 1);
  });

  it('before its first opening nothing was worked, after its last nothing is', () => {
    const { table } = counted(0, 3);
    expect(table.between(at(-2, 0), at(2, 0))).toBe(hours(20));
    expect(table.between(at(-2, 0), at(-1, 0))).toBe(0);
    expect(table.after(at(-2, 0), hours(40))).toBe(at(3, 18));
    // Forty hours are all there is: the horizon counts.
    expect(table.after(at(-2, 0), hours(41))).toBe(plus(at(-2, 0), horizon));
    expect(counted(1, 0).table.after(at(0, 0), hours(1))).toBe(plus(at(0, 0), horizon));
  });
});
