import { added, batches, type Countable, type Tallies, type Tally } from '../../shared/kernel/tally/tally.ts';

/** The counters in this process. Keeps to the same contract. */
export class MemoryTallies implements Tallies {
  readonly #marks = new Set<string>();
  readonly #items = new Map<string, Tally[]>();

  async count(entries: readonly Countable[]): Promise<ReadonlySet<string>> {
    const fresh = entries.filter(({ store, marker }) => !this.#marks.has(`${store} ${marker}`));
    const counted = new Set<string>();
    for (const { store, entries: of, items } of batches(fresh)) {
      for (const { marker } of of) {
        this.#marks.add(`${store} ${marker}`);
        counted.add(marker);
      }
      for (const { group, name, fields } of items) {
        const key = `${store} ${group}`;
        this.#items.set(key, added([...(this.#items.get(key) ?? []), { name, fields }]));
      }
    }
    return counted;
  }

  async read(store: string, group: string, from: string, upTo: string): Promise<readonly Tally[]> {
    return (this.#items.get(`${store} ${group}`) ?? []).filter(({ name }) => name >= from && name <= upTo);
  }
}
