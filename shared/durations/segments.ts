import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { parentOf, whole } from './segment.ts';

/** So many segments of a shop are counted apart: an attribute with a value for every order would be a segment each. */
export const mostSegments = 24;

const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind: 'durations', id: 'segments' });

/**
 * The segments that are counted apart, these taken in as long as there is room. Two at once may forget one that the
 * other took in: it is taken in the next time it is seen.
 */
export async function admit(
  heads: HeadStore,
  store: string,
  seen: readonly string[],
): Promise<ReadonlySet<string>> {
  if (seen.length === 0) return new Set();
  const known = new Set(JSON.parse((await heads.part(keyOf(store), 'list')) ?? '[]') as string[]);
  const before = known.size;
  for (const segment of seen) if (known.size < mostSegments) known.add(segment);
  if (known.size > before) await keep(heads, store, known);
  return known;
}

/** Makes these the segments that are counted apart: what has fallen out of use makes room. */
export const keep = (heads: HeadStore, store: string, segments: ReadonlySet<string>): Promise<void> =>
  heads.putPart(keyOf(store), { name: 'list', body: JSON.stringify([...segments]) });

/** The segment itself where it is counted apart, else the next coarser one that is. */
export function countedAs(segment: string, apart: ReadonlySet<string>): string {
  let name = segment;
  while (name !== whole && !apart.has(name)) name = parentOf(name) ?? whole;
  return name;
}
