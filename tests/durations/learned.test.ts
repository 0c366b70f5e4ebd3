import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../shared/durations/buckets.ts';
import { compile } from '../../shared/durations/compile.ts';
import { additionsOf, durationsOf, weekOf } from '../../shared/durations/count.ts';
import {
  type Learning,
  learningAggregate,
  type LearningEvent,
  learningKey,
  nextLearning,
} from '../../shared/durations/learning.ts';
import { lasting } from '../../shared/durations/sketch.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { days, hours, instant, minutes, plus } from '../../shared/time/instant.ts';
import { fromQuantiles } from '../../shared/time/lognormal.ts';
import { on, profileOf } from '../orders/given.ts';

const [mon, tue] = [on('Mon 09:00'), on('Tue 10:00')];
const nobody = { timeZone: 'Europe/Bucharest' };

describe('a stay that is over', () => {
  const stay = {
    stage: 'preparing',
    next: 'packed',
    segment: 'warehouse=A',
    entered: mon,
    left: tue,
    spent: hours(2),
  };
  const counted = (kind: string, segment = 'warehouse=A') => {
    const item = {
      group: 'durations',
      name: `2026-11-16#preparing#${kind}#${segment}`,
      by: 1,
      until: plus(tue, days(400)),
    };
    // Two hours lie in the 48th bucket: 1.10526 to the 48th is 121.8 minutes, to the 47th 110.2.
    return [
      { ...item, field: 'b48' },
      { ...item, field: '>packed' },
    ];
  };
  const exception = (from: string, to: string, more: object) =>
    profileOf({ ...nobody, calendar: { hours: {}, exceptions: [{ from, to, ...more }] } });
  const sale = { hours: [['07:00', '22:00'] as [string, string]] };

  it('is counted by the week of its end, with its length and with what followed', () => {
    expect(additionsOf(stay, profileOf(), 'warehouse=A')).toStrictEqual(counted('usual'));
  });

  it('is counted apart where work was other than usual on one of its days, the first or the last included', () => {
    const of = (...args: Parameters<typeof exception>) =>
      additionsOf(stay, exception(...args), 'warehouse=A');
    expect(of('2026-11-16', '2026-11-16', sale)).toStrictEqual(counted('exception'));
    expect(of('2026-11-17', '2026-11-20', sale)).toStrictEqual(counted('exception'));
    expect(of('2026-11-10', '2026-11-30', { limits: {} })).toStrictEqual(counted('exception'));
    for (const [from, to] of [
      ['2026-11-10', '2026-11-15'],
      ['2026-11-18', '2026-11-20'],
    ] as const)
      expect(of(from, to, sale)).toStrictEqual(counted('usual'));
    const two = profileOf({
      ...nobody,
      calendar: {
        hours: {},
        exceptions: [
          { from: '2026-11-01', to: '2026-11-02', ...sale },
          { from: '2026-11-16', to: '2026-11-16', ...sale },
        ],
      },
    });
    expect(additionsOf(stay, two, 'warehouse=A')).toStrictEqual(counted('exception'));
    // A closed shop’s time does not count to begin with.
    expect(of('2026-11-16', '2026-11-17', { closed: true })).toStrictEqual(counted('usual'));
  });

  it('is one change of stage that left none out, under a segment that is counted apart', () => {
    const changed = (data: object, type = 'order.stage-changed') =>
      durationsOf(
        {
          type,
          data: { from: 'preparing', to: 'packed', entered: mon, since: tue, spent: hours(2), ...data },
        } as unknown as Envelope,
        { profile: profileOf(), segments: new Set(['warehouse=A']) },
      );
    expect(changed({ segment: 'warehouse=A|carrier=fan' })).toStrictEqual(counted('usual'));
    expect(changed({ segment: 'warehouse=B' })).toStrictEqual(counted('usual', ''));
    expect(changed({})).toStrictEqual(counted('usual', ''));
    for (const other of [
      changed({ skipped: ['packed'] }),
      changed({ entered: undefined }),
      changed({}, 'order.closed'),
    ])
      expect(other).toStrictEqual([]);
  });

  it('belongs to the week of the shop’s own Monday', () => {
    const of = (text: string) => weekOf(instant(Date.parse(text)), 'Europe/Bucharest');
    expect([of('2026-11-15T21:59:59Z'), of('2026-11-15T22:00:00Z'), of('2026-11-22T21:59:59Z')]).toEqual([
      '2026-11-09',
      '2026-11-16',
      '2026-11-16',
    ]);
  });
});

