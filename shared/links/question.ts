import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import { type Clock, type Instant, sortable } from '../time/instant.ts';
import { isLiving, linkKind, type Purpose } from './link.ts';
import { findLink, issueToken, useLink } from './links.ts';

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

/** The tokens of a question's links lie here as long as they live: no longer than the messages that hold them are kept. */
const questionKey = (store: string, purpose: Purpose): AggregateKey => ({
  store: storeId(store),
  kind: linkKind,
  id: `question-${digest(canonical(purpose), 30)}`,
});

/**
 * The one living link of a question: every message that asks it has the same, and whoever sends it again finds it.
 * Asked anew with another time, the new link takes the place of the old one; `keeps` leaves the time as it was.
 */
export async function questionLink(
  ports: Ports,
  store: string,
  purpose: Purpose,
  until: Instant,
  { keeps = false } = {},
): Promise<QuestionLink> {
  const { heads, clock, publicUrl } = ports;
  const key = questionKey(store, purpose);
  const name = `token#${sortable(until)}`;
  const known = await heads.partsBetween(key, 'token#', 'token#~', { limit: 100 });
  for (const part of known.items) {
    const link = await findLink(heads, part.body);
    if (!link || part.name === name || !isLiving(link.state, clock())) continue;
    if (keeps) return { url: `${publicUrl}/l/${part.body}`, until: link.state.until };
    await useLink(ports, link.key, 'replaced', 'system');
  }
  const mine = { name, body: `${store}.${ports.random(190)}` };
  const first = await heads.putPartIfAbsent(key, mine, until);
  const token = first ? mine.body : ((await heads.part(key, name)) ?? mine.body);
  return { url: await issueToken(ports, store, token, purpose, until), until };
}
