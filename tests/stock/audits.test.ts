import { describe, expect, it } from 'vitest';
import {
  auditId,
  classOf,
  type CountPlan,
  type Measure,
  nextCount,
  parseAuditId,
  planAggregate,
  planKey,
} from '../../shared/stock/audits/plan.ts';
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

describe('a plan to count', () => {
  const planned: CountPlan = {
    sku: 'COAT',
    class: 'C',
    value: 0,
    nextAt: instant(at + day),
    why: 'suspicion',
    n: 1,
  };
  const known = { accepted: [], outcome: 'known' };
  const next = (what: 'opened' | 'suspicious', before?: CountPlan) =>
    nextCount(before, 'COAT', what, measure, at);

  it('is made once where the article is opened, and once where it is suspicious', () => {
    const made = (more: Partial<CountPlan>) => ({
      accepted: [{ type: 'audit.scheduled', data: { ...planned, ...more } }],
      outcome: 'scheduled',
    });
    expect(next('suspicious')).toStrictEqual(made({}));
    expect(next('opened', planned)).toStrictEqual(known);
    expect(next('suspicious', planned)).toStrictEqual(known);
    const regular: CountPlan = { ...planned, why: 'class', n: 4 };
    expect(next('suspicious', { ...regular, nextAt: instant(at + 9 * day) })).toStrictEqual(made({ n: 4 }));
    // A suspicion puts nothing off.
    expect(next('suspicious', { ...regular, nextAt: instant(at + 3) })).toStrictEqual(
      made({ n: 4, nextAt: instant(at + 3) }),
    );
  });

  it('is kept whole, and listed by when it is due', () => {
    const key = planKey('shop', 'COAT');
    expect(key).toEqual({ store: 'shop', kind: 'count-plan', id: 'COAT' });
    expect(
      planAggregate.evolve(undefined, { type: 'audit.scheduled', data: { ...planned, more: 1 } }),
    ).toStrictEqual(planned);
    expect(planAggregate.due(planned)).toBeUndefined();
    expect(planAggregate.indexes(key, planned)).toEqual({
      list: { partition: 'shop#count-plan', sort: '2026-11-17T08:00:00.000Z' },
    });
  });

  it('is named by article and number', () => {
    expect(auditId({ ...planned, n: 12 })).toBe('COAT~12');
    expect(parseAuditId('COAT~12')).toEqual({ sku: 'COAT', n: 12 });
    const long = 'S'.repeat(64);
    expect(parseAuditId(`${long}~123456`)).toEqual({ sku: long, n: 123_456 });
    expect(parseAuditId('A~B~1')).toEqual({ sku: 'A~B', n: 1 });
    for (const id of ['COAT', 'COAT~', '~1', 'COAT~x', 'COAT~1~', `${long}S~1`, 'COAT~1234567'])
      expect(parseAuditId(id)).toBeUndefined();
  });
});
