import fc from 'fast-check';
import { expect, it } from 'vitest';
import { after, between, type Calendar, type Span } from '../../shared/time/business.ts';
import { duration, type Instant, instant } from '../../shared/time/instant.ts';
import { utc } from './calendars.ts';

/** Zones whose clocks change by an hour, by half, at midnight, in the other half of the year, or never. */
const zones = [
  'Europe/Bucharest',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'UTC',
];
/** Around both changes of each zone, and the leap day. */
const starts = [
  '2026-03-26T00:00Z',
  '2026-10-22T00:00Z',
  '2026-03-06T00:00Z',
  '2026-10-30T00:00Z',
  '2026-04-02T00:00Z',
  '2026-09-04T00:00Z',
  '2026-10-01T00:00Z',
  '2026-04-22T00:00Z',
  '2028-02-27T00:00Z',
];

const minute = 60_000;
const wholeDay = 24 * 60;

/** Up to three openings of a date, in minutes: cut points sorted and paired. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: wholeDay }), { maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) =>
    cuts.flatMap((from, at): Span[] =>
      at % 2 === 0 && cuts[at + 1] !== undefined ? [[from * minute, cuts[at + 1]! * minute]] : [],
    ),
  );

const calendars = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    closed: fc.array(fc.nat(6), { maxLength: 2 }),
  })
  .map(({ timeZone, week, closed }): Calendar & { weekday: (n: number) => readonly Span[] } => {
    const weekday = (n: number) => (closed.includes(n) ? [] : (week[n] ?? []));
    return { timeZone, weekday, open: (date) => weekday((date + 4) % 7) };
  });

type Given = Calendar & { weekday: (n: number) => readonly Span[] };

/** Looks at the wall clock once a minute: the slow way that nobody gets wrong. */
function reference(calendar: Given) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: calendar.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at: Instant): boolean => {
    const [, name = '', h = '', m = ''] = /^(\w{3}),? (\d\d):(\d\d)$/.exec(format.format(at)) ?? [];
    const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(name);
    if (day < 0) throw new Error(`not understood: ${format.format(at)}`);
    const clock = (Number(h) * 60 + Number(m)) * minute;
    return calendar.weekday(day).some(([from, to]) => clock >= from && clock < to);
  };
}

const given = {
  calendar: calendars,
  start: fc.constantFrom(...starts),
  from: fc.nat(3 * wholeDay),
  length: fc.nat(4 * wholeDay),
};

it('counts as many minutes as somebody who looks at the clock every minute', () => {
  fc.assert(
    fc.property(fc.record(given), ({ calendar, start, from, length }) => {
      const open = reference(calendar);
      const begins = instant(utc(start) + from * minute);
      let expected = 0;
      for (let n = 0; n < length; n++) if (open(instant(begins + n * minute))) expected++;
      expect(between(calendar, begins, instant(begins + length * minute))).toBe(expected * minute);
    }),
    { numRuns: 200 },
  );
});

it('reaches a limit in the minute in which he has counted so many', () => {
  fc.assert(
    fc.property(fc.record({ ...given, limit: fc.integer({ min: 1, max: 600 }) }), (all) => {
      const { calendar, start, from, limit } = all;
      const open = reference(calendar);
      const begins = instant(utc(start) + from * minute);
      let counted = 0;
      let n = 0;
      for (; counted < limit && n < 10 * wholeDay; n++) if (open(instant(begins + n * minute))) counted++;
      fc.pre(counted === limit);
      expect(after(calendar, begins, duration(limit * minute))).toBe(begins + n * minute);
    }),
    { numRuns: 200 },
  );
});

it('agrees with itself to the millisecond', () => {
  fc.assert(
    fc.property(
      calendars,
      fc.constantFrom(...starts),
      fc.nat(300_000_000),
      fc.integer({ min: 1, max: 90_000_000 }),
      fc.nat(400_000_000),
      (calendar, start, offset, limit, later) => {
        const from = instant(utc(start) + offset);
        const to = instant(from + later);
        const reached = after(calendar, from, duration(limit));
        fc.pre(reached < from + 3_000 * 86_400_000);
        expect(between(calendar, from, reached)).toBe(limit);
        expect(between(calendar, from, instant(reached - 1))).toBe(limit - 1);
        // What is counted in two parts is what is counted in one.
        expect(between(calendar, from, to) + between(calendar, to, instant(to + limit))).toBe(
          between(calendar, from, instant(to + limit)),
        );
      },
    ),
  );
});
