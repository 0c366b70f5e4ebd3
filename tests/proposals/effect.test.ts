import { describe, expect, it } from 'vitest';
import { effectOf, limitFor, seenIn } from '../../shared/proposals/effect.ts';
import { proposedLimits } from '../../shared/proposals/limits.ts';
import { bucketOf } from '../../shared/durations/buckets.ts';
import { formatDuration, hours } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';

const tally = (stage: string, stays: readonly (readonly [hours: number, n: number])[], kind = 'usual') => ({
  name: `2026-11-09#${stage}#${kind}#`,
  fields: Object.fromEntries([
    ...stays.map(([h, n]) => [`b${String(bucketOf(hours(h)))}`, n]),
    ['>packed', stays.reduce((sum, [, n]) => sum + n, 0)],
  ]) as Record<string, number>,
});
/** A thousand stays: most of five hours, forty of twenty, ten of thirty, and a hundred of a sale week. */
const tallies = [
  tally('preparing', [
    [5, 950],
    [20, 40],
    [30, 10],
  ]),
  tally('preparing', [[100, 100]], 'exception'),
];
const seen = seenIn(tallies, false).get('preparing')!;

describe('what a limit would have done', () => {
  it('counts alerts, what they would have caught and how often they would have cried wolf', () => {
    // Forty of twenty hours end within a quarter of sixteen more, ten of thirty do not.
    expect(effectOf(seen, hours(17))).toEqual({ alertsPer100Orders: 5, caught: 10, criedWolf: 40 });
    expect(effectOf(seen, hours(10))).toEqual({ alertsPer100Orders: 5, caught: 50, criedWolf: 0 });
    expect(effectOf(seen, hours(48))).toEqual({ alertsPer100Orders: 0, caught: 0, criedWolf: 0 });
  });

  it('leaves a sale week out unless a person wants it in', () => {
    expect(seen.stays).toBe(1_000);
    const all = seenIn(tallies, true).get('preparing')!;
    expect(all.stays).toBe(1_100);
    expect(effectOf(all, hours(48)).alertsPer100Orders).toBe(9.1);
  });

  it('says nothing of nothing', () => {
    const none = seenIn([], false).get('preparing');
    expect(none).toBeUndefined();
    expect(effectOf({ ...seen, stays: 0 }, hours(1)).alertsPer100Orders).toBe(0);
  });
});

describe('the limit that the history speaks for', () => {
  it('is passed by no more than are allowed, in steps that people speak of', () => {
    // Five hours lie in a bucket that ends at 5 h 06 min, twenty in one until 20 h 12 min, thirty until 30 h 03 min.
    expect(formatDuration(limitFor(seen, 0.05))).toBe('PT6H');
    expect(formatDuration(limitFor(seen, 0.02))).toBe('PT21H');
    expect(formatDuration(limitFor(seen, 0.001))).toMatch(/^PT3[0-4]H$/);
    for (const share of [0.05, 0.02, 0.011])
      expect(effectOf(seen, limitFor(seen, share)).alertsPer100Orders).toBeLessThanOrEqual(share * 100);
  });

  it('is proposed where it is another than the present one, and was not declined', () => {
    const profile = profileOf({ alertsPer100Orders: 2 });
    const stages = seenIn(tallies, false);
    const [limit] = proposedLimits(profile, stages, []);
    expect(limit).toEqual({ kind: 'limit', stage: 'preparing', limit: 'PT21H' });
    expect(proposedLimits(profile, stages, [limit!])).toEqual([]);
    // Declined when it was half as long: the figures have moved.
    expect(proposedLimits(profile, stages, [{ ...limit!, limit: 'PT10H' }])).toHaveLength(1);
  });

  it('is not proposed from less than a hundred stays', () => {
    const few = seenIn([tally('preparing', [[5, 99]])], false);
    expect(proposedLimits(profileOf(), few, [])).toEqual([]);
  });

  it('shares the alerts among the stages', () => {
    const stages = seenIn(
      [
        ...tallies,
        tally('packed', [
          [2, 940],
          [9, 60],
        ]),
      ],
      false,
    );
    const profile = profileOf({ alertsPer100Orders: 10 });
    expect(proposedLimits(profile, stages, []).map(({ stage, limit }) => [stage, limit])).toEqual([
      ['preparing', 'PT6H'],
      ['packed', 'PT10H'],
    ]);
  });
});
