import { type Instant, instant, sortable } from '../time/instant.ts';
import { envelopes, withoutPerson } from '../events/envelope.ts';
import { type Sealed, sealed } from '../events/chain.ts';
import { storeId } from './brand.ts';
import type { Actor, AggregateKey, Change, DomainEvent, Due, Head, Rank, Receipt } from './head.ts';
import { shardOf } from './shard.ts';

/** Readers accept the schema they know and the one before; a newer one is a fault that a roll-back can mend. */
export const schemaVersion = 1;

/** How a head lies in the table. Names are short where they repeat in every item: an item over 1 KB costs double. */
export interface Item {
  readonly pk: string;
  readonly sk: 'head';
  readonly version: number;
  readonly schema: number;
  /** Made for each commit: it salts what was typed into the events, and tells a put whose answer was lost from others'. */
  readonly salt: string;
  /** The last link of the chain of its events. */
  readonly link?: string;
  readonly at: number;
  readonly actor: Actor;
  readonly state: unknown;
  readonly events: readonly { readonly t: string; readonly d: unknown }[];
  readonly receipts?: readonly string[];
  readonly duePk?: string;
  readonly dueSk?: string;
  readonly listPk?: string;
  readonly listSk?: string;
  readonly workPk?: string;
  readonly workSk?: string;
  readonly customerPk?: string;
  readonly customerSk?: string;
  readonly ttl?: number;
}

export const keyText = (key: AggregateKey): string => `${key.store}#${key.kind}#${key.id}`;

/** The inverse of `keyText`: neither stores nor kinds contain a `#`, ids may. */
export function keyOf(text: string): AggregateKey {
  const [store = '', kind = '', ...id] = text.split('#');
  return { store: storeId(store), kind, id: id.join('#') };
}

/** The instant, and one digit more where the deadline has a rank: the index then tells it without the item. */
export const dueSort = ({ at, rank }: Pick<Due, 'at' | 'rank'>): string =>
  `${sortable(at)}${rank === undefined ? '' : String(rank)}`;

/** The inverse of `dueSort`. */
export function dueOf(sort: string): { at: Instant; rank?: Rank } {
  const end = sort.indexOf('Z') + 1;
  const at = instant(Date.parse(sort.slice(0, end)));
  return end < sort.length ? { at, rank: sort.endsWith('0') ? 0 : 1 } : { at };
}

export function itemOf<State>(change: Change<State>, salt: string, dueShards?: number): Item {
  const { due, indexes } = change;
  const pk = keyText(change.key);
  const shard = shardOf(pk, dueShards);
  const link = change.events.length > 0 ? chained(change, salt).link : change.link;
  return {
    pk,
    sk: 'head',
    version: change.expected + (change.events.length > 0 ? 1 : 0),
    schema: schemaVersion,
    salt,
    at: change.at,
    actor: change.actor,
    ...(link === undefined ? {} : { link }),
    state: change.state,
    // As they leave the house: the rest of them is in the state.
    events: change.events.map((event) => ({ t: event.type, d: withoutPerson(event.data) })),
    ...(change.receipts.length > 0 ? { receipts: change.receipts.map(packReceipt) } : {}),
    ...(due ? { duePk: shardOf.partition(due.kind, shard), dueSk: dueSort(due) } : {}),
    ...(indexes.list ? { listPk: indexes.list.partition, listSk: indexes.list.sort } : {}),
    ...(indexes.work
      ? { workPk: shardOf.partition(indexes.work.partition, shard), workSk: indexes.work.sort }
      : {}),
    ...(indexes.customer
      ? { customerPk: indexes.customer.partition, customerSk: indexes.customer.sort }
      : {}),
    ...(change.expires === undefined ? {} : { ttl: Math.ceil(change.expires / 1_000) }),
  };
}

/** The events of a change, chained to those before it; the id of the commit is their salt. */
export function chained(
  { key, expected, at, actor, events, link = '' }: Omit<Change<unknown>, 'state' | 'indexes' | 'receipts'>,
  salt: string,
): { readonly entries: readonly Sealed[]; readonly link: string } {
  return sealed(envelopes(key, expected + 1, at, actor, events), link, salt);
}

export function headOf<State>(item: Item): Head<State> {
  if (item.schema > schemaVersion)
    throw new Error(`${item.pk} was written by a newer release (schema ${String(item.schema)})`);
  return {
    key: keyOf(item.pk),
    version: item.version,
    state: item.state as State,
    receipts: (item.receipts ?? []).map(unpackReceipt),
    ...(item.link === undefined ? {} : { link: item.link }),
    due:
      item.duePk === undefined || item.dueSk === undefined
        ? undefined
        : { kind: item.duePk.slice(0, item.duePk.indexOf('#')), ...dueOf(item.dueSk) },
  };
}

export const eventsOf = (item: Item): DomainEvent[] =>
  item.events.map(({ t, d }) => ({ type: t, data: d as Record<string, unknown> }));

/** About 40 bytes each: up to 128 of them live in a head. */
function packReceipt(receipt: Receipt): string {
  const { keyHash, bodyHash, at, version, outcome, id } = receipt;
  return [
    keyHash,
    bodyHash,
    at.toString(36),
    version.toString(36),
    outcome,
    ...(id === undefined ? [] : [id]),
  ].join(' ');
}

function unpackReceipt(text: string): Receipt {
  const [keyHash = '', bodyHash = '', at = '', version = '', outcome = '', ...id] = text.split(' ');
  return {
    keyHash,
    bodyHash,
    at: instant(Number.parseInt(at, 36)),
    version: Number.parseInt(version, 36),
    outcome,
    ...(id.length > 0 ? { id: id.join(' ') } : {}),
  };
}
