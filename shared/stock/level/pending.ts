import type { AggregateKey, Beside, HeadStore } from '../../kernel/head.ts';
import { hours, type Instant, plus } from '../../time/instant.ts';
import type { Movement } from './movement.ts';
import type { MovementResult } from './results.ts';

/**
 * Movements that were reported while others wrote the same article: they wait beside its record, oldest first, and
 * whoever writes the record next books all that wait, each for the actor who reported it.
 */
export interface Pending {
  readonly name: string;
  readonly movements: readonly Movement[];
  readonly actor: string;
  /** A request that died is not waited for: its caller repeats it under the same movement ids. */
  readonly until: Instant;
}

const prefix = 'pending#';
const settledName = (name: string): string => `settled#${name.slice(prefix.length)}`;
const life = hours(1);

/** A transaction takes 100 items: the record, an entry of the ledger, and these. */
const items = 98;
/** A marker, a reservation that ended (two items) and what left for an order. */
const itemsPerMovement = 4;
/** Its own removal and its outcome. */
const itemsPerPending = 2;

/** So many movements of one request fit into a transaction. */
export const together = Math.floor((items - itemsPerPending) / itemsPerMovement);

/** Writes movements down for whoever is next. The salt tells requests of one millisecond apart. */
export async function enqueue(
  heads: HeadStore,
  key: AggregateKey,
  request: Pick<Pending, 'movements' | 'actor'>,
  at: Instant,
): Promise<Pending> {
  const pending = {
    ...request,
    name: `${prefix}${String(at).padStart(14, '0')}#${heads.newSalt()}`,
    until: plus(at, life),
  };
  await heads.putPart(key, { name: pending.name, body: JSON.stringify(pending) }, pending.until);
  return pending;
}

/** What waits for an article, oldest first: at least as many as one transaction can take. */
export async function pendingOn(heads: HeadStore, key: AggregateKey, at: Instant): Promise<Pending[]> {
  const page = await heads.partsBetween(key, prefix, `${prefix}~`, { limit: together });
  return page.items.map(({ body }) => JSON.parse(body) as Pending).filter(({ until }) => until > at);
}

/** The oldest that fit into one transaction; at least one. */
export function batchOf(waiting: readonly Pending[]): Pending[] {
  let room = items;
  return waiting.filter(({ movements }, at) => {
    room -= itemsPerPending + itemsPerMovement * movements.length;
    return at === 0 || room >= 0;
  });
}

/** Written with the record: the request no longer waits, and its outcome can be read by whoever made it. */
export const settledBeside = (pending: Pending, results: readonly MovementResult[]): Beside[] => [
  { remove: pending.name },
  {
    put: { name: settledName(pending.name), body: JSON.stringify(results) },
    once: true,
    expires: pending.until,
  },
];

/** The outcome of a request that somebody has booked. */
export async function settledOf(
  heads: HeadStore,
  key: AggregateKey,
  { name }: Pending,
): Promise<MovementResult[] | undefined> {
  const body = await heads.part(key, settledName(name));
  return body === undefined ? undefined : (JSON.parse(body) as MovementResult[]);
}

/**
 * Settles a request without a change of the record: nothing of it was booked, or its caller gives up. Answers whether
 * nobody was faster; whoever booked it meanwhile was.
 */
export async function settle(
  heads: HeadStore,
  key: AggregateKey,
  pending: Pending,
  results: readonly MovementResult[],
): Promise<boolean> {
  const outcome = { name: settledName(pending.name), body: JSON.stringify(results) };
  const first = await heads.putPartIfAbsent(key, outcome, pending.until);
  await heads.deletePart(key, pending.name);
  return first;
}
