import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, Head, HeadStore } from '../kernel/head.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { isLiving, type Link, linkKey, linkKind, type Purpose } from './link.ts';
import { issueToken, useLink } from './links.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
}

export interface QuestionLink {
  readonly url: string;
  readonly until: Instant;
}

/** Which links a question has had, by the digest that names them: a living token is kept nowhere. */
const questionKey = (store: string, purpose: Purpose): AggregateKey => ({
  store: storeId(store),
  kind: linkKind,
  id: `question-${digest(canonical(purpose), 30)}`,
});

const prefix = 'link#';

/** The links of a question that still live. */
async function living(
  { heads, clock }: Pick<Ports, 'heads' | 'clock'>,
  key: AggregateKey,
): Promise<readonly Head<Link>[]> {
  const { items } = await heads.partsBetween(key, prefix, `${prefix}~`, { limit: 100 });
  const found = await heads.loadMany<Link>(
    items.map(({ name }) => ({ ...key, id: name.slice(prefix.length) })),
  );
  return found.filter(({ state }) => isLiving(state, clock()));
}

/** Ends the living links of a question that something else has taken the place of: their page says so. */
export async function endQuestion(
  ports: Pick<Ports, 'heads' | 'clock'>,
  store: string,
  purpose: Purpose,
): Promise<void> {
  for (const { key } of await living(ports, questionKey(store, purpose)))
    await useLink(ports, key, 'replaced', 'system');
}

/**
 * The one living link of a question: each message that asks it has a new one, which takes the place of the one before.
 * Asked anew it lives until the new time; `keeps` leaves the time as it was.
 */
export async function questionLink(
  ports: Ports,
  store: string,
  purpose: Purpose,
  until: Instant,
  { keeps = false } = {},
): Promise<QuestionLink> {
  const { heads, random, publicUrl } = ports;
  const key = questionKey(store, purpose);
  const before = await living(ports, key);
  const ends = keeps ? (before.at(-1)?.state.until ?? until) : until;
  const token = `${store}.${random(190)}`;
  const made = linkKey(token);
  if (!made) throw new Error(`${store} cannot be the store of a link`);
  // Written before the link is: whoever asks next finds it.
  await heads.putPart(key, { name: `${prefix}${made.id}`, body: '' }, ends);
  await issueToken(ports, store, token, purpose, ends);
  for (const old of before) await useLink(ports, old.key, 'replaced', 'system');
  return { url: `${publicUrl}/l/${token}`, until: ends };
}
