import { describe, expect, it } from 'vitest';
import { classOf, type CountPlan, type Measure, nextCount } from '../../shared/stock/audits/plan.ts';
import { days, instant } from '../../shared/time/instant.ts';

const at = instant(Date.parse('2026-11-16T08:00:00Z'));
const day = 86_400_000;
const measure: Measure = {
  value: 0,
  mean: 0,
  precious: false,
  periods: { A: days(30), B: days(90), C: days(180) },
};
const plan = (decision: ReturnType<typeof nextCount>): CountPlan | undefined =>
  'accepted' in decision ? decision.accepted[0]?.data : undefined;
const inDays = (next: CountPlan | undefined) => (next!.nextAt - at) / day;

describe('the class of an article', () => {
  it.each([
    [0, 0, 'C'],
    [49, 100, 'C'],
    [50, 100, 'B'],
    [299, 100, 'B'],
    [300, 100, 'A'],
  ])('that turned over %d where the mean is %d is %s', (value, mean, expected) => {
    expect(classOf(value, mean)).toBe(expected);
  });
});

describe('the next count', () => {
  it('of what was opened lies anywhere in its period: a thousand articles do not fall due together', () => {
    const due = Array.from({ length: 1_000 }, (_, n) =>
      inDays(plan(nextCount(undefined, `SKU-${String(n)}`, 'opened', measure, at))),
    );
    expect(Math.max(...due)).toBeLessThanOrEqual(180);
    expect(Math.min(...due)).toBeGreaterThan(0);
    // 180 days in six parts of 30: none has less than half or more than one and a half of its share of 167.
    for (let part = 0; part < 6; part++) {
      const there = due.filter((one) => one > part * 30 && one <= (part + 1) * 30).length;
      expect([there > 83, there < 250]).toEqual([true, true]);
    }
  });

  it('of what was counted comes after four fifths of its class’s period at the earliest', () => {
    const next = plan(nextCount(undefined, 'COAT', 'counted', { ...measure, value: 900, mean: 100 }, at));
    expect(next).toMatchObject({ class: 'A', why: 'class', n: 1 });
    expect(inDays(next)).toBeGreaterThan(24);
    expect(inDays(next)).toBeLessThanOrEqual(30);
  });

  it('of what is suspicious comes within a day, and nothing puts it off but the count', () => {
    const opened = plan(nextCount(undefined, 'COAT', 'opened', measure, at))!;
    const suspicious = plan(nextCount(opened, 'COAT', 'suspicious', measure, at))!;
    expect([inDays(suspicious), suspicious.why, suspicious.n]).toEqual([1, 'suspicion', 1]);
    expect(plan(nextCount(suspicious, 'COAT', 'suspicious', measure, at))).toBeUndefined();
    expect(plan(nextCount(suspicious, 'COAT', 'opened', measure, at))).toBeUndefined();
    expect(plan(nextCount(suspicious, 'COAT', 'counted', measure, at))).toMatchObject({ why: 'class', n: 2 });
  });

  it('of what is dear by the piece comes as often as that of class A', () => {
    expect(plan(nextCount(undefined, 'RING', 'counted', { ...measure, precious: true }, at))?.class).toBe(
      'A',
    );
  });
});
