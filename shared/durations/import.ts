import type { HeadStore } from '../kernel/head.ts';
import type { Tallies } from '../kernel/tally/tally.ts';
import { orderKey } from '../orders/aggregate.ts';
import { rulesOf } from '../orders/rules.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';
import { historyImported } from './learn.ts';
import { countableOf, type Dirt, type PastOrder, readPast } from './past.ts';
import { admit } from './segments.ts';
import { segmentOf } from './segment.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly tallies: Tallies;
  readonly clock: Clock;
}

/** A line of a body, by its number from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** What became of the lines: each is in exactly one of the counts. */
export interface Imported {
  readonly lines: number;
  readonly accepted: number;
  /** Were taught before, by an earlier call. */
  readonly repeated: number;
  /** Veghe watches them itself: their events teach already. */
  readonly watched: number;
  readonly rejected: number;
  readonly errors: readonly (Dirt & { readonly line: number })[];
}

/**
 * Teaches a shop's durations from orders of the past. Dirty lines are named and left out; the same order again teaches
 * nothing. Sends nothing, alarms nobody: no order comes into being.
 */
export async function importHistory(
  ports: Ports,
  store: string,
  actor: string,
  loaded: LoadedProfile,
  lines: readonly Line[],
): Promise<Imported> {
  const rules = rulesOf(loaded);
  const { profile } = loaded;
  const now = ports.clock();
  const errors: (Dirt & { line: number })[] = [];
  const orders = new Map<string, { line: number; order: PastOrder }>();
  let rejected = 0;
  for (const { line, text } of lines) {
    const read = readPast(text, rules, now);
    const dirt = 'dirt' in read ? read.dirt : twice(orders.get(read.order.orderId)?.line);
    if ('order' in read && dirt.length === 0) orders.set(read.order.orderId, { line, order: read.order });
    else rejected++;
    errors.push(...dirt.map((one) => ({ line, ...one })));
  }
  const heads = await ports.heads.loadMany([...orders.keys()].map((id) => orderKey(store, id)));
  for (const { key } of heads) orders.delete(key.id);
  const segments = await admit(
    ports.heads,
    store,
    [...orders.values()].map(({ order }) => segmentOf(order.attributes, profile.segments)),
  );
  // By time, so that neighbours share their weeks' counters in one transaction.
  const entries = [...orders.values()]
    .sort((a, b) => endOf(a.order).localeCompare(endOf(b.order)))
    .map(({ order }) => countableOf(order, store, rules, profile, segments, now));
  const counted = await ports.tallies.count(entries);
  if (counted.size > 0) await historyImported(ports, store, counted.size, actor);
  return {
    lines: lines.length,
    accepted: counted.size,
    repeated: entries.length - counted.size,
    watched: heads.length,
    rejected,
    errors,
  };
}

const endOf = ({ transitions }: PastOrder): string => transitions.at(-1)?.at ?? '';

const twice = (line: number | undefined): Dirt[] =>
  line === undefined ? [] : [{ path: 'orderId', message: `is the order of line ${String(line)} once more` }];
