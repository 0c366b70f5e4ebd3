import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { between, type Duration, hours, type Instant, minutes, plus, days } from '../time/instant.ts';
import type { Envelope } from './envelope.ts';

/** How steadily a source has been speaking: in how many different hours, since when, when last. */
interface Rhythm {
  readonly first: Instant;
  readonly last: Instant;
  readonly hours: number;
}

const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind: 'source', id: 'reports' });
const hour = hours(1);
/** Written at most this often per source: a rhythm is measured in hours. */
const pause = minutes(5);

/** A source that was heard in at least a day's worth of hours, and in a third of all since it began, always speaks. */
const steadyHours = 24;
const steadyShare = 1 / 3;

/** Who reports facts about orders, and when: an actor's events that no person gave as a command. */
export function spokenBy(event: Envelope): string | undefined {
  const { type, data, actor } = event;
  const speaks =
    (type === 'order.placed' && data['imported'] !== true) ||
    (type === 'order.stage-changed' && data['fact'] === true);
  return speaks && actor !== 'system' ? actor : undefined;
}

/** Notes that a source spoke. A repeat changes nothing that matters: the measure is coarse. */
export async function heard(heads: HeadStore, store: string, actor: string, at: Instant): Promise<void> {
  const before = await rhythm(heads, store, actor);
  if (before && between(before.last, at) < pause) return;
  const next: Rhythm = before
    ? {
        first: before.first,
        last: at,
        hours: before.hours + (Math.floor(before.last / hour) === Math.floor(at / hour) ? 0 : 1),
      }
    : { first: at, last: at, hours: 1 };
  await heads.putPart(keyOf(store), { name: actor, body: JSON.stringify(next) }, plus(at, days(60)));
}

/** Has a source that always speaks said nothing for this long? One without a rhythm is never called silent. */
export async function isSilent(
  heads: HeadStore,
  store: string,
  actor: string,
  after: Duration,
  at: Instant,
): Promise<boolean> {
  const known = await rhythm(heads, store, actor);
  if (!known || known.hours < steadyHours) return false;
  const span = Math.max(1, between(known.first, known.last) / hour);
  return known.hours / span >= steadyShare && between(known.last, at) > after;
}

async function rhythm(heads: HeadStore, store: string, actor: string): Promise<Rhythm | undefined> {
  const body = await heads.part(keyOf(store), actor);
  return body === undefined ? undefined : (JSON.parse(body) as Rhythm);
}
