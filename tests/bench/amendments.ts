import { assess } from '../../shared/amendments/assess.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { quantile, quantileGiven } from '../../shared/time/lognormal.ts';
import { duration, hours, type Instant, instant, latest, minutes, plus } from '../../shared/time/instant.ts';
import { giftProfile, inputsOf, monday, promo } from '../amendments/given.ts';
import { readsOfAssessment } from '../amendments/reads.ts';
import type { Figure, Section } from './figure.ts';

/** Predicted and what came of it. */
interface Case {
  readonly predicted: number;
  readonly late: boolean;
}

/** Numbers between 0 and 1, the same for a seed. Source: T. Ettinger, "mulberry32", public domain. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const profile = giftProfile();

/**
 * An order somewhere in its preparation with a date near or far, and a change of it; then what happens, drawn from the same
 * durations by another way than the forecast goes: each stage at random, the change done as it is described.
 */
function draw(random: () => number): Case | undefined {
  const between = (low: number, high: number) => low + (high - low) * random();
  const at = plus(monday, minutes(Math.floor(between(0, 60 * 24 * 4))));
  const since = instant(at - hours(Math.floor(between(0, 30))));
  const promisedAt = plus(at, hours(Math.floor(between(24, 150))));
  const placed = evolve(undefined, {
    type: 'order.placed',
    data: {
      orderId: 'GE-1',
      placedAt: instant(since - hours(1)),
      content: 'content#a.1',
      intake: 'x',
      units: 100,
      stage: 'preparing',
      since,
      by: 'shop',
      promisedAt,
      attributes: { carrier: 'fan' },
    },
  });
  const quantity = Math.ceil(between(1, 200));
  const changes: Change[] = [{ op: 'add-line', sku: 'CANA', quantity }];
  const done = Math.floor(between(0, 100));
  const inputs = inputsOf(changes, {
    order: placed,
    profile,
    products: new Map([['CANA', promo]]),
    shelves: new Map([['CANA', { tracked: true, available: Math.floor(between(0, 150)), awaited: [] }]]),
    done: new Map([['1', done]]),
    at,
  });
  const answer = assess(inputs);
  if ('refused' in answer) return undefined;
  const { risk, readyAt, rework } = answer.assessment;
  const work = hours((quantity + rework) / profile.amendments.unitsPerHour);
  const arrival = lived(inputs.rules, placed, at, readyAt, work, random);
  return { predicted: risk.with, late: arrival > inputs.rules.endOfDay(promisedAt) };
}

/** When it arrives in one life: drawn from the log-normals themselves, not from their sketches. */
function lived(
  rules: ReturnType<typeof inputsOf>['rules'],
  order: ReturnType<typeof inputsOf>['order'],
  at: Instant,
  ready: Instant,
  work: number,
  random: () => number,
): Instant {
  const pace = (stage: string) => rules.pace(order, stage);
  const model = (stage: string) => {
    const found = rules.usual(stage);
    if (!found) throw new Error(`nothing is known of ${stage}`);
    return found;
  };
  const waited = pace('preparing').between(order.stay.since, at);
  const whole = quantileGiven(model('preparing'), waited, random());
  const prepared = latest(at, pace('preparing').after(order.stay.since, whole));
  const packed = pace('packed').after(prepared, quantile(model('packed'), random()));
  const changed = pace('packed').after(latest(packed, ready), duration(work));
  return pace('shipped').after(changed, quantile(model('shipped'), random()));
}

const edges = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.01] as const;

/** Predicted risk against outcome: by band, and the Brier score beside the base rate's. */
export async function amendments(full: boolean): Promise<Section> {
  const random = chance(20261125);
  const count = full ? 20_000 : 4_000;
  const cases: Case[] = [];
  while (cases.length < count) {
    const one = draw(random);
    if (one) cases.push(one);
  }
  const rate = mean(cases.map(({ late }) => Number(late)));
  const brier = (of: (one: Case) => number) => mean(cases.map((one) => (of(one) - Number(one.late)) ** 2));
  const [ours, base] = [brier(({ predicted }) => predicted), brier(() => rate)];
  const bands = edges.slice(0, -1).flatMap((low, n) => {
    const of = cases.filter(({ predicted }) => predicted >= low && predicted < (edges[n + 1] ?? 1.01));
    if (of.length === 0) return [];
    return [
      {
        low,
        high: Math.min(1, edges[n + 1] ?? 1),
        count: of.length,
        said: mean(of.map(({ predicted }) => predicted)),
        came: mean(of.map(({ late }) => Number(late))),
      },
    ];
  });
  const error = bands.reduce((sum, { count: n, said, came }) => sum + (n / count) * Math.abs(said - came), 0);
  const reads = await readsOfAssessment(500, 50);
  const figures: Figure[] = [
    {
      section: 'amendments',
      name: 'risk of missing the date: Brier score',
      unit: '',
      ours,
      alternative: base,
      against: 'the share of all orders that were late, said of each',
      bound: { of: 'ratio', most: 0.6 },
    },
    {
      section: 'amendments',
      name: 'risk of missing the date: mean distance of what was said from what came',
      unit: 'points',
      ours: error * 100,
      bound: { of: 'ours', most: 3 },
    },
    {
      section: 'amendments',
      name: 'an assessment of an order of 500 lines: batches of reads',
      unit: 'reads',
      ours: reads.batches,
      bound: { of: 'ours', most: 5 },
    },
    {
      section: 'amendments',
      name: 'an assessment of an order of 500 lines: single reads',
      unit: 'reads',
      ours: reads.singles,
    },
  ];
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return {
    figures,
    notes: [
      `Risk of amendments, ${String(count)} orders, ${percent(rate)} late:`,
      ...bands.map(
        ({ low, high, count: n, said, came }) =>
          `said ${percent(low)} to ${percent(high)}: ${String(n)} orders, said ${percent(said)}, came ${percent(came)}.`,
      ),
    ],
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
