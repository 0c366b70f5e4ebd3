import type { Beside, Change, Head, HeadStore, AggregateKey, Part } from '../../shared/kernel/head.ts';
import { chained, keyText } from '../../shared/kernel/item.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

type Wrong = (change: Change<unknown>, store: FaultyStore) => Change<unknown>;
type Commit = (change: Change<unknown>, store: FaultyStore) => Promise<'committed' | 'stale'>;

/** A store that makes something else of some changes before it writes them. */
export class FaultyStore extends MemoryHeadStore implements HeadStore {
  readonly #commit: Commit;
  readonly old = new Map<string, Head<unknown>>();

  constructor(commit: Commit) {
    super();
    this.#commit = commit;
  }

  override async commit<State>(change: Change<State>): Promise<'committed' | 'stale'> {
    return this.#commit(change as Change<unknown>, this);
  }

  sound(change: Change<unknown>): Promise<'committed' | 'stale'> {
    return super.commit(change);
  }

  versionOf(key: AggregateKey): number {
    return this.rows.get(keyText(key))?.version ?? 0;
  }
}

/** Changes of these kinds are written otherwise than they were decided. */
export const altering = (kinds: readonly string[], wrong: Wrong) => (): MemoryHeadStore =>
  new FaultyStore((change, store) =>
    store.sound(kinds.includes(change.key.kind) ? wrong(change, store) : change),
  );

/** The last to write wins, whatever he had read. */
export const unconditional = (kind: string) =>
  altering([kind], (change, store) => ({ ...change, expected: store.versionOf(change.key) }));

const nameOf = (item: Beside): string => ('put' in item ? item.put.name : item.remove);

/** What lies beside is not written where it is named so. */
export const without = (kind: string, lacks: (item: Beside) => boolean) =>
  altering([kind], (change) => ({ ...change, beside: (change.beside ?? []).filter((item) => !lacks(item)) }));
export const named = (start: string, how: 'put' | 'remove') => (item: Beside) =>
  how in item && nameOf(item).startsWith(start);

/** Events that the head does not keep: the state has moved, and nobody hears why. */
export const unsaid = (kind: string, type: string) =>
  altering([kind], (change) => ({ ...change, events: change.events.filter((event) => event.type !== type) }));

/** What lies beside is written first, and stays where the head was refused. */
export const torn = () => (): MemoryHeadStore =>
  new FaultyStore(async (change, store) => {
    if (change.expected !== store.versionOf(change.key))
      for (const item of change.beside ?? [])
        if ('put' in item && item.of === undefined) await store.putPart(change.key, item.put);
    return store.sound(change);
  });

/** Events leave before the write: also where it is refused. */
export const early = () => (): MemoryHeadStore =>
  new FaultyStore((change, store) => {
    if (change.expected !== store.versionOf(change.key) && change.events.length > 0)
      store.log.push({
        key: change.key,
        version: change.expected + 1,
        change,
        sealed: chained(change, 'early').entries,
      });
    return store.sound(change);
  });

/** A store that loses texts of a kind, keeps what is to go, or answers that they are new. */
export class ForgetfulStore extends MemoryHeadStore {
  readonly #kind: string;
  readonly #how: 'put' | 'once' | 'read' | 'delete';

  constructor(kind: string, how: 'put' | 'once' | 'read' | 'delete') {
    super();
    this.#kind = kind;
    this.#how = how;
  }

  override async putPart(key: AggregateKey, part: Part): Promise<void> {
    if (this.#how !== 'put' || key.kind !== this.#kind) await super.putPart(key, part);
  }

  override async deletePart(key: AggregateKey, name: string): Promise<void> {
    if (this.#how !== 'delete' || key.kind !== this.#kind) await super.deletePart(key, name);
  }

  override async putPartIfAbsent(key: AggregateKey, part: Part): Promise<boolean> {
    if (this.#how === 'once' && key.kind === this.#kind) return false;
    return super.putPartIfAbsent(key, part);
  }

  override async load<State>(key: AggregateKey): Promise<Head<State> | undefined> {
    const head = await super.load<State>(key);
    // As a cache would: the state of before, under the version of now.
    if (this.#how !== 'read' || key.kind !== this.#kind || !head || head.version < 2) return head;
    const before = this.log.findLast(
      (one) => keyText(one.key) === keyText(key) && one.version === head.version - 1,
    );
    return before ? { ...head, state: structuredClone(before.change.state) as State } : head;
  }
}
