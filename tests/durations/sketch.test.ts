import { describe, expect, it } from 'vitest';
import {
  addTo,
  bucketCount,
  cumulated,
  empty,
  type Histogram,
  leaning,
  quantileOf,
  sketchFrom,
  tailOf,
  total,
} from '../../shared/durations/histogram.ts';
import { sketchFor, type StageDurations } from '../../shared/durations/model.ts';
import { countedAs } from '../../shared/durations/segments.ts';
import {
  lasting,
  lastingGiven,
  type Sketch,
  sketchOf,
  survival,
  tailWithin,
} from '../../shared/durations/sketch.ts';
import { duration } from '../../shared/time/instant.ts';
import { histogram } from './histogram.ts';

const s = (seconds: number) => duration(seconds * 1_000);

describe('a sketch of five quantiles', () => {
  // At one, three, five, seven and nine tenths; a tail that falls with the square.
  const sketch: Sketch = { samples: 1, quantiles: [1, 2, 3, 4, 5], tail: 2 };

  it.each([
    [-1, 1],
    [0, 1],
    [0.5, 0.95],
    [1, 0.9],
    [2, 0.7],
    [2.5, 0.6],
    [3, 0.5],
    [4.5, 0.2],
    [5, 0.1],
    [10, 0.025],
  ])('says that more than %d s take %d of them', (seconds, share) => {
    expect(survival(sketch, s(seconds))).toBeCloseTo(share, 12);
  });

  it.each([
    [1.1, 0],
    [1, 0],
    [0.95, 500],
    [0.9, 1_000],
    [0.6, 2_500],
    [0.5, 3_000],
    [0.2, 4_500],
    [0.1, 5_000],
    [0.025, 10_000],
  ])('says that %d of them last longer than %d ms', (share, ms) => {
    expect(lasting(sketch, share)).toBeCloseTo(ms, 6);
  });

  it('has no end, and is a number there', () => {
    const last = lasting(sketch, 0);
    expect([last > 1e100, Number.isFinite(last)]).toEqual([true, true]);
  });

  it('given what somebody has waited, says what the whole will be', () => {
    expect(lastingGiven(sketch, s(0), 0.5)).toBeCloseTo(3_000, 6);
    expect(lastingGiven(sketch, s(-1), 0.9)).toBeCloseTo(5_000, 6);
    // Half are left at three seconds; a quarter lasts longer than 4.25.
    expect(lastingGiven(sketch, s(3), 0.5)).toBeCloseTo(4_250, 6);
    expect(lastingGiven(sketch, s(5), 0.75)).toBeCloseTo(10_000, 6);
    expect(lastingGiven(sketch, s(50), 0.75)).toBeCloseTo(100_000, 6);
    expect(lastingGiven(sketch, s(2.5), 0)).toBeGreaterThanOrEqual(2_500);
  });

  it('of what always takes as long steps down there', () => {
    const steps: Sketch = { samples: 1, quantiles: [1, 2, 2, 3], tail: 2 };
    expect(survival(steps, s(2))).toBeCloseTo(0.375, 12);
    const at = { samples: 1, quantiles: [0, 0, 0], tail: 2 };
    expect([survival(at, s(0)), lasting(at, 0.5)]).toEqual([0, 0]);
    expect(survival(at, s(1))).toBeLessThan(1e-9);
    expect(survival({ ...at, quantiles: [0, 1, 2] }, s(0))).toBe(1);
    expect(lastingGiven({ ...at, quantiles: [] }, s(4), 0.75)).toBe(8_000);
  });
});

describe('the sketch of a log-normal', () => {
  const hour = (sigma: number) => sketchOf({ mu: Math.log(3_600_000), sigma });

  it('stands for no samples, and has fifty quantiles, to a hundredth from either end', () => {
    const { samples, quantiles } = hour(1);
    expect([samples, quantiles.length]).toEqual([0, 50]);
    // exp(∓2.326348) hours, and exp(−0.025069) of one: the 1 %, the 99 % and the 49 % quantile.
    expect(quantiles[0]).toBeCloseTo(351.546, 2);
    expect(quantiles[49]! / 36_865.9).toBeCloseTo(1, 4);
    expect(quantiles[24]! / 3_510.87).toBeCloseTo(1, 5);
  });

  it('goes on with the slope of its last quantile, within bounds', () => {
    // The density of the normal at 2.326348 is 0.0266521; a hundredth lies beyond.
    expect(hour(1).tail).toBeCloseTo(2.66521, 4);
    expect(hour(2).tail).toBeCloseTo(1.33261, 4);
    expect([hour(0.05).tail, hour(5).tail]).toEqual([20, 1.2]);
    expect([1, 3, 50].map(tailWithin)).toEqual([1.2, 3, 20]);
  });
});

