import { duration, type Instant, instant, between, plus } from '../time/instant.ts';
import { fromQuantiles, type LogNormal, quantile, quantileGiven, sum } from '../time/lognormal.ts';
import type { OrderRules } from './rules.ts';
import type { Order } from './state.ts';

/** When the order will reach its last stage: half of such orders by p50, nine in ten by p90. */
export interface Forecast {
  readonly stage: string;
  readonly p50: Instant;
  readonly p90: Instant;
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
 * From the usual durations of the stages, given how long the order has already been in this one. Elapsed time:
 * a hold makes an order later, so it counts here though it stops the stall clock.
 */
export function forecast(order: Order, rules: OrderRules, at: Instant): Forecast {
  const { stage, since } = order.stay;
  const path = usualPath(rules, stage);
  const last = path.at(-1) ?? stage;
  const here = rules.usual(stage);
  if (order.status === 'closed' || !here) return { stage, p50: since, p90: since, basis };
  const waited = duration(Math.max(0, between(since, at)));
  const [half, most] = [0.5, 0.9].map((q) => duration(quantileGiven(here, waited, q) - waited));
  const rest = path.flatMap((name) => rules.usual(name) ?? []);
  // What is left of this stage is no log-normal any more; the one with the same two quantiles stands for it.
  const left = fromQuantiles(duration(Math.max(1, half ?? 1)), duration(Math.max(2, most ?? 2)));
  const whole = sum([left, ...rest]) as LogNormal;
  return { stage: last, p50: reach(whole, 0.5, at), p90: reach(whole, 0.9, at), basis };
}

/** The usual date: what an order without a promise may be held to. Half of all orders are there by then. */
export function usualDate(order: Order, rules: OrderRules): Instant {
  const start = rules.flow.initial;
  const whole = sum([start, ...usualPath(rules, start)].flatMap((name) => rules.usual(name) ?? []));
  return whole ? plus(order.placedAt, quantile(whole, 0.5)) : order.placedAt;
}

/**
 * The first instant from `from` on at which the quantile `q` (p50 or p90) passes `limit`, if the order stays
 * where it is. The forecast only moves later while an order waits, so halving finds it, to the second.
 */
export function passes(
  order: Order,
  rules: OrderRules,
  q: 'p50' | 'p90',
  limit: Instant,
  from: Instant,
): Instant {
  const past = (at: Instant) => forecast(order, rules, at)[q] > limit;
  if (past(from) || limit <= from) return from;
  let [early, late] = [from, limit];
  while (late - early > 1_000) {
    const middle = instant(Math.floor((early + late) / 2));
    if (past(middle)) late = middle;
    else early = middle;
  }
  return late;
}

const basis = { samples: 0, segment: 'profile' };
const reach = (model: LogNormal, q: number, at: Instant): Instant =>
  instant(Math.round(at + quantile(model, q)));
