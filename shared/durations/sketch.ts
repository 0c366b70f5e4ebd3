import { type Duration, duration } from '../time/instant.ts';
import { type LogNormal, quantile, probit, upperTail } from '../time/lognormal.ts';

/**
 * A distribution of durations in few numbers: its quantiles at evenly spread levels, and the tail beyond them as a
 * Pareto's, whose survival falls as x^−tail. Whoever waits beyond everything that was ever seen is expected to wait a
 * share of what he has waited more, not to arrive at once.
 */
export interface Sketch {
  /** What it was learned from; 0 for what the profile says. */
  readonly samples: number;
  /** Seconds, rising, at the levels (k + ½) / count. */
  readonly quantiles: readonly number[];
  readonly tail: number;
}

/** So many quantiles: the last stands at 99 %. */
export const levels = 50;

/** A tail heavier than this has no mean, one lighter is as good as none. */
export const tailWithin = (index: number): number => Math.min(20, Math.max(1.2, index));

/** The sketch of a log-normal. Its tail goes on with the slope that it has at the last quantile. */
export function sketchOf(model: LogNormal): Sketch {
  const level = (levels - 0.5) / levels;
  const z = probit(level);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return {
    samples: 0,
    quantiles: Array.from({ length: levels }, (_, k) => quantile(model, (k + 0.5) / levels) / 1_000),
    tail: tailWithin(density / (upperTail(z) * model.sigma)),
  };
}

/** The share of durations that last longer than this. */
export function survival({ quantiles, tail }: Sketch, length: Duration): number {
  const x = length / 1_000;
  const count = quantiles.length;
  const at = (k: number): number => quantiles[k] ?? 0;
  if (x >= at(count - 1)) return x <= 0 ? 0 : (0.5 / count) * (x / Math.max(at(count - 1), 1e-9)) ** -tail;
  if (x <= at(0)) return at(0) <= 0 ? 1 : 1 - (0.5 / count) * Math.max(0, x / at(0));
  let [low, high] = [0, count - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(middle) <= x) low = middle;
    else high = middle;
  }
  const part = (x - at(low)) / (at(high) - at(low));
  return 1 - (low + 0.5 + part) / count;
}

/** The duration that this share lasts longer than: the inverse of `survival`. */
export function lasting({ quantiles, tail }: Sketch, share: number): Duration {
  const count = quantiles.length;
  const at = (k: number): number => quantiles[k] ?? 0;
  const place = (1 - share) * count - 0.5;
  if (place >= count - 1)
    return duration(at(count - 1) * 1_000 * (Math.max(share, 1e-300) * 2 * count) ** (-1 / tail));
  if (place <= 0) return duration(at(0) * 1_000 * Math.max(0, place + 0.5) * 2);
  const low = Math.floor(place);
  return duration((at(low) + (at(low + 1) - at(low)) * (place - low)) * 1_000);
}

/**
 * The whole duration, given that it has already lasted `waited`: the quantile at `level` of T | T > waited. Never shorter
 * for having waited longer.
 */
export function lastingGiven(sketch: Sketch, waited: Duration, level: number): Duration {
  const beyond = waited / 1_000 >= (sketch.quantiles.at(-1) ?? 0);
  if (beyond) return duration(waited * (1 - level) ** (-1 / sketch.tail));
  return duration(Math.max(waited, lasting(sketch, survival(sketch, waited) * (1 - level))));
}
