import { expect, it } from 'vitest';
import { parseDuration } from '../../../infra/local/control/duration.ts';
import { instantOf } from '../../../infra/local/due-index.ts';
import { parseSchedule } from '../../../infra/local/schedule-times.ts';

const next = (expression: string, after: string, zone = 'UTC') => {
  const at = parseSchedule(expression, zone)(Date.parse(after));
  return at === Infinity ? null : new Date(at).toISOString();
};

it.each([
  ['rate(1 minute)', '2026-11-22T08:00:00Z', 'UTC', '2026-11-22T08:01:00.000Z'],
  ['rate(5 minutes)', '2026-11-22T08:04:59Z', 'UTC', '2026-11-22T08:05:00.000Z'],
  ['cron(0 8 * * ? *)', '2026-11-22T08:00:00Z', 'UTC', '2026-11-23T08:00:00.000Z'],
  // 22 November 2026 is a Sunday; Bucharest is two hours ahead in winter, three in summer.
  ['cron(0 8 ? * MON-FRI *)', '2026-11-22T08:00:00Z', 'Europe/Bucharest', '2026-11-23T06:00:00.000Z'],
  ['cron(0 8 ? * MON *)', '2026-07-01T00:00:00Z', 'Europe/Bucharest', '2026-07-06T05:00:00.000Z'],
  ['cron(*/20 * * * ? *)', '2026-11-22T08:20:00Z', 'UTC', '2026-11-22T08:40:00.000Z'],
  ['cron(15 10 1 JAN ? 2028)', '2026-11-22T08:20:00Z', 'UTC', '2028-01-01T10:15:00.000Z'],
  ['at(2026-11-22T09:00:00)', '2026-11-22T08:00:00Z', 'UTC', '2026-11-22T09:00:00.000Z'],
  ['at(2026-11-22T09:00:00)', '2026-11-22T09:00:00Z', 'UTC', null],
])('%s after %s (%s)', (expression, after, zone, expected) => {
  expect(next(expression, after, zone)).toBe(expected);
});

it('stops at expressions that it does not know', () => {
  expect(() => parseSchedule('cron(0 8 L * ? *)', 'UTC')).toThrow('not known');
  expect(() => parseSchedule('every minute', 'UTC')).toThrow('not known');
});

it.each([
  ['PT48H', 172_800_000],
  ['P1D', 86_400_000],
  ['P1DT1H30M', 91_800_000],
  ['PT0.5S', 500],
  ['P2W', 1_209_600_000],
  ['P', undefined],
  ['PT', undefined],
  ['P1M', undefined],
  ['48h', undefined],
])('duration %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it('reads the instant at the beginning of a due key', () => {
  expect(instantOf('2026-11-22T08:00:00.000Z#order-7')).toBe(Date.parse('2026-11-22T08:00:00Z'));
  expect(instantOf('nonsense')).toBe(0);
});
