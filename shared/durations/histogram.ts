import { lastBucket, upperBound } from './buckets.ts';
import { type Sketch, levels, tailWithin } from './sketch.ts';

/** Counts by bucket; may be weighted, so they need not be whole. */
export type Histogram = Float64Array;

export const bucketCount = lastBucket + 1;
export const empty = (): Histogram => new Float64Array(bucketCount);
export const total = (histogram: Histogram): number => histogram.reduce((sum, n) => sum + n, 0);

export function addTo(sum: Histogram, part: Histogram, weight = 1): Histogram {
  for (let b = 0; b < bucketCount; b++) sum[b] = (sum[b] ?? 0) + (part[b] ?? 0) * weight;
  return sum;
}

/**
 * What is expected of the next one: own samples, and `lean` samples' worth of what is known from elsewhere. The mean of
 * the posterior of a Dirichlet process. Source: T. S. Ferguson, "A Bayesian Analysis of Some Nonparametric Problems",
 * Annals of Statistics 1 (1973), 209–230.
 */
export function leaning(own: Histogram, prior: Histogram, lean: number): Histogram {
  const [n, m] = [total(own), total(prior)];
  const made = empty();
  for (let b = 0; b < bucketCount; b++)
    made[b] = ((own[b] ?? 0) + (m > 0 ? (lean * (prior[b] ?? 0)) / m : 0)) / (n + lean);
  return made;
}

/** The running sum of a distribution: the share up to the end of each bucket. */
export function cumulated(shares: Histogram): Histogram {
  const made = empty();
  let sum = 0;
  for (let b = 0; b < bucketCount; b++) made[b] = sum += shares[b] ?? 0;
  return made;
}

/** Seconds below which this share lies; within a bucket evenly. */
export function quantileOf(running: Histogram, level: number): number {
  const top = running[bucketCount - 1] ?? 0;
  const wanted = level * top;
  let b = 0;
  while (b < bucketCount - 1 && (running[b] ?? 0) < wanted) b++;
  const [before, here] = [running[b - 1] ?? 0, running[b] ?? 0];
  const [low, high] = [b === 0 ? 0 : upperBound(b - 1) / 1_000, upperBound(b) / 1_000];
  return low + (here > before ? (wanted - before) / (here - before) : 1) * (high - low);
}

/** So much of the upper end tells of the tail. */
const tailShare = 0.1;

/**
 * The index of the tail: one over the mean of log(x / threshold) beyond the threshold.
 * Source: B. M. Hill, "A Simple General Approach to Inference About the Tail of a Distribution", Annals of Statistics 3
 * (1975), 1163–1174.
 */
export function tailOf(shares: Histogram, running: Histogram): number {
  const threshold = quantileOf(running, 1 - tailShare);
  let [weight, logs] = [0, 0];
  for (let b = 1; b < bucketCount; b++) {
    const middle = Math.sqrt(upperBound(b) * upperBound(b - 1)) / 1_000;
    if (middle <= threshold) continue;
    weight += shares[b] ?? 0;
    logs += (shares[b] ?? 0) * Math.log(middle / threshold);
  }
  return tailWithin(logs > 0 ? weight / logs : Infinity);
}

/** `at` moves the level of each quantile: where past forecasts said too little or too much. */
export function sketchFrom(shares: Histogram, samples: number, at: (level: number) => number): Sketch {
  const running = cumulated(shares);
  return {
    samples,
    quantiles: Array.from({ length: levels }, (_, k) =>
      Math.round(quantileOf(running, at((k + 0.5) / levels))),
    ),
    tail: Math.round(tailOf(shares, running) * 100) / 100,
  };
}
