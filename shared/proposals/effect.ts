import { upperBound } from '../durations/buckets.ts';
import { addTo, bucketCount, empty, type Histogram, total } from '../durations/histogram.ts';
import type { Tally } from '../kernel/tally/tally.ts';
import { type Duration, duration } from '../time/instant.ts';

/** The stays of one stage over the weeks that were looked at. */
export interface Seen {
  readonly stays: number;
  readonly durations: Histogram;
  /** How many orders entered each stage from here. */
  readonly next: ReadonlyMap<string, number>;
}

/** Stages by name. Stays that touch a dated exception (a sale week) are left out unless a person wants them in. */
export function seenIn(tallies: readonly Tally[], includeExceptions: boolean): ReadonlyMap<string, Seen> {
  const stages = new Map<string, { durations: Histogram; next: Map<string, number> }>();
  for (const { name, fields } of tallies) {
    const [, stage = '', kind] = name.split('#');
    if (kind !== 'usual' && !includeExceptions) continue;
    const seen = stages.get(stage) ?? { durations: empty(), next: new Map<string, number>() };
    stages.set(stage, seen);
    const durations = empty();
    for (const [field, n] of Object.entries(fields))
      if (field.startsWith('>')) seen.next.set(field.slice(1), (seen.next.get(field.slice(1)) ?? 0) + n);
      else durations[Number(field.slice(1))] = n;
    addTo(seen.durations, durations);
  }
  return new Map([...stages].map(([name, seen]) => [name, { ...seen, stays: total(seen.durations) }]));
}

/** What a limit would have done to the orders of the past. */
export interface LimitEffect {
  /** Of a hundred orders that passed the stage, so many would have been called stalled. */
  readonly alertsPer100Orders: number;
  /** Stalls that went on for at least a quarter of the limit more: there was something to be done, and time to do it. */
  readonly caught: number;
  /** Stalls that were over within a quarter of the limit: by themselves, before anybody could have acted. */
  readonly criedWolf: number;
}

const grace = 1.25;

export function effectOf(seen: Seen, limit: Duration): LimitEffect {
  const over = beyond(seen.durations, limit);
  const caught = beyond(seen.durations, duration(limit * grace));
  return {
    alertsPer100Orders: seen.stays === 0 ? 0 : Math.round((over / seen.stays) * 1_000) / 10,
    caught: Math.round(caught),
    criedWolf: Math.round(over) - Math.round(caught),
  };
}

/** How many lasted longer; within a bucket evenly. */
function beyond(durations: Histogram, length: Duration): number {
  let sum = 0;
  for (let b = 0; b < bucketCount; b++) {
    const [from, to] = [b === 0 ? 0 : upperBound(b - 1), upperBound(b)];
    const share = length <= from ? 1 : length >= to ? 0 : (to - length) / (to - from);
    sum += (durations[b] ?? 0) * share;
  }
  return sum;
}

/** The shortest limit, in whole steps that people speak of, that at most this share of stays passes. */
export function limitFor(seen: Seen, share: number): Duration {
  let b = bucketCount - 1;
  for (let left = 0; b > 0 && left + (seen.durations[b] ?? 0) <= share * seen.stays; b--)
    left += seen.durations[b] ?? 0;
  const length = upperBound(b);
  const hour = 3_600_000;
  const step = length < 4 * hour ? hour / 4 : length < 48 * hour ? hour : 4 * hour;
  return duration(Math.ceil(length / step) * step);
}
