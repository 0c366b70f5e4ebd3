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

interface Token {
  readonly name: string;
  readonly body: string;
}

async function tokensOf(heads: HeadStore, key: AggregateKey): Promise<readonly Token[]> {
  return (await heads.partsBetween(key, 'token#', 'token#~', { limit: 100 })).items;
}

/** Ends the links of these tokens that live, without deciding anything: their page says that something else was written since. */
async function end(ports: Pick<Ports, 'heads' | 'clock'>, tokens: readonly Token[]): Promise<void> {
  for (const { body } of tokens) {
    const link = await findLink(ports.heads, body);
    if (link && isLiving(link.state, ports.clock())) await useLink(ports, link.key, 'replaced', 'system');
  }
}

/** Ends the living links of a question that something else has taken the place of. */
export async function endQuestion(
  ports: Pick<Ports, 'heads' | 'clock'>,
  store: string,
  purpose: Purpose,
): Promise<void> {
  await end(ports, await tokensOf(ports.heads, questionKey(store, purpose)));
}

/**
 * The one living link of a question: every message that asks it has the same, and whoever sends it again finds it.
 * Asked anew with a later time, the new link takes the place of the old one; `keeps` leaves the time as it was.
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
  for (const { body } of keeps ? await tokensOf(heads, key) : []) {
    const link = await findLink(heads, body);
    if (link && isLiving(link.state, clock()))
      return { url: `${publicUrl}/l/${body}`, until: link.state.until };
  }
  const mine = { name, body: `${store}.${ports.random(190)}` };
  const first = await heads.putPartIfAbsent(key, mine, until);
  const token = first ? mine.body : ((await heads.part(key, name)) ?? mine.body);
  const url = await issueToken(ports, store, token, purpose, until);
  // Read after it was written: of two who ask at once, the later sees both, and the one that lasts longest stays.
  await end(ports, (await tokensOf(heads, key)).slice(0, -1));
  return { url, until };
}
