import { type Duration, duration } from '../time/instant.ts';

/**
 * Durations are counted in buckets whose bounds grow by a constant factor, so that a quantile read from them is
 * wrong by at most the same share at a minute and at a month: here 5 %, and a tenth of that within a bucket that is
 * interpolated. A year takes 131 buckets; an item holds those that were hit.
 * Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
 * Relative-Error Guarantees", PVLDB 12 (2019), 2195–2205.
 */
const error = 0.05;
const growth = Math.log((1 + error) / (1 - error));
/** Nobody's stage is measured finer than this: what is shorter lies in the first bucket. */
const shortest = 60_000;
/** More than two years: what is longer lies in the last bucket. */
export const lastBucket = 140;

/** The bucket of a duration: 0 up to a minute, then each a tenth longer than the one before. */
export const bucketOf = (length: Duration): number =>
  length <= shortest ? 0 : Math.min(lastBucket, Math.ceil(Math.log(length / shortest) / growth));

/** The longest duration of a bucket; the bucket holds what is longer than the upper bound of the one before. */
export const upperBound = (bucket: number): Duration => duration(shortest * Math.exp(bucket * growth));