describe('what is learned', () => {
  const monday = (weeksAgo: number) =>
    new Date(Date.parse('2026-11-16T00:00:00Z') - weeksAgo * 604_800_000).toISOString().slice(0, 10);
  const week = (ago: number, fields: Record<string, number>, kind = 'usual', stage = 'preparing') => ({
    name: `${monday(ago)}#${stage}#${kind}#`,
    fields,
  });
  const made = (...tallies: ReturnType<typeof week>[]) =>
    compile(tallies, () => fromQuantiles(hours(5), hours(20)), monday(0), instant(7));
  const followed = (...tallies: ReturnType<typeof week>[]) => made(...tallies).stages['preparing']?.next;
  const samples = (...tallies: ReturnType<typeof week>[]) =>
    made(...tallies).stages['preparing']?.segments['']?.samples;

  it('is of the last 52 weeks, this one included, and of usual ones', () => {
    const one = { b50: 1, '>packed': 1 };
    expect(samples(week(0, one), week(51, one))).toBe(2);
    expect(samples(week(52, one))).toBeUndefined();
    expect(samples(week(-1, one))).toBeUndefined();
    expect(samples(week(0, one, 'exception'))).toBeUndefined();
    expect(samples({ name: 'never#preparing#usual#', fields: one })).toBeUndefined();
    expect(samples(week(3, { b0: 2, b140: 3, '>packed': 5 }))).toBe(5);
    const both = made(week(0, one), week(0, one, 'usual', 'packed'));
    expect([both.madeAt, Object.keys(both.stages)]).toEqual([7, ['preparing', 'packed']]);
  });

  it('is also what followed, to a thousandth, what never does left out', () => {
    expect(followed(week(0, { b50: 9, '>cancelled': 3, '>packed': 6 }))).toEqual([
      ['packed', 0.667],
      ['cancelled', 0.333],
    ]);
    expect(followed(week(0, { b50: 9, '>packed': 9_999, '>cancelled': 1 }))).toEqual([['packed', 1]]);
  });

  it('fades as fast as would have forecast best', () => {
    // A strange week, then one as the profile says: what is forgotten soonest has forecast it best, by half a week.
    const strange = { b0: 1_000, '>packed': 8 };
    const usual = { b62: 30, b56: 20, b70: 20, '>cancelled': 4 };
    expect(followed(week(1, strange), week(0, usual))).toEqual([
      ['packed', 0.5],
      ['cancelled', 0.5],
    ]);
    // In whatever order they are read.
    expect(followed(week(0, usual), week(1, strange))).toEqual([
      ['cancelled', 0.5],
      ['packed', 0.5],
    ]);
    // Two alike: what is kept longest has; 2^(−1/26) is 0.9737.
    expect(followed(week(1, strange), week(0, { b0: 1_000, '>cancelled': 8 }))).toEqual([
      ['cancelled', 0.507],
      ['packed', 0.493],
    ]);
  });
});

