import type {
  AggregateKey,
  Change,
  DueKey,
  Head,
  HeadStore,
  PageRequest,
  Part,
} from '../../shared/kernel/head.ts';
import { dueSort, keyText } from '../../shared/kernel/item.ts';
import { shardOf } from '../../shared/kernel/shard.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { Partitions, Throttled } from './partitions.ts';
import type { Chance } from './scheduler.ts';
import type { VirtualTime } from './world-clock.ts';

interface Cost {
  readonly in: Partitions;
  readonly key: string;
  readonly kind: 'read' | 'write';
  readonly units: number;
}

const latency = 10;
/** Units of an item of 2 KB, as tests/bench/units.ts counts them; an index entry has keys only: one. */
const item = { read: 1, write: 2 };
/** Of an entry in the index of deadlines: four keys and their names. */
const entryBytes = 120;

/** A store of many aggregates in front of which every call takes 10 ms and its units, and is refused without them. */
export class StormStore extends MemoryHeadStore implements HeadStore {
  override readonly dueShards: number;
  readonly table: Partitions;
  readonly deadlines: Partitions;
  readonly work: Partitions;
  /** Write units, and those of them that changed nothing: somebody else had been faster. */
  units = 0;
  wasted = 0;
  throttled = 0;
  reads = 0;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #due = new Map<string, Map<string, DueKey>>();
  readonly #read = new Map<string, DueKey[]>();

  constructor(time: VirtualTime, chance: Chance, partitions: number, dueShards: number) {
    super();
    this.#time = time;
    this.#chance = chance;
    this.dueShards = dueShards;
    [this.table, this.deadlines, this.work] = [0, 1, 2].map(() => new Partitions(time, partitions)) as [
      Partitions,
      Partitions,
      Partitions,
    ];
  }

  /** As it was before the storm: costs nothing. */
  async plant(change: Change<unknown>): Promise<void> {
    await super.commit(change);
    this.#file(change);
  }

  override async load<State>(key: AggregateKey): Promise<Head<State> | undefined> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'read', units: item.read }]);
    return super.load<State>(key);
  }

  override async commit<State>(change: Change<State>): Promise<'committed' | 'stale'> {
    const pk = keyText(change.key);
    const before = this.rows.get(pk)?.change;
    const own: Cost = { in: this.table, key: pk, kind: 'write', units: item.write };
    const moves =
      (this.rows.get(pk)?.version ?? 0) === change.expected
        ? [
            ...moved(this.deadlines, this.#dueEntry(before), this.#dueEntry(change)),
            ...moved(this.work, this.#workEntry(before), this.#workEntry(change)),
          ]
        : [];
    await this.#call([own, ...moves]);
    const answer = await super.commit(change);
    this.units += own.units + (answer === 'stale' ? 0 : moves.reduce((sum, { units }) => sum + units, 0));
    if (answer === 'stale') this.wasted += own.units;
    else this.#file(change);
    return answer;
  }

  override async putPartIfAbsent(key: AggregateKey, part: Part): Promise<boolean> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'write', units: 1 }]);
    this.units++;
    const put = await super.putPartIfAbsent(key, part);
    if (!put) this.wasted++;
    return put;
  }

  override async deletePart(key: AggregateKey, name: string): Promise<void> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'write', units: 1 }]);
    this.units++;
    await super.deletePart(key, name);
  }

  override async due(kind: string, shard: number, upTo: Instant, { limit, cursor }: PageRequest) {
    const partition = shardOf.partition(kind, shard);
    const snapshot = `${partition} ${String(upTo)}`;
    const found =
      (cursor === undefined ? undefined : this.#read.get(snapshot)) ??
      [...(this.#due.get(partition)?.values() ?? [])]
        .filter(({ at }) => at <= upTo)
        .sort((a, b) => a.at - b.at);
    this.#read.set(snapshot, found);
    const from = Number(cursor ?? 0);
    const items = found.slice(from, from + limit);
    const units = Math.max(1, Math.ceil((items.length * entryBytes) / 4_096)) / 2;
    await this.#call([{ in: this.deadlines, key: partition, kind: 'read', units }]);
    this.reads += units;
    return { items, next: from + limit < found.length ? String(from + limit) : null };
  }

  /** Everything a call costs is there, or it is refused and tried again as the client does, six times in all. */
  async #call(costs: readonly Cost[]): Promise<void> {
    for (let attempt = 0; attempt < 6; attempt++) {
      await this.#time.pause(latency);
      const sums = new Map<Partitions, number>();
      for (const cost of costs) sums.set(cost.in, (sums.get(cost.in) ?? 0) + cost.units);
      if (costs.every((cost) => cost.in.has(cost.key, cost.kind, sums.get(cost.in) ?? 0))) {
        for (const cost of costs) cost.in.take(cost.key, cost.kind, cost.units);
        return;
      }
      this.throttled++;
      // The SDK's standard retries: any part of a time that doubles, from 50 ms up to 20 s.
      await this.#time.pause(this.#chance.next() * Math.min(20_000, 50 * 2 ** attempt));
    }
    throw new Throttled('ProvisionedThroughputExceededException');
  }

  #dueEntry(change: Change<unknown> | undefined): Entry | undefined {
    if (!change?.due) return undefined;
    const shard = shardOf(keyText(change.key), this.dueShards);
    return { partition: shardOf.partition(change.due.kind, shard), sort: dueSort(change.due) };
  }

  #workEntry(change: Change<unknown> | undefined): Entry | undefined {
    const entry = change?.indexes.work;
    if (!change || !entry) return undefined;
    const shard = shardOf(keyText(change.key), this.dueShards);
    return { partition: shardOf.partition(entry.partition, shard), sort: entry.sort };
  }

  #file(change: Change<unknown>): void {
    const pk = keyText(change.key);
    const partition = shardOf.partition(change.key.kind, shardOf(pk, this.dueShards));
    const shard = this.#due.get(partition) ?? new Map<string, DueKey>();
    this.#due.set(partition, shard);
    const { due } = change;
    if (due)
      shard.set(pk, { key: change.key, at: due.at, ...(due.rank === undefined ? {} : { rank: due.rank }) });
    else shard.delete(pk);
  }
}

interface Entry {
  readonly partition: string;
  readonly sort: string;
}

/** Nothing while the entry stays; else one unit to take it away and one to put it. */
function moved(index: Partitions, before: Entry | undefined, after: Entry | undefined): Cost[] {
  if (before?.partition === after?.partition && before?.sort === after?.sort) return [];
  return [before, after].flatMap((entry) =>
    entry ? [{ in: index, key: entry.partition, kind: 'write' as const, units: 1 }] : [],
  );
}
