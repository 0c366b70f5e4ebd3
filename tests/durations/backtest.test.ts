import { describe, expect, it } from 'vitest';
import {
  type Choice,
  forecasts,
  observed,
  recalibration,
  score,
  type Weekly,
} from '../../shared/durations/backtest.ts';
import { empty, type Histogram } from '../../shared/durations/histogram.ts';
import { histogram } from './histogram.ts';

const weeklyOf = (segments: Record<string, readonly Histogram[]>, prior: Record<number, number>): Weekly => ({
  weeks: segments['']!.length,
  segments: new Map(Object.entries(segments)),
  prior: histogram(prior),
});
/** The past fades by half every week. */
const fading: Choice = { halfLife: 1, lean: 5 };
/** Nothing is ever forgotten. */
const keeping: Choice = { halfLife: 1e12, lean: 5 };
const none = empty();

/** Shares by bucket, those that are not nothing. */
const shares = (of: Histogram | undefined) =>
  Object.fromEntries([...(of ?? [])].flatMap((n, b) => (n > 0 ? [[b, Math.round(n * 1e6) / 1e6]] : [])));

describe('a forecast', () => {
  it('is the profile, then ever less of it; a week fades as chosen', () => {
    const weekly = weeklyOf({ '': [histogram({ 1: 10 }), histogram({ 2: 10 })] }, { 0: 1 });
    const said = [...forecasts(weekly, fading)].map((week) => shares(week.get('')));
    // Ten samples' worth of profile beside 5, then beside 2.5 and 5.
    expect(said).toEqual([{ 0: 1 }, { 0: 0.666667, 1: 0.333333 }, { 0: 0.571429, 1: 0.142857, 2: 0.285714 }]);
  });

  it('of a segment leans on the coarser one, as much as chosen', () => {
    const weekly = weeklyOf(
      { '': [histogram({ 1: 10 })], 'w=A': [histogram({ 1: 10 })], 'w=B': [none] },
      { 0: 1 },
    );
    const [first, second] = [...forecasts(weekly, fading)];
    expect(shares(first!.get('w=A'))).toEqual({ 0: 1 });
    expect(shares(second!.get('w=A'))).toEqual({ 0: 0.333333, 1: 0.666667 });
    expect(shares(second!.get('w=B'))).toEqual({ 0: 0.666667, 1: 0.333333 });
  });
});

describe('what came', () => {
  const same = (n: number) => Array.from({ length: 5 }, () => histogram({ 1: n }));
  it('is told by week and finest segment, from the fourth week on', () => {
    const came = observed(weeklyOf({ '': same(3), 'w=A': same(1), 'w=B': same(2) }, { 0: 1 }));
    expect([...came.keys()]).toEqual([3, 4]);
    expect(came.get(3)!.map(({ segment, samples }) => [segment, samples])).toEqual([
      ['w=A', 1],
      ['w=B', 2],
    ]);
    const own = observed(weeklyOf({ '': same(3), 'w=A': same(1) }, { 0: 1 })).get(4)!;
    expect(own.map(({ week, segment, samples }) => [week, segment, samples])).toEqual([
      [4, '', 2],
      [4, 'w=A', 1],
    ]);
    expect([shares(own[0]!.durations), shares(own[0]!.running)[140]]).toEqual([{ 1: 2 }, 2]);
  });

  it('is told of the last week of a shop that has hardly any', () => {
    const one = observed(weeklyOf({ '': [histogram({ 1: 2 })] }, { 0: 1 }));
    expect([...one.keys()]).toEqual([0]);
    const two = observed(weeklyOf({ '': [histogram({ 1: 2 }), histogram({ 1: 2 })] }, { 0: 1 }));
    expect([...two.keys()]).toEqual([1]);
  });
});

describe('the score of a choice', () => {
  const scoreOf = (weekly: Weekly, choice: Choice) => score(weekly, observed(weekly), choice);
  it('is the squared distance of what was said from what came, bucket by bucket', () => {
    // Two took longer than a minute, where all were said to take less.
    expect(scoreOf(weeklyOf({ '': [histogram({ 1: 2 })] }, { 0: 1 }), fading)).toBeCloseTo(2, 9);
    expect(scoreOf(weeklyOf({ '': [histogram({ 0: 2 })] }, { 0: 1 }), fading)).toBe(0);
    // All were said to take two buckets longer than they did.
    expect(scoreOf(weeklyOf({ '': [histogram({ 0: 3 })] }, { 2: 1 }), fading)).toBeCloseTo(6, 9);
    // Two thirds were said to take up to a minute, and ten came beyond a third bucket: 10 · 4/9 + 10.
    const two = weeklyOf({ '': [histogram({ 1: 10 }), histogram({ 2: 10 })] }, { 0: 1 });
    expect(scoreOf(two, fading)).toBeCloseTo(14.4444, 4);
  });

  it('counts the latest weeks most: six weeks ago half', () => {
    const two = histogram({ 1: 2 });
    // 2 · 2^(−1/6), and (2 − 0) · (10/12)² of the week after, when two were known.
    expect(scoreOf(weeklyOf({ '': [none, none, none, two, two] }, { 0: 1 }), keeping)).toBeCloseTo(3.1707, 4);
  });

  it('holds a segment against its own forecast', () => {
    const weeks = [histogram({ 1: 10 }), histogram({ 1: 10 })];
    const weekly = weeklyOf({ '': weeks, 'w=A': weeks }, { 0: 1 });
    // A third still said to take up to a minute: 10 · 1/9.
    expect(scoreOf(weekly, fading)).toBeCloseTo(1.1111, 4);
  });
});

describe('the level at which forecasts proved right', () => {
  const levelsOf = (weekly: Weekly, choice: Choice, ...asked: number[]) => {
    const at = recalibration(weekly, observed(weekly), choice);
    return asked.map((level) => Math.round(at(level) * 1e5) / 1e5);
  };
  const one = (came: Record<number, number>, prior: Record<number, number>) =>
    weeklyOf({ '': [histogram(came)] }, prior);

  it('is the level itself where what was said came', () => {
    expect(levelsOf(one({ 0: 10 }, { 0: 1 }), fading, 0, 0.25, 0.5, 0.9, 1)).toEqual([0, 0.25, 0.5, 0.9, 1]);
  });

  it('is higher where all took longer than half were said to, and short records move little', () => {
    // As if forty had been right; ten more lie in the upper half.
    expect(levelsOf(one({ 1: 10 }, { 0: 1, 1: 1 }), fading, 0, 0.4, 0.5, 0.9, 1)).toEqual([
      0, 0.5, 0.58333, 0.91667, 1,
    ]);
  });

  it('is the last there is where what came was never said', () => {
    expect(levelsOf(one({ 5: 10 }, { 0: 1 }), fading, 0.5, 0.79, 0.9)).toEqual([0.625, 0.9875, 0.99519]);
  });

  it('is spread evenly over what was said of a bucket, to parts of a step', () => {
    // 25.5 % said to lie in the first bucket.
    const prior = { 0: 51, 1: 149 };
    expect(levelsOf(one({ 1: 10 }, prior), fading, 0.5)).toEqual([0.53204]);
    expect(levelsOf(one({ 0: 10 }, prior), fading, 0.25)).toEqual([0.1578]);
  });

  it('goes by the latest weeks foremost: the one before counts half', () => {
    const ten = histogram({ 1: 10 });
    const weekly = weeklyOf({ '': [none, none, none, ten, ten] }, { 0: 1, 1: 1 });
    expect(levelsOf(weekly, keeping, 0.5)).toEqual([0.56579]);
  });
});
