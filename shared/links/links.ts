import { change } from '../kernel/commit.ts';
import type { AggregateKey, Head, HeadStore } from '../kernel/head.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { issue, lapse, type Link, linkAggregate, linkKey, type Purpose, use } from './link.ts';

export interface LinkPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
}

/** A new link; the address is answered once and kept nowhere. */
export async function issueLink(
  ports: { heads: HeadStore; clock: Clock; random: (bits: number) => string; publicUrl: string },
  store: string,
  purpose: Purpose,
  until: Instant,
): Promise<string> {
  return issueToken(ports, store, `${store}.${ports.random(190)}`, purpose, until);
}

/** Makes the link of a token; again it changes nothing. */
export async function issueToken(
  ports: { heads: HeadStore; clock: Clock; publicUrl: string },
  store: string,
  token: string,
  purpose: Purpose,
  until: Instant,
): Promise<string> {
  const key = linkKey(token);
  if (!key) throw new Error(`${store} cannot be the store of a link`);
  await change(
    ports,
    linkAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head) => issue(head?.state, purpose, until),
    },
  );
  return `${ports.publicUrl}/l/${token}`;
}

export const findLink = async (heads: HeadStore, token: string): Promise<Head<Link> | undefined> => {
  const key = linkKey(token);
  return key && (await heads.load<Link>(key));
};

/** The link has decided, or has been decided otherwise; again changes nothing. */
export const useLink = (
  ports: Pick<LinkPorts, 'heads' | 'clock'>,
  key: AggregateKey,
  choice: string,
  actor = 'customer',
) => change(ports, linkAggregate, key, { actor }, { decide: (head, at) => use(head?.state, choice, at) });

/** The time of a link is over: what its purpose makes of silence is done first, then the link ends. */
export async function lapseLink(
  ports: LinkPorts,
  key: AggregateKey,
  silent: (purpose: Purpose) => Promise<unknown>,
): Promise<void> {
  const head = await ports.heads.load<Link>(key);
  if (head?.state.status !== 'open' || ports.clock() < head.state.until) return;
  await silent(head.state.purpose);
  await change(
    ports,
    linkAggregate,
    key,
    { actor: 'system' },
    { decide: (now, at) => lapse(now?.state, at) },
  );
}
