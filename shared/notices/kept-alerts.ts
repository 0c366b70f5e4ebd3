import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import { digest as short } from '../kernel/receipts.ts';
import { shardOf } from '../kernel/shard.ts';
import { spreadPage } from '../kernel/spread.ts';
import { days, type Instant, plus, sortable } from '../time/instant.ts';
import type { Alert } from './alerts.ts';

const toldKey = (store: string, role: string): AggregateKey => ({
  store: storeId(store),
  kind: 'told',
  id: role,
});
/** A storm raises more alerts of one role in a second than a partition takes: they lie in as many as deadlines do. */
const alertKey = (store: string, role: string, shard: number): AggregateKey => ({
  store: storeId(store),
  kind: 'alert',
  id: shardOf.partition(role, shard),
});
const nameOf = (at: Instant, eventId: string): string => `${sortable(at)}#${eventId}`;
const keptFor = days(14);
/** Read at a time; about 200 KB. */
const page = 1_000;

/** Kept once, whatever is delivered again: its name is the event's. Answers whether it still has to be told. */
export async function keepAlert(
  heads: HeadStore,
  store: string,
  role: string,
  eventId: string,
  alert: Alert,
): Promise<boolean> {
  const name = nameOf(alert.at, eventId);
  const part = { name, body: JSON.stringify(alert) };
  const key = alertKey(store, role, shardOf(name, heads.dueShards));
  if (await heads.putPartIfAbsent(key, part, plus(alert.at, keptFor))) return true;
  return !(await toldSince(heads, store, role, name)).has(short(name));
}

export interface Untold {
  readonly name: string;
  readonly alert: Alert;
}

/**
 * What a role has not been told, from an instant on, oldest first and page by page: a page may be empty. Its memory
 * is that page and 60 bytes for each alert told since, of fourteen days at the most.
 */
export async function* untold(
  heads: HeadStore,
  store: string,
  role: string,
  from: Instant,
): AsyncGenerator<readonly Untold[]> {
  const told = await toldSince(heads, store, role, sortable(from));
  const spread = {
    list: `${store}#alert#${role}`,
    shards: heads.dueShards,
    read: async (shard: number, after: string | undefined, limit: number) => {
      // Names hold no character before the space: nothing lies between one and this.
      const start = after === undefined ? sortable(from) : `${after} `;
      const found = await heads.partsBetween(alertKey(store, role, shard), start, '~', { limit });
      return {
        items: found.items.map((item) => ({ item, sort: item.name })),
        more: found.next !== null,
      };
    },
  };
  let cursor: string | undefined;
  do {
    const found = await spreadPage(spread, { limit: page, cursor });
    yield found.items
      .filter(({ name }) => !told.has(short(name)))
      .map(({ name, body }) => ({ name, alert: JSON.parse(body) as Alert }));
    cursor = found.next ?? undefined;
  } while (cursor !== undefined);
}

/** Alerts of one message, told or not told together: 12 bytes each. */
export interface Batch {
  readonly last: string;
  readonly names: string;
  readonly until: Instant;
}

/** Nothing where there are none. */
export function batchOf(alerts: readonly Untold[]): Batch[] {
  const last = alerts.at(-1);
  if (!last) return [];
  const names = alerts.map(({ name }) => short(name)).join(' ');
  return [{ last: last.name, names, until: plus(last.alert.at, keptFor) }];
}

/**
 * Remembers what was told, one write for a page of alerts rather than one for each. Named by its last alert, so that
 * it is found from any of its alerts on, and by who told it. Again changes nothing. A page is 12 units, all pages of a
 * role lie in one partition: that is what the turn is for.
 */
export async function markTold(
  { heads, toldTurn }: { readonly heads: HeadStore; readonly toldTurn?: Turn | undefined },
  store: string,
  role: string,
  by: Instant,
  batches: readonly Batch[],
): Promise<void> {
  for (const { last, names, until } of batches) {
    await toldTurn?.(store);
    await heads.putPart(toldKey(store, role), { name: `${last}#${sortable(by)}`, body: names }, until);
  }
}

/** The short names of what was told, among it everything named so or later. */
export async function toldSince(
  heads: HeadStore,
  store: string,
  role: string,
  name: string,
): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  let cursor: string | undefined;
  do {
    const request = { limit: page, cursor };
    const found = await heads.partsBetween(toldKey(store, role), name, '~', request);
    for (const { body } of found.items) for (const each of body.split(' ')) told.add(each);
    cursor = found.next ?? undefined;
  } while (cursor !== undefined);
  return told;
}
