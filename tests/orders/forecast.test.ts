import { describe, expect, it } from 'vitest';
import type { StageDurations } from '../../shared/durations/model.ts';
import type { Sketch } from '../../shared/durations/sketch.ts';
import { forecast, passes, usualDate } from '../../shared/orders/forecast.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { quantileOf, usualPath, waysFrom, waysOf } from '../../shared/orders/ways.ts';
import { duration, hours, type Instant, instant, minutes, plus } from '../../shared/time/instant.ts';
import { on, profileOf } from './given.ts';
import { base, closed } from './whole.ts';

const [mon8, mon9] = [on('Mon 08:00'), on('Mon 09:00')];
const sketch = (...quantiles: number[]): Sketch => ({ samples: 100, quantiles, tail: 20 });
/** Every stay takes so many hours. */
const fixed = (n: number) => sketch(...Array.from({ length: 50 }, () => n * 3_600));
/** Each of one to fifty hours is as likely. */
const uniform = sketch(...Array.from({ length: 50 }, (_, k) => (k + 1) * 3_600));
const stage = (of: Sketch, ...next: (readonly [string, number])[]): StageDurations => ({
  segments: { '': of },
  next,
});
const rulesOf = (stages: Record<string, StageDurations>) => orderRules(profileOf(), { madeAt: mon8, stages });
const rules = rulesOf({
  packed: stage(fixed(2), ['shipped', 1]),
  shipped: stage(fixed(24), ['delivered', 1]),
});
const inStage = (name: string, since: Instant = mon8): Order => ({
  ...base,
  placedAt: since,
  stay: { n: 1, stage: name, since, by: 'shop', clock: { spent: duration(0), from: since } },
});
const after = (n: number, from: Instant = mon8) => instant(from + n * 3_600_000);

describe('a forecast', () => {
  it('of one stage has the quantiles of its durations', () => {
    const one = rulesOf({ shipped: stage(uniform, ['delivered', 1]) });
    expect(forecast(inStage('shipped'), one, mon8)).toEqual({
      stage: 'delivered',
      p50: after(25.5),
      p90: after(45.5),
      basis: { samples: 100, segment: 'all' },
    });
  });

  it('of two stages does not take them to move together', () => {
    const two = rulesOf({
      packed: stage(uniform, ['shipped', 1]),
      shipped: stage(uniform, ['delivered', 1]),
    });
    const { p50, p90 } = forecast(inStage('packed'), two, mon8);
    // Of two that are uniform: 51 hours, and 101 − 50·√0.2 = 78.6; moving together it would be 91.
    expect((p50 - mon8) / hours(1)).toBeGreaterThan(50);
    expect((p50 - mon8) / hours(1)).toBeLessThan(52);
    expect((p90 - mon8) / hours(1)).toBeGreaterThan(77.5);
    expect((p90 - mon8) / hours(1)).toBeLessThan(79.7);
  });

  it('of an order that is over, or in its last stage, is when it got there', () => {
    const there = (name: string) => ({
      stage: name,
      p50: mon8,
      p90: mon8,
      basis: { samples: 0, segment: 'profile' },
    });
    expect(forecast(inStage('delivered'), rules, mon9)).toEqual(there('delivered'));
    expect(forecast({ ...closed, stay: inStage('shipped').stay }, rules, mon9)).toEqual(there('shipped'));
    expect([...waysOf(inStage('delivered'), rules)(mon9)]).toEqual(Array.from({ length: 101 }, () => mon9));
  });

  it('ends with the last stage, whatever that has taken others', () => {
    const late = rulesOf({
      shipped: stage(fixed(24), ['delivered', 1]),
      delivered: stage(fixed(99), ['returned', 1]),
    });
    expect(forecast(inStage('shipped'), late, mon8).p50).toBe(after(24));
  });

  it('ends where a way goes in circles', () => {
    const circles = rulesOf({
      shipped: stage(fixed(1), ['delivery-failed', 1]),
      'delivery-failed': stage(fixed(1), ['shipped', 1]),
    });
    // Twelve stages, an hour each.
    expect(forecast(inStage('shipped'), circles, mon8).p50).toBe(after(12));
  });

  it('takes off what was spent before a hold, and goes on now', () => {
    const held = (spent: number): Order => {
      const order = inStage('packed');
      return { ...order, stay: { ...order.stay, clock: { spent: hours(spent) } } };
    };
    expect(forecast(held(1.5), rules, mon9).p50).toBe(after(25.5));
    expect(
      forecast(
        { ...held(0), stay: { ...held(0).stay, clock: { spent: hours(0.5), from: mon9 } } },
        rules,
        mon9,
      ).p50,
    ).toBe(after(26.5));
  });

  it('is asked of an order again under other rules', () => {
    const order = inStage('shipped');
    expect(waysOf(order, rules)(mon8)[50]).toBe(after(24));
    expect(waysOf(order, rules)).toBe(waysOf(order, rules));
    expect(waysOf(order, rulesOf({ shipped: stage(fixed(30), ['delivered', 1]) }))(mon8)[50]).toBe(after(30));
  });

  it('has a usual date from the first stage on, whatever was spent since', () => {
    const all = rulesOf({
      placed: stage(fixed(1), ['preparing', 1]),
      preparing: stage(fixed(3), ['packed', 1]),
      packed: stage(fixed(2), ['shipped', 1]),
      shipped: stage(fixed(24), ['delivered', 1]),
    });
    const order = inStage('packed', on('Wed 08:00'));
    expect(usualDate({ ...order, placedAt: mon8 }, all)).toBe(after(30));
  });
});

