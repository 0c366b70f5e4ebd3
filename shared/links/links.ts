import { change } from '../kernel/commit.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import { answer } from '../orders/decide/answer.ts';
import { type OrderOutcome, Orders } from '../orders/orders.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { isLiving, issue, lapse, type Link, linkAggregate, linkKey, type Purpose, use } from './link.ts';

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
  const token = `${store}.${ports.random(190)}`;
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

/**
 * Decides by a link: the order's own single write is the decision, whoever else is deciding at the same moment; then
 * the link is marked used. If this dies between the two, the same click again finds the order decided.
 */
export async function decideByLink(
  ports: LinkPorts,
  orders: Orders,
  { key, state: link }: Head<Link>,
  choice: 'keep' | 'cancel',
): Promise<OrderOutcome | { readonly done: false; readonly refusal: { readonly is: 'link-over' } }> {
  if (!isLiving(link, ports.clock())) return { done: false, refusal: { is: 'link-over' } };
  const { orderId, n } = link.purpose;
  const done = await orders.amend(orderId, { actor: 'customer' }, (order, context) =>
    answer(order, { choice, n, silenceCancels: false }, context),
  );
  if (done.done)
    await change(
      ports,
      linkAggregate,
      key,
      { actor: 'customer' },
      { decide: (head, at) => use(head?.state, choice, at) },
    );
  return done;
}

/** The time of a link is over: that nobody answered is written down on the order, then the link ends. */
export async function lapseLink(ports: LinkPorts, store: string, id: string): Promise<void> {
  const key = { store, kind: linkAggregate.kind, id } as Head<Link>['key'];
  const head = await ports.heads.load<Link>(key);
  const loaded = await ports.profiles.of(store);
  if (head?.state.status !== 'open' || !loaded || ports.clock() < head.state.until) return;
  const { orderId, n } = head.state.purpose;
  const silenceCancels = loaded.profile.delays.silence === 'cancel';
  await new Orders(ports, store, loaded).amend(orderId, { actor: 'system' }, (order, context) =>
    answer(order, { choice: 'silence', n, silenceCancels }, context),
  );
  await change(
    ports,
    linkAggregate,
    key,
    { actor: 'system' },
    { decide: (now, at) => lapse(now?.state, at) },
  );
}
