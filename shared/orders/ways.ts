import { lasting, lastingGiven, type Sketch } from '../durations/sketch.ts';
import { type Duration, duration, type Instant, instant, latest } from '../time/instant.ts';
import { type Pace, spent } from './clock.ts';
import type { OrderRules } from './rules.ts';
import type { Order } from './state.ts';

/** The stages an order usually still passes: the first follower of each, to an end. */
export function usualPath(rules: OrderRules, from: string): string[] {
  const path: string[] = [];
  for (let name = rules.flow.stage(from)?.next[0]; name !== undefined && !path.includes(name);) {
    path.push(name);
    name = rules.flow.stage(name)?.next[0];
  }
  return path;
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
  readonly name: string;
  readonly sketch: Sketch;
  readonly pace: Pace;
  readonly next: readonly (readonly [string, number])[];
}

/** Something that must be there, or done, before an order may enter a stage. */
export interface Detour {
  /** This stage, or the first one after it, is not entered earlier. */
  readonly before: string;
  /** What is awaited is there. */
  readonly ready: Instant;
  /** Work that follows then, in the time of the stage that is left. */
  readonly work: Duration;
}

/** The instants of arrival, earliest first, of an order that is still waiting at an instant. */
export type Ways = (at: Instant) => Float64Array;
const known = new WeakMap<Order, { readonly rules: OrderRules; readonly ways: Ways }>();

/** The instants at which an order reaches its last stage if it is still waiting at `at`, earliest first. Asked several times of one order. */
export function waysOf(order: Order, rules: OrderRules): Ways {
  const found = known.get(order);
  if (found?.rules === rules) return found.ways;
  const made = waysFrom(order, rules);
  known.set(order, { rules, ways: made });
  return made;
}

/** Every way, each with what it has to wait for before it enters the detour's stage. */
export function waysFrom(order: Order, rules: OrderRules, detour?: Detour): Ways {
  const { stage, clock } = order.stay;
  const last = usualPath(rules, stage).at(-1) ?? stage;
  const segment = rules.segment(order);
  const legs = new Map<string, Leg | undefined>();
  const legOf = (name: string): Leg | undefined => {
    if (legs.has(name)) return legs.get(name);
    const found = name === last ? undefined : rules.durations(name, segment);
    const leg = found && {
      name,
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
    const rest: { readonly name: string; readonly pace: Pace; readonly length: Duration }[] = [];
    let leg = here && legOf(chosen(here.next, level(n, 1)));
    for (let step = 1; leg && step < mostSteps; step++) {
      rest.push({ name: leg.name, pace: leg.pace, length: lasting(leg.sketch, 1 - level(n, 2 * step)) });
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
      let [pace, waits] = [here.pace, detour !== undefined && !isPast(stage, detour, rules)];
      for (const leg of rest) {
        if (waits && detour && isPast(leg.name, detour, rules)) {
          now = pace.after(latest(now, detour.ready), detour.work);
          waits = false;
        }
        now = leg.pace.after(now, leg.length);
        pace = leg.pace;
      }
      // Nothing lies between here and the last stage: it waits for that one.
      arrivals[n] = waits && detour ? pace.after(latest(now, detour.ready), detour.work) : now;
    });
    return arrivals.sort();
  };
}

const isPast = (stage: string, { before }: Detour, { flow }: OrderRules): boolean =>
  flow.rank(stage) >= flow.rank(before);

function chosen(next: Leg['next'], up: number): string {
  let left = up;
  for (const [name, share] of next) {
    if (left < share) return name;
    left -= share;
  }
  return next[0]?.[0] ?? '';
}

/** Between the ways next to the level, as far as it lies between them. */
export function quantileOf(arrivals: Float64Array, q: number): Instant {
  const place = q * arrivals.length - 0.5;
  const low = Math.floor(place);
  const [a = 0, b = a] = [arrivals[low], arrivals[low + 1]];
  return instant(Math.round(a + (b - a) * (place - low)));
}
