import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Page, PageRequest } from './head.ts';

/** An entry of a list, with what the list is sorted by: no two of a list have the same. */
export interface Placed<T> {
  readonly item: T;
  readonly sort: string;
}

interface Spread<T> {
  /** Names the list, so that a cursor of another one is refused. */
  readonly list: string;
  readonly shards: number;
  /** The next entries of one partition, in order, all of them behind a place. */
  readonly read: (
    shard: number,
    after: string | undefined,
    limit: number,
  ) => Promise<{ readonly items: readonly Placed<T>[]; readonly more: boolean }>;
}

interface Reading<T> {
  readonly shard: number;
  readonly items: Placed<T>[];
  more: boolean;
}

/** Half a read unit, the least that a query costs, holds so many keys. */
const leastRead = 32;

/**
 * One page of a list that lies in several partitions, in the order of the whole. Sorts are unique, so the last entry
 * given is the place in every partition: the cursor is that one sort, however many partitions there are. Each is
 * asked for its share, and those that may hold more of this page for a whole page: twice at the most.
 */
export async function spreadPage<T>(spread: Spread<T>, { limit, cursor }: PageRequest): Promise<Page<T>> {
  const after = cursor === undefined ? undefined : decodeCursor(spread.list, cursor, 1)[0];
  const all = Array.from({ length: spread.shards }, (_, shard): Reading<T> => ({
    shard,
    items: [],
    more: true,
  }));
  const share = Math.min(limit, Math.max(leastRead, 2 * Math.ceil(limit / spread.shards)));
  let found: Placed<T>[] = [];
  for (let open = all, most = share; open.length > 0; most = limit) {
    await Promise.all(open.map((reading) => readOn(spread, reading, after, most)));
    found = all.flatMap(({ items }) => items).sort(bySort);
    const last = found[limit - 1]?.sort;
    // What such a partition has not shown yet may lie before the end of the page.
    open = all.filter(({ more, items }) => more && (last === undefined || (items.at(-1)?.sort ?? '') < last));
  }
  const page = found.slice(0, limit);
  const end = page.at(-1);
  const more = found.length > limit || all.some((reading) => reading.more);
  return {
    items: page.map(({ item }) => item),
    next: more && end ? encodeCursor(spread.list, [end.sort]) : null,
  };
}

async function readOn<T>({ read }: Spread<T>, reading: Reading<T>, after: string | undefined, limit: number) {
  const { items, more } = await read(reading.shard, reading.items.at(-1)?.sort ?? after, limit);
  reading.items.push(...items);
  reading.more = more && items.length > 0;
}

const bySort = (a: Placed<unknown>, b: Placed<unknown>): number => (a.sort < b.sort ? -1 : 1);
