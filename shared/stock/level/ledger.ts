import type { AggregateKey, HeadStore, Part } from '../../kernel/head.ts';
import { canonical, digest } from '../../kernel/receipts.ts';
import type { Instant } from '../../time/instant.ts';
import { minus } from '../../time/instant.ts';
import { ahead, type Booked } from './movement.ts';

/** The ledger of an article: an entry for each change, with its movements, never changed and never removed. */
const prefix = 'ledger#';
export const ledgerRange = { from: prefix, to: `${prefix}~` };
export const entryName = (entry: number): string => `${prefix}${String(entry).padStart(9, '0')}`;
export const entryPart = (entry: number, booked: readonly Booked[]): Part => ({
  name: entryName(entry),
  body: JSON.stringify(booked),
});

/** What an entry says, bound to the event that booked it. */
export const entryPrint = (booked: readonly Booked[]): string => digest(canonical(booked), 22);

const window = 50;

/** What was booked since a time, or all of it, the oldest first; read from the newest entry backwards. */
export async function ledgerSince(
  heads: Pick<HeadStore, 'partsBetween'>,
  key: AggregateKey,
  entries: number,
  since?: Instant,
): Promise<Booked[]> {
  let found: Booked[] = [];
  for (let last = entries; last > 0; last -= window) {
    const page = await heads.partsBetween(key, entryName(Math.max(1, last - window + 1)), entryName(last), {
      limit: window,
    });
    const read = page.items.flatMap(({ body }) => JSON.parse(body) as Booked[]);
    found = [...read, ...found];
    // What was recorded before a time, by a clock that may be behind, cannot have happened after it.
    if (since !== undefined && read.some(({ recordedAt }) => recordedAt < minus(since, ahead))) break;
  }
  return since === undefined ? found : found.filter(({ occurredAt }) => occurredAt > since);
}

/** What the movements changed the book of a location by. */
export const sumAt = (booked: readonly Booked[], location: string): number =>
  booked.reduce(
    (sum, one) =>
      sum + (one.location === location ? one.delta : 0) - (one.toLocation === location ? one.delta : 0),
    0,
  );
