import { describe, expect, it } from 'vitest';
import type { Durations } from '../../shared/durations/model.ts';
import { lasting, lastingGiven, type Sketch, sketchOf, survival } from '../../shared/durations/sketch.ts';
import { forecast, passes, usualDate } from '../../shared/orders/forecast.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { OpenOrder } from '../../shared/orders/state.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import {
  type Duration,
  duration,
  formatInstant,
  hours,
  type Instant,
  instant,
} from '../../shared/time/instant.ts';
import { fromQuantiles } from '../../shared/time/lognormal.ts';
import { on, profileOf } from './given.ts';

/** Every stay takes exactly this long. */
const fixed = (length: Duration, samples = 100): Sketch => ({
  samples,
  quantiles: Array.from({ length: 50 }, () => length / 1_000),
  tail: 20,
});

const workdays = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '18:00']]]),
) as NonNullable<NonNullable<ProfileInput['calendar']>['hours']>;

const waiting = (stage: string, since: Instant, more: Partial<OpenOrder> = {}): OpenOrder => ({
  id: 'ES-1',
  status: 'open',
  placedAt: since,
  content: 'content#x.1',
  intake: 'x',
  revision: 1,
  units: 1,
  stay: { n: 1, stage, since, by: 'shop', clock: { spent: duration(0), from: since } },
  ...more,
});

const learned = (stages: Durations['stages']): Durations => ({ madeAt: on('Mon 00:00'), stages });
const stage = (next: string, length: Duration) => ({
  segments: { '': fixed(length) },
  next: [[next, 1]] as const,
});

describe('an estimate from history', () => {
  const model = learned({
    preparing: stage('packed', hours(10)),
    packed: stage('shipped', hours(2)),
    shipped: stage('delivered', hours(24)),
  });
  const rules = orderRules(profileOf({ calendar: { hours: workdays } }), model);

  it('moves each stage through its own time: a weekend lies where it lies', () => {
    // Thursday noon in Bucharest: six hours of the ten are left on Thursday, four on Friday; then two more, until 14:00
    // there; the carrier has no hours of its own and takes the next 24.
    const {
      p50,
      p90,
      stage: last,
      basis,
    } = forecast(waiting('preparing', on('Thu 10:00')), rules, on('Thu 10:00'));
    expect(formatInstant(p50)).toBe('2026-11-21T12:00:00Z');
    expect(formatInstant(p90)).toBe('2026-11-21T12:00:00Z');
    expect(last).toBe('delivered');
    expect(basis).toEqual({ samples: 100, segment: 'all' });
    // Entered on Friday noon instead, packing is done on Monday noon, and the parcel comes on Tuesday.
    const friday = forecast(waiting('preparing', on('Fri 10:00')), rules, on('Fri 10:00'));
    expect(formatInstant(friday.p50)).toBe('2026-11-24T12:00:00Z');
  });

  it('goes on from now where the order is held', () => {
    const held = waiting('packed', on('Mon 08:00'));
    const order = { ...held, stay: { ...held.stay, clock: { spent: hours(1) } } };
    // One of the two hours is left, from Wednesday noon in Bucharest on.
    expect(formatInstant(forecast(order, rules, on('Wed 10:00')).p50)).toBe('2026-11-19T11:00:00Z');
  });

  it('knows the finest segment that was seen', () => {
    const segments = { '': fixed(hours(10)), 'warehouse=A': fixed(hours(1), 30) };
    const apart = orderRules(
      profileOf(),
      learned({ ...model.stages, shipped: { segments, next: [['delivered', 1]] } }),
    );
    const of = (attributes: Record<string, string>) =>
      forecast(waiting('shipped', on('Mon 08:00'), { attributes }), apart, on('Mon 08:00'));
    expect(of({ warehouse: 'A', carrier: 'fan' })).toMatchObject({
      p50: on('Mon 09:00'),
      basis: { samples: 30, segment: 'warehouse=A' },
    });
    expect(of({ warehouse: 'B' })).toMatchObject({ p50: on('Mon 18:00'), basis: { segment: 'all' } });
  });

  it('takes the ways that orders took, as often as they took them', () => {
    const [long, short] = [hours(30), hours(1)];
    const branching = orderRules(
      profileOf(),
      learned({
        placed: {
          segments: { '': fixed(short) },
          next: [
            ['preparing', 0.8],
            ['confirmed', 0.15],
            ['cancelled', 0.05],
          ],
        },
        confirmed: stage('preparing', long),
        preparing: stage('packed', short),
        packed: stage('shipped', short),
        shipped: stage('delivered', short),
      }),
    );
    const { p50, p90 } = forecast(waiting('placed', on('Mon 08:00')), branching, on('Mon 08:00'));
    // One in six of those that are not cancelled is confirmed first.
    expect(p50).toBe(on('Mon 12:00'));
    expect(p90).toBe(on('Tue 18:00'));
  });
});

