import { empty, type Histogram } from '../../shared/durations/histogram.ts';

/** So many in each of these buckets. */
export function histogram(counts: Readonly<Record<number, number>>): Histogram {
  const made = empty();
  for (const [bucket, n] of Object.entries(counts)) made[Number(bucket)] = n;
  return made;
}
