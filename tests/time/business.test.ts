import { describe, expect, it } from 'vitest';
import { after, between, dateNumber, horizon, localDate, openings } from '../../shared/time/business.ts';
import {
  duration,
  formatDuration,
  formatInstant,
  minutes,
  parseDuration,
  plus,
} from '../../shared/time/instant.ts';
import { always, calendar, utc, weekdaysAndSaturday } from './calendars.ts';

const length = (text: string) => parseDuration(text) ?? duration(Number.NaN);

// ElectroSmart: Mon–Fri 08–18, Sat 09–13, Romanian holidays. Offsets: +02:00 in winter, +03:00 in summer.
const shop = calendar({ hours: weekdaysAndSaturday, holidays: 'RO' });
const night = calendar({ hours: { sat: [['22:00', '24:00']], sun: [['00:00', '06:00']] } });
const nonstop = calendar({ hours: always });
const lunch = calendar({
  hours: {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
  },
});
const sale = calendar({
  hours: weekdaysAndSaturday,
  holidays: 'RO',
  closed: ['2026-12-24', '2026-11-28'],
  exceptions: [
    { from: '2026-11-27', to: '2026-11-30', hours: [['07:00', '22:00']], note: 'Black Friday, Saint Andrew' },
    { from: '2026-12-28', to: '2026-12-31', closed: true },
  ],
});

describe('working time between', () => {
  it.each([
    ['a morning', shop, '2026-11-16T08:00+02:00', '2026-11-16T12:00+02:00', 'PT4H'],
    ['before opening', shop, '2026-11-16T05:00+02:00', '2026-11-16T08:00+02:00', 'PT0S'],
    ['from before opening', shop, '2026-11-16T05:00+02:00', '2026-11-16T08:30+02:00', 'PT30M'],
    ['after closing', shop, '2026-11-16T18:00+02:00', '2026-11-17T08:00+02:00', 'PT0S'],
    ['a night', shop, '2026-11-16T17:00+02:00', '2026-11-17T09:00+02:00', 'PT2H'],
    ['a weekend', shop, '2026-11-20T17:00+02:00', '2026-11-23T09:00+02:00', 'PT6H'],
    ['a Sunday', shop, '2026-11-22T00:00+02:00', '2026-11-23T00:00+02:00', 'PT0S'],
    ['seconds', shop, '2026-11-16T08:00:01+02:00', '2026-11-16T08:00:03+02:00', 'PT2S'],
    ['nothing, backwards', shop, '2026-11-17T12:00+02:00', '2026-11-16T12:00+02:00', 'PT0S'],
    ['a lunch break', lunch, '2026-11-16T11:00+02:00', '2026-11-16T14:00+02:00', 'PT2H'],
    // 30 November 2026 is a Monday, 1 December a Tuesday; Orthodox Good Friday is 10 April, Easter Monday the 13th.
    ['two holidays', shop, '2026-11-30T00:00+02:00', '2026-12-02T09:00+02:00', 'PT1H'],
    ['Easter', shop, '2026-04-09T17:00+03:00', '2026-04-14T09:00+03:00', 'PT6H'],
    ['New Year', shop, '2026-12-31T17:00+02:00', '2027-01-04T09:00+02:00', 'PT2H'],
    ['the leap day, a Tuesday', shop, '2028-02-28T17:00+02:00', '2028-03-01T09:00+02:00', 'PT12H'],
    // 23 and 25 hours of a shop that never closes.
    ['the day in spring', nonstop, '2026-03-29T00:00+02:00', '2026-03-30T00:00+03:00', 'PT23H'],
    ['the day in autumn', nonstop, '2026-10-25T00:00+03:00', '2026-10-26T00:00+02:00', 'PT25H'],
    // Open Sat 22:00–24:00, Sun 00:00–06:00: at 03:00 the clock goes to 04:00, or from 04:00 back to 03:00.
    ['a night shift', night, '2026-11-21T20:00+02:00', '2026-11-22T12:00+02:00', 'PT8H'],
    ['a night shift in spring', night, '2026-03-28T20:00+02:00', '2026-03-29T12:00+03:00', 'PT7H'],
    ['a night shift in autumn', night, '2026-10-24T20:00+03:00', '2026-10-25T12:00+02:00', 'PT9H'],
    ['to 24:00', night, '2026-11-21T23:59+02:00', '2026-11-22T00:01+02:00', 'PT2M'],
    // By the clock change the weekend is an hour shorter or longer, the working time is not.
    ['the weekend in spring', shop, '2026-03-27T17:00+02:00', '2026-03-30T09:00+03:00', 'PT6H'],
    ['the weekend in autumn', shop, '2026-10-23T17:00+03:00', '2026-10-26T09:00+02:00', 'PT6H'],
    // Friday 27 and Monday 30 November 07–22 though the latter is a holiday, Sunday too, the 28th closed all the same.
    ['a sale', sale, '2026-11-27T00:00+02:00', '2026-12-01T00:00+02:00', 'PT45H'],
    ['own closing days', sale, '2026-12-23T17:00+02:00', '2027-01-04T09:00+02:00', 'PT2H'],
  ])('%s', (_, given, from, to, expected) => {
    expect(formatDuration(between(given, utc(from), utc(to)))).toBe(expected);
  });

  it('counts two openings in the hour that comes twice', () => {
    // 03:30–04:30 on 25 October: from the first 03:30 to the first 04:00, and from the second 03:30 to 04:30.
    const short = calendar({ hours: { sun: [['03:30', '04:30']] } });
    expect(between(short, utc('2026-10-25T00:00+03:00'), utc('2026-10-26T00:00+02:00'))).toBe(minutes(90));
    expect(formatInstant(after(short, utc('2026-10-25T00:00+03:00'), minutes(31)))).toBe(
      '2026-10-25T01:31:00Z',
    );
  });

  it('of an age is that of ten years', () => {
    const to = utc('2026-11-16T00:00Z');
    expect(between(nonstop, utc('0001-01-01T00:00Z'), to)).toBe(horizon);
  });

  it('knows a zone that skipped a whole day', () => {
    // Apia went from 29 to 31 December 2011.
    const apia = calendar({ hours: always }, 'Pacific/Apia');
    expect(between(apia, utc('2011-12-29T00:00-10:00'), utc('2012-01-01T00:00+14:00'))).toBe(length('PT48H'));
    const friday = calendar({ hours: { fri: [['08:00', '16:00']] } }, 'Pacific/Apia');
    expect(between(friday, utc('2011-12-29T00:00-10:00'), utc('2012-01-01T00:00+14:00'))).toBe(0);
  });
});