describe('an order that waits', () => {
  const rules = orderRules(profileOf({ calendar: { hours: workdays } }));

  it('is expected later the longer it has waited, beyond everything that was ever seen', () => {
    let [last50, last90] = [0, 0];
    for (let hour = 0; hour < 24 * 60; hour += 5) {
      const at = instant(on('Mon 08:00') + hours(hour));
      const { p50, p90 } = forecast(waiting('preparing', on('Mon 08:00')), rules, at);
      expect(p50).toBeGreaterThanOrEqual(Math.max(last50, at));
      expect(p90).toBeGreaterThanOrEqual(Math.max(last90, p50));
      [last50, last90] = [p50, p90];
    }
    const at = instant(on('Mon 08:00') + hours(24 * 60));
    expect(forecast(waiting('preparing', on('Mon 08:00')), rules, at).p90).toBeGreaterThan(at + hours(48));
  });

  it('passes a date at the instant at which its forecast does', () => {
    const order = waiting('preparing', on('Mon 08:00'));
    const limit = instant(on('Mon 08:00') + hours(24 * 9));
    const at = passes(order, rules, 'p90', limit, on('Mon 08:00'))!;
    expect(forecast(order, rules, at).p90).toBeGreaterThan(limit);
    expect(forecast(order, rules, instant(at - 60_000)).p90).toBeLessThanOrEqual(limit);
    const asked = (before: number) => passes(order, rules, 'p90', limit, on('Mon 08:00'), instant(before));
    expect(asked(at - 61_000)).toBeUndefined();
    expect(Math.abs(asked(at + 60_000)! - at)).toBeLessThanOrEqual(60_000);
  });

  it('has a usual date from when it was placed, whatever stage it is in', () => {
    const placed = on('Mon 08:00');
    const order = waiting('preparing', on('Thu 08:00'), { placedAt: placed });
    expect(usualDate(order, rules)).toBe(usualDate(waiting('placed', placed), rules));
  });
});

describe('a sketch', () => {
  const sketch = sketchOf(fromQuantiles(hours(10), hours(40)));

  it('gives back the quantiles that it was made of', () => {
    expect(lasting(sketch, 0.5) / hours(10)).toBeCloseTo(1, 1);
    expect(lasting(sketch, 0.1) / hours(40)).toBeCloseTo(1, 1);
    for (const share of [0.999, 0.9, 0.42, 0.1, 0.011, 0.001])
      expect(survival(sketch, lasting(sketch, share))).toBeCloseTo(share, 6);
  });

  it('goes on as a Pareto’s tail', () => {
    const heavy: Sketch = { samples: 1, quantiles: [1, 2, 3, 4, 5], tail: 2 };
    // A tenth lasts longer than 5 s; a hundredth of that ten times as long.
    expect(lasting(heavy, 0.001)).toBeCloseTo(50_000, 6);
    expect(lastingGiven(heavy, duration(100_000), 0.75)).toBeCloseTo(200_000, 6);
  });
});