describe('something that is awaited on the way', () => {
  const way = (name: string, before: string, ready: Instant, work: number) =>
    waysFrom(inStage(name), rules, { before, ready, work: hours(work) })(mon8)[50];
  it('is waited for before its stage is entered, and worked on then', () => {
    expect(way('packed', 'shipped', after(4), 1)).toBe(after(4 + 1 + 24));
    expect(way('packed', 'shipped', mon8, 1)).toBe(after(2 + 1 + 24));
    // Before the last stage, which takes no time of its own.
    expect(way('packed', 'delivered', after(40), 1)).toBe(after(41));
    expect(way('packed', 'delivered', mon8, 1)).toBe(after(27));
    expect(way('shipped', 'delivered', after(40), 1)).toBe(after(41));
  });
  it('is not, when that stage is entered already', () => {
    expect(way('shipped', 'shipped', after(40), 1)).toBe(after(24));
    expect(way('shipped', 'packed', after(40), 1)).toBe(after(24));
  });
  it('is waited for once', () => {
    expect(way('packed', 'packed', after(40), 1)).toBe(after(26));
  });
});

describe('the usual path', () => {
  it('goes by the first follower of each stage, to an end, and in no circle', () => {
    expect(usualPath(rules, 'placed')).toEqual(['confirmed', 'preparing', 'packed', 'shipped', 'delivered']);
    expect(usualPath(rules, 'delivered')).toEqual([]);
    expect(usualPath(rules, 'baked')).toEqual([]);
    const circle = orderRules(
      profileOf({
        stages: [{ name: 'a', next: ['b'] }, { name: 'b', next: ['a', 'c'] }, { name: 'c' }],
      }),
    );
    expect(usualPath(circle, 'a')).toEqual(['b', 'a']);
  });
});

it('a quantile lies between the ways next to it', () => {
  const ways = Float64Array.of(0, 10, 20, 30);
  expect([quantileOf(ways, 0.5), quantileOf(ways, 0.25), quantileOf(ways, 0.9)]).toEqual([15, 5, 30]);
});

describe('when a forecast passes a limit', () => {
  // Ten hours always; who has waited longer waits half or nine tenths of a tail x^−20: 1.03526 or 1.12202 times as long.
  const ten = rulesOf({ shipped: stage(fixed(10), ['delivered', 1]) });
  const order = inStage('shipped');
  const at = (q: 'p50' | 'p90', limit: number, from = mon8, before?: Instant) =>
    passes(order, ten, q, after(limit), from, before);
  const within = (found: Instant | undefined, expected: number) => {
    expect(found).toBeGreaterThanOrEqual(expected);
    expect(found).toBeLessThanOrEqual(plus(instant(expected), minutes(1)));
  };

  it('is found to the minute', () => {
    within(at('p50', 20), after(20 / 1.0352649));
    within(at('p90', 20), after(20 / 1.1220185));
  });

  it('is at once where it has passed, or the limit is there', () => {
    expect(at('p50', 20, after(19.5))).toBe(after(19.5));
    expect(at('p90', 9)).toBe(mon8);
    expect(at('p50', 20, after(20))).toBe(after(20));
    expect(at('p50', 20, after(21))).toBe(after(21));
  });

  it('is the limit itself where nothing is left to forecast', () => {
    expect(passes(inStage('delivered'), ten, 'p50', after(20), mon8)).toBe(after(20));
  });

  it('is nothing where something else comes before it, or it is asked for no time', () => {
    expect(at('p50', 20, mon8, after(19))).toBeUndefined();
    within(at('p50', 20, mon8, after(19.5)), after(20 / 1.0352649));
    within(at('p50', 20, mon8, after(99)), after(20 / 1.0352649));
    expect(at('p50', 20, after(12), after(11))).toBeUndefined();
  });
});
