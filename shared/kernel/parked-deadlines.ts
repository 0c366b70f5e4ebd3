import { days, hours, type Clock, plus } from '../time/instant.ts';
import { storeId } from './brand.ts';
import type { AggregateKey, DueKey, HeadStore } from './head.ts';
import { dueSort, keyText } from './item.ts';

/** A deadline that fails so often, though others do not, is no longer tried each minute. */
const mostTries = 10;
/** It is tried again after this long: the release that mends it may be there by then. */
const parkedFor = hours(24);
/** Failures of one deadline are counted together this long. */
const countedFor = days(2);

/** Where the deadlines of a kind lie that could not be handled; every store's together, as in the index. */
export const parkedDeadlines = (kind: string): AggregateKey => ({
  store: storeId('scans'),
  kind: 'parked',
  id: kind,
});

/** A deadline that moves is another one: what mends the aggregate takes it out of the parking place. */
const nameOf = (due: DueKey): string => `${keyText(due.key)}#${dueSort(due)}`;

export interface Parking {
  /** Is it left alone for now? */
  readonly isParked: (due: DueKey) => boolean;
  /** Counts a failure of its own, and parks it at the tenth; answers whether it is parked now. */
  readonly failed: (due: DueKey) => Promise<boolean>;
}

/** Reads what is parked of a kind, once for each scan: one query, mostly of nothing. */
export async function parkingOf(
  { heads, clock }: { readonly heads: HeadStore; readonly clock: Clock },
  kind: string,
): Promise<Parking> {
  const key = parkedDeadlines(kind);
  const now = clock();
  const { items } = await heads.partsBetween(key, 'deadline#', 'deadline#~', { limit: 1_000 });
  const parked = new Set(items.filter(({ body }) => Number(body) > now).map(({ name }) => name));
  return {
    isParked: (due) => parked.has(`deadline#${nameOf(due)}`),
    async failed(due) {
      const tries = await heads.add(key, `tries#${nameOf(due)}`, 1, plus(now, countedFor));
      // Once parked, each failure after a day parks it for another.
      if (tries < mostTries) return false;
      const until = plus(now, parkedFor);
      await heads.putPart(key, { name: `deadline#${nameOf(due)}`, body: String(until) }, until);
      return true;
    },
  };
}
