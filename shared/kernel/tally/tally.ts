import { own } from '../own.ts';
import type { Instant } from '../../time/instant.ts';

/** So much is added to one field of a counter item; the item is named within its group, fields are plain names. */
export interface Addition {
  /** The family that a reader asks for as a whole: `durations`, `flow`. */
  readonly group: string;
  /** Sorts within the group, so that a reader asks for a stretch of it: a day or a week comes first. */
  readonly name: string;
  readonly field: string;
  readonly by: number;
  /** When the item may be forgotten. */
  readonly until: Instant;
}

/** What one event adds, all of it or nothing. `marker` names the event within its store: counted once, however often it comes. */
export interface Countable {
  readonly store: string;
  readonly marker: string;
  /** How long a repeat is still known: longer than anything can be delivered late. */
  readonly until: Instant;
  readonly adds: readonly Addition[];
}

/** A counter item, its shards added up. */
export interface Tally {
  readonly name: string;
  readonly fields: Readonly<Record<string, number>>;
}

/** Counters that a redelivery cannot skew. One contract suite holds for every adapter (tests/kernel). */
export interface Tallies {
  /** Answers the markers counted now; the others had been counted before. Nothing is ever counted half. */
  count(entries: readonly Countable[]): Promise<ReadonlySet<string>>;
  /** The counters of a group whose names lie between two bounds, both included, in order of name. */
  read(store: string, group: string, from: string, upTo: string): Promise<readonly Tally[]>;
}

/** A transaction takes 100 actions. */
const mostActions = 100;

/** What one transaction does: a marker for each event, and each counter item once with all that is added to it. */
export interface Batch {
  readonly store: string;
  readonly entries: readonly Countable[];
  readonly items: readonly TallyItem[];
}

export interface TallyItem {
  readonly group: string;
  readonly name: string;
  readonly until: Instant;
  readonly fields: Readonly<Record<string, number>>;
}

/** As many events as fit into each transaction, in their order; what comes twice within one call is taken once. */
export function batches(entries: readonly Countable[]): Batch[] {
  const once = [...new Map(entries.map((entry) => [`${entry.store} ${entry.marker}`, entry])).values()].sort(
    (a, b) => (a.store < b.store ? -1 : a.store > b.store ? 1 : 0),
  );
  const made: { store: string; entries: Countable[]; names: Set<string> }[] = [];
  for (const entry of once) {
    const names = new Set(entry.adds.map(nameOf));
    if (names.size >= mostActions)
      throw new Error(
        `${entry.marker} adds to ${String(names.size)} counters: more than a transaction takes`,
      );
    const last = made.at(-1);
    const together = last && last.store === entry.store ? new Set([...last.names, ...names]) : undefined;
    if (last && together && together.size + last.entries.length + 1 <= mostActions) {
      last.entries.push(entry);
      last.names = together;
    } else made.push({ store: entry.store, entries: [entry], names });
  }
  return made.map(({ store, entries: of }) => ({ store, entries: of, items: itemsOf(of) }));
}

function itemsOf(entries: readonly Countable[]): TallyItem[] {
  const items = new Map<
    string,
    { group: string; name: string; until: Instant; fields: Record<string, number> }
  >();
  for (const add of entries.flatMap(({ adds }) => adds)) {
    const { group, name, field, by, until } = add;
    const item = items.get(nameOf(add)) ?? { group, name, until, fields: {} };
    item.fields[field] = (own(item.fields, field) ?? 0) + by;
    if (until > item.until) item.until = until;
    items.set(nameOf(add), item);
  }
  return [...items.values()];
}

const nameOf = ({ group, name }: Addition): string => `${group} ${name}`;

/** Adds up items of the same name: what several shards hold is one counter. */
export function added(items: readonly Tally[]): Tally[] {
  const sums = new Map<string, Record<string, number>>();
  for (const { name, fields } of items) {
    const sum = sums.get(name) ?? {};
    for (const [field, by] of Object.entries(fields)) sum[field] = (own(sum, field) ?? 0) + by;
    sums.set(name, sum);
  }
  return [...sums]
    .map(([name, fields]) => ({ name, fields }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
