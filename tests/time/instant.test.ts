import { describe, expect, it } from 'vitest';
import {
  between,
  duration,
  earliest,
  formatDuration,
  formatInstant,
  hours,
  instant,
  parseDuration,
  parseInstant,
  seconds,
} from '../../shared/time/instant.ts';

describe('an instant', () => {
  it.each([
    ['2026-11-22T08:00:00Z', 1795334400000],
    ['2026-11-22T10:00:00+02:00', 1795334400000],
    ['2026-11-22T08:00Z', 1795334400000],
    ['2026-11-22T08:00:00.250Z', 1795334400250],
    ['2028-02-29T00:00:00Z', 1835395200000],
    ['2026-11-01T23:59:59Z', 1793577599000],
    ['2026-11-30T23:59Z', 1796083140000],
  ])('is read from %s', (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    '2026-11-22T08:00:00',
    '2026-11-22',
    '2026-02-30T08:00:00Z',
    '2026-02-29T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-00-01T08:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T24:00Z',
    '2026-11-22T08:60:00Z',
    '2026-11-22T08:00:60Z',
    '2026-11-00T08:00:00Z',
    'on 2026-11-22T08:00:00Z',
    '+02026-11-22T08:00:00Z',
    '2026-11-22T08:00:00Z.',
    '2026-11-22T08:00+02:00:30',
    '2026-11-22T08:00:00+99:00',
    '2026-11-22 08:00:00Z',
    'tomorrow',
    '',
  ])('is not read from %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is answered in UTC, with milliseconds only where there are any', () => {
    expect(formatInstant(instant(1795334400000))).toBe('2026-11-22T08:00:00Z');
    expect(formatInstant(instant(1795334400250))).toBe('2026-11-22T08:00:00.250Z');
  });
});

it('of several instants the first, and what lies between two', () => {
  expect(earliest(instant(7), instant(3), instant(5))).toBe(3);
  expect(between(instant(3_000), instant(10_000))).toBe(seconds(7));
  expect(seconds(7)).toBe(7_000);
});

describe('a duration', () => {
  it.each([
    ['PT48H', 172_800_000],
    ['P2D', 172_800_000],
    ['P1DT12H', 129_600_000],
    ['PT90M', 5_400_000],
    ['PT30S', 30_000],
    ['PT1H30M', 5_400_000],
  ])('is read from %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['P1M', 'P1Y', 'PT', 'P', '48H', 'PT-1H', 'PT1.5H', 'P1DT', '', 'PT1H ', '-PT1H', ' PT1H'])(
    'is not read from "%s"',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('is written in hours, minutes and seconds', () => {
    expect(formatDuration(hours(48))).toBe('PT48H');
    expect(formatDuration(duration(5_401_000))).toBe('PT1H30M1S');
    expect(formatDuration(duration(0))).toBe('PT0S');
  });
});