describe('what nothing was learned of', () => {
  const sketchOf = (p50: number, p90: number) =>
    compile(
      [{ name: '2026-11-16#preparing#usual#', fields: { '>packed': 1 } }],
      () => fromQuantiles(minutes(p50), minutes(p90)),
      '2026-11-16',
      instant(0),
    ).stages['preparing']!.segments['']!;
  it('is as the profile says, to the width of a bucket', () => {
    const said = sketchOf(300, 1_200);
    expect(said.samples).toBe(0);
    expect(lasting(said, 0.5) / minutes(300)).toBeCloseTo(1, 1);
    expect(lasting(said, 0.1) / minutes(1_200)).toBeCloseTo(1, 1);
    expect(lasting(said, 0.9) / minutes(75)).toBeCloseTo(1, 1);
    // Half take up to a minute: that is one bucket, and evenly filled.
    expect(sketchOf(1, 2).quantiles[12]).toBe(30);
  });

  it('of a segment is what is known of the next coarser one, not of the shop', () => {
    const week = (segment: string, hour: number, n: number) => ({
      name: `2026-11-16#preparing#usual#${segment}`,
      fields: { [`b${String(bucketOf(hours(hour)))}`]: n },
    });
    const { segments } = compile(
      [week('w=A|c=fan', 1, 1), week('w=A|c=dhl', 30, 900), week('w=B', 5, 9_000)],
      () => fromQuantiles(hours(5), hours(20)),
      '2026-11-16',
      instant(0),
    ).stages['preparing']!;
    expect(Object.keys(segments)).toEqual(['', 'w=A', 'w=B', 'w=A|c=fan', 'w=A|c=dhl']);
    // One stay of an hour; five samples’ worth of thirty.
    expect(lasting(segments['w=A|c=fan']!, 0.5) / hours(1)).toBeGreaterThan(25);
    expect(segments['w=A|c=fan']!.samples).toBe(1);
    expect(segments['w=A']!.samples).toBe(901);
    expect(segments['']!.samples).toBe(9_901);
  });
});

describe('when it is learned', () => {
  const at = (text: string) => on(text);
  it('is two minutes after there is something to learn, an hour after the last time at the earliest', () => {
    expect(nextLearning(undefined, mon)).toBe(at('Mon 09:02'));
    expect(nextLearning({ moves: 0 }, mon)).toBe(at('Mon 09:02'));
    expect(nextLearning({ moves: 0, madeAt: at('Mon 08:30') }, mon)).toBe(at('Mon 09:30'));
    expect(nextLearning({ moves: 0, madeAt: at('Mon 07:00') }, mon)).toBe(at('Mon 09:02'));
  });

  const learned = (model: string, moved: boolean): LearningEvent => ({
    type: 'store.durations-learned',
    data: { model, at: tue, moved },
  });
  it.each<[string, Learning | undefined, LearningEvent, Learning]>([
    [
      'orders of the past',
      undefined,
      { type: 'store.history-imported', data: { orders: 3, at: mon } },
      { moves: 0, dueAt: plus(mon, minutes(2)) },
    ],
    [
      'something is due',
      { moves: 2, model: 'm1', madeAt: mon, dueAt: mon },
      { type: 'store.durations-due', data: { dueAt: tue } },
      { moves: 2, model: 'm1', madeAt: mon, dueAt: tue },
    ],
    ['a first model', { moves: 0, dueAt: mon }, learned('m1', true), { model: 'm1', madeAt: tue, moves: 1 }],
    [
      'another one',
      { moves: 1, model: 'm1', madeAt: mon, dueAt: mon },
      learned('m2', false),
      { model: 'm2', madeAt: tue, moves: 1, before: 'm1' },
    ],
    [
      'the same one: nothing is left to be forgotten',
      { moves: 1, model: 'm2', before: 'm1', madeAt: mon, dueAt: mon },
      learned('m2', false),
      { model: 'm2', madeAt: tue, moves: 1 },
    ],
  ])('%s', (_, before, event, after) => {
    expect(learningAggregate.evolve(before, event)).toStrictEqual(after);
  });

  it('is the shop’s one job', () => {
    expect(learningKey('shop')).toEqual({ store: 'shop', kind: 'job', id: 'durations' });
    expect(learningAggregate.due({ moves: 0, dueAt: tue })).toEqual({ kind: 'job', at: tue });
    expect(learningAggregate.due({ moves: 0 })).toBeUndefined();
    expect([learningAggregate.kind, learningAggregate.indexes(learningKey('shop'), { moves: 0 })]).toEqual([
      'job',
      {},
    ]);
  });
});
