import type { Profile, ProfileInput } from '../../shared/stores/profile.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { OpenOrder } from '../../shared/orders/state.ts';
import { type Duration, duration, type Instant, instant } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';

/** What is planted in a generated history; the estimator is told none of it. */
export interface Planted {
  readonly name: string;
  /** Growth of all durations per week, as a logarithm; the sign turns in the middle where `turns`. */
  readonly drift?: number;
  readonly turns?: boolean;
  /** Share of stays that take a Pareto's multiple, and its index. */
  readonly heavy?: readonly [share: number, index: number];
  /** What enters the warehouse from Saturday to Monday takes so many times as long. */
  readonly weekend?: number;
  /** Warehouses and carriers differ by these factors. */
  readonly segments?: Readonly<Record<string, number>>;
}

/** One order of the past: where it was, and when. */
export interface Past {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly stays: readonly PastStay[];
  readonly delivered: Instant;
}
export interface PastStay {
  readonly stage: string;
  readonly next: string;
  readonly entered: Instant;
  readonly left: Instant;
  /** In the stage's own time. */
  readonly spent: Duration;
}

const day = 86_400_000;
export const begins = instant(Date.parse('2026-03-02T00:00:00Z'));
const week = (...days: string[]) => Object.fromEntries(days.map((name) => [name, [['08:00', '18:00']]]));

/** A shop that works on weekdays, with carriers that deliver on Saturdays too. */
export const shop: Profile = profileOf({
  calendar: { hours: week('mon', 'tue', 'wed', 'thu', 'fri'), holidays: 'RO' },
  carriers: ['fan', 'cargus'].map((id) => ({
    id,
    name: id,
    calendar: { hours: week('mon', 'tue', 'wed', 'thu', 'fri', 'sat'), holidays: 'RO' },
  })),
} as Partial<ProfileInput>);

/** Medians in working hours, and the spread of the logarithm. */
const stages = [
  ['placed', 'confirmed', 1.5, 0.8],
  ['confirmed', 'preparing', 3, 0.7],
  ['preparing', 'packed', 7, 0.9],
  ['packed', 'shipped', 3, 0.6],
  ['shipped', 'delivered', 12, 0.5],
] as const;

export function generate(seed: number, planted: Planted, weeks: number, perDay = 30): Past[] {
  const random = mulberry(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rules = orderRules(shop);
  const orders: Past[] = [];
  for (let date = 0; date < weeks * 7; date++)
    for (let n = 0; n < perDay; n++) {
      const attributes = {
        warehouse: random() < 0.7 ? 'A' : 'B',
        carrier: random() < 0.6 ? 'fan' : 'cargus',
      };
      const placed = instant(begins + date * day + Math.floor(random() * day));
      const stays: PastStay[] = [];
      let now = placed;
      for (const [stage, next, median, sigma] of stages) {
        const order = orderAt({ id: 'x', attributes }, stage, now);
        const weeksOn = (now - begins) / (7 * day);
        const turn = planted.turns ? Math.min(weeksOn, weeks - weeksOn) : weeksOn;
        const [share, index] = planted.heavy ?? [0, 2];
        const heavy = random() < share ? (1 - random()) ** (-1 / index) : 1;
        const atWeekend = [6, 0, 1].includes(new Date(now).getUTCDay()) && stage !== 'shipped';
        const factor =
          Math.exp((planted.drift ?? 0) * turn + sigma * normal()) *
          heavy *
          (atWeekend ? (planted.weekend ?? 1) : 1) *
          (planted.segments?.[stage === 'shipped' ? attributes.carrier : attributes.warehouse] ?? 1);
        const spent = duration(Math.max(60_000, median * 3_600_000 * factor));
        const left = rules.pace(order).after(now, spent);
        stays.push({ stage, next, entered: now, left, spent });
        now = left;
      }
      orders.push({ id: `P-${String(orders.length)}`, attributes, stays, delivered: now });
    }
  return orders;
}

/** The order as its head would be, waiting in a stage. */
export const orderAt = (
  { id, attributes }: Pick<Past, 'id' | 'attributes'>,
  stage: string,
  since: Instant,
): OpenOrder => ({
  id,
  status: 'open',
  placedAt: since,
  content: 'content#x.1',
  intake: 'x',
  revision: 1,
  units: 1,
  attributes,
  stay: { n: 1, stage, since, by: 'shop', clock: { spent: duration(0), from: since } },
});

/** T. Ettinger's mulberry32: small, even, and the same everywhere. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