it('an opening that is cut off to nothing is none', () => {
  const [from, to] = [utc('2026-11-16T18:00+02:00'), utc('2026-11-18T08:00+02:00')];
  expect([...openings(shop, from, to)]).toEqual([
    [utc('2026-11-17T08:00+02:00'), utc('2026-11-17T18:00+02:00')],
  ]);
});

it('west of Greenwich the evening belongs to its own date', () => {
  const evenings = calendar({ hours: { mon: [['20:00', '24:00']] } }, 'America/New_York');
  expect(between(evenings, utc('2026-11-16T22:00-05:00'), utc('2026-11-17T01:00-05:00'))).toBe(minutes(120));
});

describe('the instant at which working time has passed', () => {
  it.each([
    ['within the day', shop, '2026-11-16T08:00+02:00', 'PT10H', '2026-11-16T18:00+02:00'],
    ['before opening', shop, '2026-11-16T03:00+02:00', 'PT1M', '2026-11-16T08:01+02:00'],
    ['over night', shop, '2026-11-16T17:00+02:00', 'PT1H1M', '2026-11-17T08:01+02:00'],
    ['over the weekend', shop, '2026-11-20T17:00+02:00', 'PT6H', '2026-11-23T09:00+02:00'],
    ['two working days', shop, '2026-11-16T10:00+02:00', 'PT20H', '2026-11-18T10:00+02:00'],
    ['over two holidays', shop, '2026-11-27T17:00+02:00', 'PT6H', '2026-12-02T09:00+02:00'],
    ['over the spring change', shop, '2026-03-28T12:00+02:00', 'PT2H', '2026-03-30T09:00+03:00'],
    ['in the spring change', night, '2026-03-28T22:00+02:00', 'PT6H', '2026-03-29T05:00+03:00'],
    ['in the autumn change', night, '2026-10-24T22:00+03:00', 'PT6H', '2026-10-25T03:00+02:00'],
    ['to 24:00', night, '2026-11-21T22:00+02:00', 'PT2H', '2026-11-22T00:00+02:00'],
    ['over the leap day', shop, '2028-02-28T18:00+02:00', 'PT11H', '2028-03-01T09:00+02:00'],
    ['nothing left', shop, '2026-11-22T12:00+02:00', 'PT0S', '2026-11-22T12:00+02:00'],
  ])('%s', (_, given, from, limit, expected) => {
    expect(formatInstant(after(given, utc(from), length(limit)))).toBe(formatInstant(utc(expected)));
  });

  it('is the horizon at the latest', () => {
    const from = utc('2026-11-16T08:00Z');
    expect(after({ timeZone: 'UTC', open: () => [] }, from, minutes(1))).toBe(plus(from, horizon));
  });

  it('is where it began when the clock already shows more', () => {
    const from = utc('2026-11-16T08:00Z');
    expect(after(shop, from, duration(-1))).toBe(from);
  });
});

describe('a date', () => {
  it('that does not exist has no number', () => {
    expect(dateNumber('1970-01-02')).toBe(1);
    expect(dateNumber('2028-02-29')).toBe(dateNumber('2028-02-28') + 1);
    expect(dateNumber('2026-02-29')).toBeNaN();
    expect(dateNumber('2026-13-01')).toBeNaN();
  });

  it('is that of the wall clock', () => {
    expect(localDate(utc('2026-11-22T22:30Z'), 'Europe/Bucharest')).toBe(dateNumber('2026-11-23'));
    expect(localDate(utc('2026-11-22T22:30Z'), 'UTC')).toBe(dateNumber('2026-11-22'));
    expect(localDate(utc('2026-11-22T03:00Z'), 'America/New_York')).toBe(dateNumber('2026-11-21'));
    // A week of the zone's data begins on a Thursday at midnight UTC.
    expect(localDate(utc('2026-11-19T00:00Z'), 'America/New_York')).toBe(dateNumber('2026-11-18'));
  });
});