describe('counts by bucket', () => {
  // A minute, then each 1.05/0.95 of the one before: 66.316 s, 73.296 s.
  const at = (of: Histogram, level: number) => quantileOf(cumulated(of), level);

  it('add up, with a weight', () => {
    const sum = addTo(histogram({ 0: 1, 140: 2 }), histogram({ 0: 3, 5: 1 }));
    expect(sum).toEqual(histogram({ 0: 4, 5: 1, 140: 2 }));
    expect(addTo(sum, histogram({ 0: 1, 5: 1 }), -1)).toEqual(histogram({ 0: 3, 140: 2 }));
    expect([total(sum), total(empty()), bucketCount]).toEqual([5, 0, 141]);
    expect(
      [...cumulated(histogram({ 1: 2, 3: 1, 140: 4 }))].filter((_, b) => [0, 1, 2, 3, 139, 140].includes(b)),
    ).toEqual([0, 2, 2, 3, 3, 7]);
  });

  it('lean on what is known from elsewhere, as on so many samples', () => {
    expect(leaning(histogram({ 1: 3 }), histogram({ 2: 10 }), 2)).toEqual(histogram({ 1: 0.6, 2: 0.4 }));
    expect(leaning(histogram({ 1: 3 }), empty(), 2)).toEqual(histogram({ 1: 0.6 }));
    expect(leaning(empty(), histogram({ 2: 10 }), 2)).toEqual(histogram({ 2: 1 }));
  });

  it('have their quantiles, within a bucket evenly', () => {
    const two = histogram({ 0: 1, 1: 1 });
    expect([at(two, 0), at(two, 0.25), at(two, 0.5)]).toEqual([0, 30, 60]);
    expect(at(two, 0.75)).toBeCloseTo(63.158, 3);
    expect(at(two, 1)).toBeCloseTo(66.316, 3);
    expect(at(histogram({ 0: 1, 2: 1 }), 0.75)).toBeCloseTo(69.806, 3);
    expect(at(histogram({ 2: 1 }), 0)).toBe(60);
    expect(at(histogram({ 140: 1 }), 1)).toBeGreaterThan(2 * 365 * 86_400);
  });

  it('tell of the tail beyond nine in ten', () => {
    const tail = (of: Histogram) => tailOf(of, cumulated(of));
    // From 60 s on; buckets 3 and 5 have their middles 2.5 and 4.5 steps of ln(1.05/0.95) = 0.1000835 beyond.
    expect(tail(histogram({ 0: 9, 3: 1 }))).toBeCloseTo(1 / 0.25021, 3);
    expect(tail(histogram({ 0: 18, 3: 1, 5: 1 }))).toBeCloseTo(2 / 0.700585, 4);
    expect(tail(histogram({ 0: 9, 30: 1 }))).toBe(1.2);
    // From 66.316 s on: what lies before it is no tail.
    expect(tail(histogram({ 1: 9, 5: 1 }))).toBeCloseTo(1 / 0.350292, 4);
    // Nothing lies beyond.
    expect([tail(histogram({ 0: 1 })), tail(histogram({ 0: 1, 1: 1 }))]).toEqual([20, 20]);
  });

  it('make a sketch, read at the levels that proved right', () => {
    const plain = sketchFrom(histogram({ 0: 18, 3: 1, 5: 1 }), 7, (level) => level);
    expect(plain).toMatchObject({ samples: 7, tail: 2.85 });
    const even = sketchFrom(histogram({ 0: 1 }), 1, (level) => level).quantiles;
    expect([even.length, even[0], even[24], even[49]]).toEqual([50, 1, 29, 59]);
    expect(new Set(sketchFrom(histogram({ 0: 1 }), 1, () => 1).quantiles)).toEqual(new Set([60]));
  });
});

it('of a stage there is the finest sketch that was learned', () => {
  const sketch = (samples: number): Sketch => ({ samples, quantiles: [1], tail: 2 });
  const stage: StageDurations = { segments: { '': sketch(9), 'w=A': sketch(3) }, next: [] };
  expect(sketchFor(stage, 'w=A|c=fan')).toEqual({ name: 'w=A', sketch: sketch(3) });
  expect(sketchFor(stage, 'w=A')).toEqual({ name: 'w=A', sketch: sketch(3) });
  expect(sketchFor(stage, 'w=B')).toEqual({ name: 'all', sketch: sketch(9) });
  expect(sketchFor({ segments: {}, next: [] }, 'w=B')).toBeUndefined();
  expect(sketchFor(undefined, 'w=B')).toBeUndefined();
  const apart = new Set(['w=A']);
  expect(['w=A|c=fan', 'w=A', 'w=B|c=fan', ''].map((one) => countedAs(one, apart))).toEqual([
    'w=A',
    'w=A',
    '',
    '',
  ]);
});
