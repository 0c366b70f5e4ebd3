import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../shared/durations/buckets.ts';
import { compile } from '../../shared/durations/compile.ts';
import { sketchFor } from '../../shared/durations/model.ts';
import { lasting } from '../../shared/durations/sketch.ts';
import { hours, instant } from '../../shared/time/instant.ts';
import { fromQuantiles } from '../../shared/time/lognormal.ts';

const monday = (weeksAgo: number) =>
  new Date(Date.parse('2026-11-16T00:00:00Z') - weeksAgo * 604_800_000).toISOString().slice(0, 10);

/** So many stays of so many hours, a week. */
const week = (weeksAgo: number, length: number, stays: number, segment = '', kind = 'usual') => ({
  name: `${monday(weeksAgo)}#preparing#${kind}#${segment}`,
  fields: { [`b${String(bucketOf(hours(length)))}`]: stays, '>packed': stays },
});
const weeks = (from: number, upTo: number, length: number, stays: number, segment = '') =>
  Array.from({ length: from - upTo + 1 }, (_, n) => week(from - n, length, stays, segment));

const learned = (tallies: Parameters<typeof compile>[0], segment = '') => {
  const usual = fromQuantiles(hours(20), hours(60));
  const model = compile(tallies, () => usual, monday(0), instant(0));
  const found = sketchFor(model.stages['preparing'], segment);
  return { samples: found?.sketch.samples, half: found ? lasting(found.sketch, 0.5) / hours(1) : 0 };
};

describe('a model of durations', () => {
  it('says what came, whatever the profile says', () => {
    const { samples, half } = learned(weeks(9, 0, 5, 40));
    expect(samples).toBe(400);
    expect(half).toBeGreaterThan(4.5);
    expect(half).toBeLessThan(5.5);
  });

  it('leans on the profile where hardly anything came', () => {
    const { half } = learned([week(1, 5, 3)]);
    expect(half).toBeGreaterThan(8);
  });

  it('lets a segment with few stays lean on the whole, one with many speak for itself', () => {
    const all = [
      ...weeks(9, 0, 10, 100, 'warehouse=A'),
      ...weeks(9, 0, 2, 100, 'warehouse=B'),
      week(0, 2, 3, 'warehouse=C'),
    ];
    expect(learned(all, 'warehouse=A').half).toBeGreaterThan(8);
    expect(learned(all, 'warehouse=B').half).toBeLessThan(2.5);
    const few = [...weeks(9, 0, 10, 100, 'warehouse=A'), week(0, 2, 3, 'warehouse=C')];
    expect(learned(few, 'warehouse=C').half).toBeGreaterThan(8);
    expect(learned(few, 'warehouse=C').samples).toBe(3);
    expect(learned(all, 'warehouse=D').samples).toBe(2_003);
  });

  it('follows what has changed', () => {
    const { half } = learned([...weeks(20, 4, 5, 50), ...weeks(3, 0, 10, 50)]);
    expect(half).toBeGreaterThan(9);
  });

  it('forgets nothing while nothing comes', () => {
    const changing = [...weeks(30, 24, 5, 50), ...weeks(23, 20, 10, 50)];
    expect(learned(changing).half).toBeGreaterThan(9);
    expect(learned(changing).half).toBeLessThan(11);
  });

  it('leaves sale weeks out, and what is older than a year', () => {
    expect(
      learned([...weeks(9, 0, 5, 40), week(0, 90, 400, '', 'exception'), week(60, 90, 400)]).samples,
    ).toBe(400);
  });

  it('knows what followed, the likeliest first', () => {
    const tallies = [
      { name: `${monday(0)}#preparing#usual#`, fields: { b50: 10, '>packed': 7, '>cancelled': 3 } },
    ];
    const model = compile(tallies, () => fromQuantiles(hours(5), hours(20)), monday(0), instant(0));
    expect(model.stages['preparing']?.next).toEqual([
      ['packed', 0.7],
      ['cancelled', 0.3],
    ]);
  });

  it('says nothing of a stage that the profile has no longer', () => {
    expect(compile(weeks(3, 0, 5, 9), () => undefined, monday(0), instant(0)).stages).toEqual({});
  });
});
