import { BadCursor } from '../../shared/kernel/cursor.ts';
import type {
  AggregateKey,
  Bounds,
  Change,
  Head,
  HeadStore,
  IndexName,
  Page,
  PageRequest,
  Part,
  PartName,
} from '../../shared/kernel/head.ts';
import { type Sealed } from '../../shared/events/chain.ts';
import { chained } from '../../shared/kernel/item.ts';
import { shardOf, usualShards } from '../../shared/kernel/shard.ts';
import { spreadPage } from '../../shared/kernel/spread.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { frozen } from './frozen.ts';

interface Row {
  readonly key: AggregateKey;
  readonly change: Change<unknown>;
  readonly version: number;
  readonly link: string | undefined;
}

/** A change that was committed with events, and these as the relay makes them of it. */
interface Logged {
  readonly key: AggregateKey;
  readonly version: number;
  readonly change: Change<unknown>;
  readonly sealed: readonly Sealed[];
}

/** The store of aggregates in this process: for tests that want thousands of runs. Keeps to the same contract. */
export class MemoryHeadStore implements HeadStore {
  readonly dueShards: number = usualShards;
  readonly rows = new Map<string, Row>();
  readonly parts = new Map<string, string>();
  readonly counters = new Map<string, number>();
  /** Every change that was committed with events, in order: what the stream would bring. */
  readonly log: Logged[] = [];
  #salts = 0;
  /** Never the same twice, and the same in every run. */
  readonly newSalt = (): string => `salt-${String(++this.#salts).padStart(14, '0')}`;

  async load<State>(key: AggregateKey): Promise<Head<State> | undefined> {
    const row = this.rows.get(name(key));
    return row && headOf<State>(row);
  }

  async loadMany<State>(keys: readonly AggregateKey[]): Promise<readonly Head<State>[]> {
    return keys.flatMap((key) => {
      const row = this.rows.get(name(key));
      return row ? [headOf<State>(row)] : [];
    });
  }

  async commit<State>(change: Change<State>): Promise<'committed' | 'stale'> {
    const row = this.rows.get(name(change.key));
    if ((row?.version ?? 0) !== change.expected) return 'stale';
    const beside = change.beside ?? [];
    const place = (of: AggregateKey | undefined, part: string) => `${name(of ?? change.key)} ${part}`;
    if (beside.some((item) => 'put' in item && item.once && this.parts.has(place(item.of, item.put.name))))
      return 'stale';
    for (const part of change.parts ?? []) this.parts.set(`${name(change.key)} ${part.name}`, part.body);
    for (const item of beside)
      if ('put' in item) this.parts.set(place(item.of, item.put.name), item.put.body);
      else this.parts.delete(place(item.of, item.remove));
    const version = change.expected + (change.events.length > 0 ? 1 : 0);
    const kept = frozen(change as Change<unknown>);
    const { entries: sealed, link } = chained(kept, this.newSalt());
    const moved = change.events.length > 0;
    this.rows.set(name(change.key), {
      key: change.key,
      change: kept,
      version,
      link: moved ? link : change.link,
    });
    if (moved) this.log.push({ key: change.key, version, change: kept, sealed });
    return 'committed';
  }

  async part(key: AggregateKey, partName: string): Promise<string | undefined> {
    return this.parts.get(`${name(key)} ${partName}`);
  }

  async partsOf(names: readonly PartName[]): Promise<readonly (string | undefined)[]> {
    return names.map(({ key, name: part }) => this.parts.get(`${name(key)} ${part}`));
  }

  async putPartIfAbsent(key: AggregateKey, part: Part): Promise<boolean> {
    if (this.parts.has(`${name(key)} ${part.name}`)) return false;
    this.parts.set(`${name(key)} ${part.name}`, part.body);
    return true;
  }

  async putPart(key: AggregateKey, part: Part): Promise<void> {
    this.parts.set(`${name(key)} ${part.name}`, part.body);
  }

  async deletePart(key: AggregateKey, partName: string): Promise<void> {
    this.parts.delete(`${name(key)} ${partName}`);
  }

  async add(key: AggregateKey, counter: string, by: number): Promise<number> {
    const sum = (this.counters.get(`${name(key)} ${counter}`) ?? 0) + by;
    this.counters.set(`${name(key)} ${counter}`, sum);
    return sum;
  }

  async sum(key: AggregateKey, counter: string): Promise<number> {
    return this.counters.get(`${name(key)} ${counter}`) ?? 0;
  }

  async partsBetween(key: AggregateKey, from: string, to: string, page: PageRequest): Promise<Page<Part>> {
    const prefix = `${name(key)} `;
    const found = [...this.parts]
      .filter(([at]) => at.startsWith(prefix))
      .map(([at, body]) => ({ name: at.slice(prefix.length), body }))
      .filter((part) => part.name >= from && part.name <= to)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return cut(found, page);
  }

  async find(
    index: IndexName,
    partition: string,
    range: { from?: string; to?: string; descending?: boolean },
    page: PageRequest,
  ) {
    const found = [...this.rows.values()]
      .flatMap(({ key, change }) => {
        const entry = change.indexes[index];
        return entry?.partition === partition ? [{ key, sort: entry.sort }] : [];
      })
      .filter(({ sort }) => sort >= (range.from ?? ' ') && sort <= (range.to ?? '\uffff'))
      .sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
    if (range.descending) found.reverse();
    const { items, next } = cut(found, page);
    return { items: items.map(({ key }) => key), next };
  }

  async worklist(list: string, { from = ' ', to = '\uffff' }: Bounds, page: PageRequest) {
    const read = async (shard: number, after: string | undefined, limit: number) => {
      if (after !== undefined && (after < from || after > to)) throw new BadCursor();
      const found = [...this.rows.entries()]
        .flatMap(
          ([
            pk,
            {
              key,
              change: { indexes },
            },
          ]) =>
            indexes.work?.partition === list && shardOf(pk, this.dueShards) === shard
              ? [{ item: key, sort: indexes.work.sort }]
              : [],
        )
        .filter(({ sort }) => sort >= from && sort <= to && (after === undefined || sort > after))
        .sort((a, b) => (a.sort < b.sort ? -1 : 1));
      return { items: found.slice(0, limit), more: found.length > limit };
    };
    return spreadPage({ list, shards: this.dueShards, read }, page);
  }

  async due(kind: string, shard: number, upTo: Instant, page: PageRequest) {
    const found = [];
    for (const [at, { key, change }] of this.rows) {
      const { due } = change;
      if (due?.kind !== kind || due.at > upTo || shardOf(at, this.dueShards) !== shard) continue;
      found.push({ key, at: due.at, ...(due.rank === undefined ? {} : { rank: due.rank }) });
    }
    found.sort((a, b) => a.at - b.at);
    return cut(found, page);
  }
}

const name = ({ store, kind, id }: AggregateKey): string => `${store}#${kind}#${id}`;

const headOf = <State>({ key, change, version, link }: Row): Head<State> => ({
  key,
  version,
  state: change.state as State,
  receipts: change.receipts,
  due: change.due,
  ...(link === undefined ? {} : { link }),
});

function cut<T>(found: readonly T[], { limit, cursor }: PageRequest): Page<T> {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(from)) throw new BadCursor();
  const items = found.slice(from, from + limit);
  return { items, next: from + limit < found.length ? String(from + limit) : null };
}
