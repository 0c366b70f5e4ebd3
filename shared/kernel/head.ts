import type { Instant } from '../time/instant.ts';
import type { StoreId } from './brand.ts';

/** Names one aggregate: a kind within a store, and its id there. Every key begins with the store. */
export interface AggregateKey {
  readonly store: StoreId;
  readonly kind: string;
  readonly id: string;
}

export interface DomainEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who did it: an actor's id, or `system` for scans and consumers. Never a name: events carry ids. */
export type Actor = string;

/** What is remembered of a keyed call for 24 hours, so that a repeat gets the first answer again. */
export interface Receipt {
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly at: Instant;
  readonly version: number;
  readonly outcome: string;
  readonly id?: string;
}

/** One item: the state, its version, the events of the last change and the receipts of recent keyed calls. */
export interface Head<State> {
  readonly key: AggregateKey;
  readonly version: number;
  readonly state: State;
  readonly receipts: readonly Receipt[];
  /** The deadline it is armed with. */
  readonly due: Due | undefined;
  /** The last link of the chain of its events; absent where the last change was written before there were chains. */
  readonly link?: string;
}

/** At most one next deadline: the kind names the scan that reads it. */
export interface Due {
  readonly kind: string;
  readonly at: Instant;
  /** Where much is late at once, the gravest goes first. */
  readonly rank?: Rank;
}

/** 0 is graver than 1; most deadlines have none. */
export type Rank = 0 | 1;

/** A place where the head can be found. */
export interface Entry {
  readonly partition: string;
  readonly sort: string;
}

/**
 * `list` within a status, `customer` by person: one partition each. `work` for a work list: the store spreads it, so
 * that a storm of one shop does not meet in one partition; its sorts must be unique, so they end with the id.
 */

export interface Indexes {
  readonly list?: Entry;
  readonly work?: Entry;
  readonly customer?: Entry;
}

/** An immutable text beside the head (lines, addresses, notes), named by its content, written before the head. */
export interface Part {
  readonly name: string;
  readonly body: string;
}

/**
 * An item written in one transaction with the head: with it, or neither. `once` refuses the whole change where the
 * item is there already; a text that many changes rewrite has a name of its own and is put or removed.
 */
export type Beside =
  | { readonly put: Part; readonly of?: AggregateKey; readonly once?: true; readonly expires?: Instant }
  | { readonly remove: string; readonly of?: AggregateKey };

/** A part, and whose it is. */
export interface PartName {
  readonly key: AggregateKey;
  readonly name: string;
}

/** One change of one aggregate: written whole or not at all. */
export interface Change<State> {
  readonly key: AggregateKey;
  /** The version that was read; 0 where there was none. */
  readonly expected: number;
  readonly state: State;
  readonly events: readonly DomainEvent[];
  /** The link that was read: the events of this change are chained to it. */
  readonly link?: string | undefined;
  readonly at: Instant;
  readonly actor: Actor;
  readonly due?: Due | undefined;
  readonly indexes: Indexes;
  readonly receipts: readonly Receipt[];
  readonly parts?: readonly Part[];
  /** At most 99: a transaction takes 100 items. */
  readonly beside?: readonly Beside[];
  /** When the item may be forgotten. */
  readonly expires?: Instant | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export type IndexName = 'list' | 'customer';

/** The store of all aggregates. One contract suite holds for every adapter (tests/kernel). */
export interface HeadStore {
  /** How many partitions the deadlines of a kind, and each work list, are spread over. */
  readonly dueShards: number;
  /** Something that nobody guesses: what is written of a person is named with it. */
  readonly newSalt: () => string;
  load<State>(key: AggregateKey): Promise<Head<State> | undefined>;
  loadMany<State>(keys: readonly AggregateKey[]): Promise<readonly Head<State>[]>;
  /**
   * `stale` where somebody else changed the aggregate since it was read, or took a name that was to be written once;
   * the version does not move without events.
   */
  commit<State>(change: Change<State>): Promise<'committed' | 'stale'>;
  part(key: AggregateKey, name: string): Promise<string | undefined>;
  /** Many parts, a batch of reads for each hundred; undefined where there is none. */
  partsOf(names: readonly PartName[]): Promise<readonly (string | undefined)[]>;
  /** A part written at most once, whatever it is called with again: false where the name was taken. */
  putPartIfAbsent(key: AggregateKey, part: Part, expires?: Instant): Promise<boolean>;
  putPart(key: AggregateKey, part: Part, expires?: Instant): Promise<void>;
  /** Adds to a counter beside an aggregate, in one step; answers the sum. */
  add(key: AggregateKey, name: string, by: number, expires: Instant): Promise<number>;
  /** What a counter adds up to; 0 where nothing was added. */
  sum(key: AggregateKey, name: string): Promise<number>;
  deletePart(key: AggregateKey, name: string): Promise<void>;
  /** Parts whose names lie between the two bounds, in order of name. */
  partsBetween(key: AggregateKey, from: string, to: string, page: PageRequest): Promise<Page<Part>>;
  find(index: IndexName, partition: string, range: Range, page: PageRequest): Promise<Page<AggregateKey>>;
  /** A work list in the order of its sorts, wherever its entries lie. */
  worklist(list: string, range: Bounds, page: PageRequest): Promise<Page<AggregateKey>>;
  /** Deadlines of a kind and shard that have passed, oldest first: keys only. */
  due(kind: string, shard: number, upTo: Instant, page: PageRequest): Promise<Page<DueKey>>;
}

export interface DueKey {
  readonly key: AggregateKey;
  readonly at: Instant;
  readonly rank?: Rank;
}

export interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

export interface Range extends Bounds {
  readonly descending?: boolean;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
