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
import { plainPhone } from '../../shared/orders/reading/contact.ts';
import { readIntake } from '../../shared/orders/reading/intake.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { popsOrder } from '../support/shops.ts';
import { Partitions, Throttled } from './partitions.ts';
import { Texts } from './texts.ts';
import type { Chance } from './scheduler.ts';
import type { VirtualTime } from './world-clock.ts';

interface Cost {
  readonly in: Partitions;
  readonly key: string;
  readonly kind: 'read' | 'write';
  readonly units: number;
}

/** The one text that all planted orders share. */
const contentName = 'content#x.1';
const content = JSON.stringify(
  readIntake(
    popsOrder() as never,
    { country: 'RO', timeZone: 'Europe/Bucharest', currency: 'RON', vat: { defaultRate: 21 } },
    plainPhone,
  ),
);

const latency = 10;
/** Units of an item of 2 KB, as tests/bench/units.ts counts them; an index entry has keys only: one. */
const item = { read: 1, write: 2 };
/** Of an entry in the index of deadlines: four keys and their names. */
const entryBytes = 120;

/** A change as it was written. */
export type Committed = MemoryHeadStore['log'][number];

/** A store of many aggregates in front of which every call takes 10 ms and its units, and is refused without them. */
export class StormStore extends MemoryHeadStore implements HeadStore {
  override readonly dueShards: number;
  readonly texts = new Texts();
  readonly table: Partitions;
  readonly deadlines: Partitions;
  readonly work: Partitions;
  readonly lists: Partitions;
  /** Orders changed, and who hears of every change. */
  changed = 0;
  heard: (committed: Committed) => void = () => undefined;
  /** Write units, and those of them that changed nothing: somebody else had been faster. */
  units = 0;
  wasted = 0;
  throttled = 0;
  reads = 0;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #due = new Map<string, Map<string, DueKey>>();
  readonly #filed = new Map<string, string>();
  readonly #read = new Map<string, DueKey[]>();

  constructor(time: VirtualTime, chance: Chance, partitions: number, dueShards: number) {
    super();
    this.#time = time;
    this.#chance = chance;
    this.dueShards = dueShards;
    this.table = new Partitions(time, partitions);
    this.deadlines = new Partitions(time, partitions);
    this.work = new Partitions(time, partitions);
    this.lists = new Partitions(time, partitions);
  }

  /** As it was before the storm: costs nothing. */
  async plant(change: Change<unknown>): Promise<void> {
    await super.commit(change);
    this.log.length = 0;
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
            ...moved(this.lists, before?.indexes.list, change.indexes.list),
          ]
        : [];
    await this.#call([own, ...moves]);
    const answer = await super.commit(change);
    this.units += own.units + (answer === 'stale' ? 0 : moves.reduce((sum, { units }) => sum + units, 0));
    if (answer === 'stale') this.wasted += own.units;
    else this.#file(change);
    // What was heard is not kept: a storm is hundreds of thousands of changes.
    for (const committed of this.log.splice(0)) {
      if (committed.key.kind === 'order') this.changed++;
      this.heard(committed);
    }
    return answer;
  }

  override async loadMany<State>(keys: readonly AggregateKey[]): Promise<readonly Head<State>[]> {
    const units = item.read / 2;
    await this.#call(keys.map((key) => ({ in: this.table, key: keyText(key), kind: 'read', units })));
    return super.loadMany<State>(keys);
  }

  override async part(key: AggregateKey, name: string): Promise<string | undefined> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'read', units: 1 }]);
    return name === contentName ? content : this.texts.get(keyText(key), name);
  }

  override async putPart(key: AggregateKey, part: Part): Promise<void> {
    await this.#write(key, Math.ceil((part.body.length + entryBytes) / 1_024));
    // What was said to customers is read by nobody here.
    if (part.name !== 'message') this.texts.put(keyText(key), part);
  }

  override async partsBetween(key: AggregateKey, from: string, to: string, page: PageRequest) {
    const found = this.texts.between(keyText(key), from, to, page);
    const bytes = found.items.reduce((sum, { body }) => sum + body.length + entryBytes, 0);
    await this.#call([
      { in: this.table, key: keyText(key), kind: 'read', units: Math.max(1, Math.ceil(bytes / 4_096)) },
    ]);
    return found;
  }

  override async add(key: AggregateKey, name: string, by: number): Promise<number> {
    await this.#write(key, 1);
    return super.add(key, name, by);
  }

  override async sum(key: AggregateKey, name: string): Promise<number> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'read', units: 1 }]);
    return super.sum(key, name);
  }

  override async putPartIfAbsent(key: AggregateKey, part: Part): Promise<boolean> {
    await this.#write(key, 1);
    if (this.texts.get(keyText(key), part.name) !== undefined) {
      this.wasted++;
      return false;
    }
    this.texts.put(keyText(key), part);
    return true;
  }

  override async deletePart(key: AggregateKey, name: string): Promise<void> {
    await this.#write(key, 1);
    this.texts.remove(keyText(key), name);
  }

  override async due(kind: string, shard: number, upTo: Instant, { limit, cursor }: PageRequest) {
    const partition = shardOf.partition(kind, shard);
    const snapshot = `${partition} ${String(upTo)}`;
    const found =
      (cursor === undefined ? undefined : this.#read.get(snapshot)) ??
      [...(this.#due.get(partition)?.values() ?? [])]
        .filter(({ at }) => at <= upTo)
        .sort((a, b) => a.at - b.at);
    const from = Number(cursor ?? 0);
    const items = found.slice(from, from + limit);
    if (from + limit < found.length) this.#read.set(snapshot, found);
    else this.#read.delete(snapshot);
    const units = Math.max(1, Math.ceil((items.length * entryBytes) / 4_096)) / 2;
    await this.#call([{ in: this.deadlines, key: partition, kind: 'read', units }]);
    this.reads += units;
    return { items, next: from + limit < found.length ? String(from + limit) : null };
  }

  async #write(key: AggregateKey, units: number): Promise<void> {
    await this.#call([{ in: this.table, key: keyText(key), kind: 'write', units }]);
    this.units += units;
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

  /** How many have a deadline of a kind, passed or not. */
  armed(kind: string): number {
    return [...this.#due]
      .filter(([partition]) => partition.startsWith(`${kind}#`))
      .reduce((sum, [, shard]) => sum + shard.size, 0);
  }

  #file(change: Change<unknown>): void {
    const pk = keyText(change.key);
    const before = this.#filed.get(pk);
    if (before !== undefined) this.#due.get(before)?.delete(pk);
    const { due } = change;
    const partition = due && shardOf.partition(due.kind, shardOf(pk, this.dueShards));
    if (!due || partition === undefined) return void this.#filed.delete(pk);
    const shard = this.#due.get(partition) ?? new Map<string, DueKey>();
    this.#due.set(partition, shard);
    this.#filed.set(pk, partition);
    shard.set(pk, { key: change.key, at: due.at, ...(due.rank === undefined ? {} : { rank: due.rank }) });
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
