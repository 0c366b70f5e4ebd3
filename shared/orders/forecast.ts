import { duration, type Instant, instant, minutes } from '../time/instant.ts';
import type { OrderRules } from './rules.ts';
import type { Order } from './state.ts';
import { quantileOf, usualPath, waysOf } from './ways.ts';

/** When the order will reach its last stage: half of such orders by p50, nine in ten by p90. */
export interface Forecast {
  readonly stage: string;
  readonly p50: Instant;
  readonly p90: Instant;
  /** What the present stage's durations are learned from; 0 samples of `profile` where nothing is learned. */
  readonly basis: { readonly samples: number; readonly segment: string };
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
