import { lasting, lastingGiven, type Sketch } from '../durations/sketch.ts';
import { type Duration, duration, type Instant, instant, latest, minutes } from '../time/instant.ts';
import { type Pace, spent } from './clock.ts';
import type { OrderRules } from './rules.ts';
import type { Order } from './state.ts';

/** When the order will reach its last stage: half of such orders by p50, nine in ten by p90. */
export interface Forecast {
  readonly stage: string;
  readonly p50: Instant;
  readonly p90: Instant;
  /** What the present stage's durations are learned from; 0 samples of `profile` where nothing is learned. */
  readonly basis: { readonly samples: number; readonly segment: string };
}

/** The stages an order usually still passes: the first follower of each, to an end. */
export function usualPath(rules: OrderRules, from: string): string[] {
  const path: string[] = [];
  for (let name = rules.flow.stage(from)?.next[0]; name !== undefined && !path.includes(name);) {
    path.push(name);
    name = rules.flow.stage(name)?.next[0];
  }
  return path;
}

/**
 * A few dozen equally likely ways that the order may go, each moved through the calendars of its stages: so a weekend lies
 * where it lies. Each stage takes what its durations say, the present one what they say given how long it has taken
 * already. A hold makes an order later: its stage goes on now at the earliest.
 */
export function forecast(order: Order, rules: OrderRules, at: Instant): Forecast {
  const { stage, since } = order.stay;
  const here = rules.durations(stage, rules.segment(order));
  if (order.status === 'closed' || !here)
    return { stage, p50: since, p90: since, basis: { samples: 0, segment: 'profile' } };
  const arrivals = waysOf(order, rules)(at);
  return {
    stage: usualPath(rules, stage).at(-1) ?? stage,
    p50: quantileOf(arrivals, 0.5),
    p90: quantileOf(arrivals, 0.9),
    basis: { samples: here.sketch.samples, segment: here.name },
  };
}

/** The usual date: what an order without a promise may be held to. Half of all orders are there by then. */
export function usualDate(order: Order, rules: OrderRules): Instant {
  const start = { from: order.placedAt, spent: duration(0) };
  const fresh = { ...order, stay: { ...order.stay, stage: rules.flow.initial, clock: start } };
  return quantileOf(waysOf(fresh, rules)(order.placedAt), 0.5);
}

/**
 * The first instant from `from` on at which the quantile `q` (p50 or p90) passes `limit`, if the order stays
 * where it is. The forecast only moves later while an order waits, so halving finds it, to the minute in which a scan
 * looks. Undefined where that is not before `before`: whoever looks for what comes first need not know.
 */
export function passes(
  order: Order,
  rules: OrderRules,
  q: 'p50' | 'p90',
  limit: Instant,
  from: Instant,
  before: Instant = limit,
): Instant | undefined {
  if (limit <= from) return from;
  const ways = waysOf(order, rules);
  const past = (at: Instant) => quantileOf(ways(at), q === 'p50' ? 0.5 : 0.9) > limit;
  if (past(from)) return from;
  let [early, late] = [from, instant(Math.min(limit, Math.max(before, from)))];
  // At the limit itself the order is late, whatever the forecast says.
  if (late < limit && !past(late)) return undefined;
  while (late - early > minutes(1)) {
    const middle = instant(Math.floor((early + late) / 2));
    if (past(middle)) late = middle;
    else early = middle;
  }
  return late;
}

/** How many ways: a prime, so that each step through them visits all. */
const ways = 101;
/** More stages than this no order passes: where a way goes in circles it ends. */
const mostSteps = 12;

/**
 * The level at which way `n` stands in dimension `d`: a lattice, so that every dimension is covered evenly and no two move
 * together; 15 is the generator that does best on sums of a few skewed stages. Source: N. M. Korobov, "The approximate computation of multiple integrals", Dokl. Akad. Nauk SSSR 124 (1959).
 */
const level = (n: number, d: number): number => (((n * (steps[d] ?? 1)) % ways) + 0.5) / ways;
const steps = [
  1, 15, 23, 42, 24, 57, 47, 99, 71, 55, 17, 53, 88, 7, 4, 60, 92, 67, 96, 26, 87, 93, 82, 18, 68,
];

interface Leg {
  readonly sketch: Sketch;
  readonly pace: Pace;
  readonly next: readonly (readonly [string, number])[];
}

type Ways = (at: Instant) => Float64Array;
const known = new WeakMap<Order, { readonly rules: OrderRules; readonly ways: Ways }>();

/** The instants at which an order reaches its last stage if it is still waiting at `at`, earliest first. Asked several times of one order. */
function waysOf(order: Order, rules: OrderRules): Ways {
  const found = known.get(order);
  if (found?.rules === rules) return found.ways;
  const made = waysFrom(order, rules);
  known.set(order, { rules, ways: made });
  return made;
}

function waysFrom(order: Order, rules: OrderRules): Ways {
  const { stage, clock } = order.stay;
  const last = usualPath(rules, stage).at(-1) ?? stage;
  const segment = rules.segment(order);
  const legs = new Map<string, Leg | undefined>();
  const legOf = (name: string): Leg | undefined => {
    if (legs.has(name)) return legs.get(name);
    const found = name === last ? undefined : rules.durations(name, segment);
    const leg = found && {
      sketch: found.sketch,
      pace: rules.pace(order, name),
      next: rules.next(name, last),
    };
    legs.set(name, leg);
    return leg;
  };
  const here = legOf(stage);
  // What comes after the present stage takes as long whenever it begins: reckoned once, moved through the calendars often.
  const rests = Array.from({ length: ways }, (_, n) => {
    const rest: { readonly pace: Pace; readonly length: Duration }[] = [];
    let leg = here && legOf(chosen(here.next, level(n, 1)));
    for (let step = 1; leg && step < mostSteps; step++) {
      rest.push({ pace: leg.pace, length: lasting(leg.sketch, 1 - level(n, 2 * step)) });
      leg = legOf(chosen(leg.next, level(n, 2 * step + 1)));
    }
    return rest;
  });
  return (at) => {
    const arrivals = new Float64Array(ways).fill(at);
    if (!here) return arrivals;
    const waited = spent(clock, at, here.pace);
    rests.forEach((rest, n) => {
      const length = lastingGiven(here.sketch, waited, level(n, 0));
      let now = latest(at, here.pace.after(clock.from ?? at, duration(length - clock.spent)));
      for (const leg of rest) now = leg.pace.after(now, leg.length);
      arrivals[n] = now;
    });
    return arrivals.sort();
  };
}

function chosen(next: Leg['next'], up: number): string {
  let left = up;
  for (const [name, share] of next) {
    if (left < share) return name;
    left -= share;
  }
  return next[0]?.[0] ?? '';
}

/** Between the ways next to the level, as far as it lies between them. */
function quantileOf(arrivals: Float64Array, q: number): Instant {
  const place = q * arrivals.length - 0.5;
  const low = Math.floor(place);
  const [a = 0, b = a] = [arrivals[low], arrivals[low + 1]];
  return instant(Math.round(a + (b - a) * (place - low)));
}
