import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { days, type Instant, plus, sortable } from '../time/instant.ts';
import type { ParcelBody, PaymentBody, ProgressBody, StatusBody } from './bodies.ts';

/** A fact about an order that has not come yet: its call, what was said, by whom and when. */
export type EarlyFact = { readonly actor: string; readonly at: Instant } & (
  | { readonly kind: 'status'; readonly body: StatusBody }
  | { readonly kind: 'parcel'; readonly body: ParcelBody }
  | { readonly kind: 'payment'; readonly body: PaymentBody }
  | { readonly kind: 'progress'; readonly body: ProgressBody }
);

/** So long an order may come after what is said of it. */
const kept = days(7);

/** So many facts of one order are applied; who says more of one that never comes has other worries. */
const most = 100;

const early = (store: string, orderId: string): AggregateKey => ({
  store: storeId(store),
  kind: 'early',
  id: orderId,
});

/** Keeps a fact until its order comes, seven days at the most. `random` tells two of the same moment apart. */
export const keepEarly = (
  heads: HeadStore,
  store: string,
  orderId: string,
  fact: EarlyFact,
  random: string,
): Promise<void> =>
  heads.putPart(
    early(store, orderId),
    { name: `${sortable(fact.at)} ${random}`, body: JSON.stringify(fact) },
    plus(fact.at, kept),
  );

/** What was said of an order before it came, in the order in which it was said, by the name under which it is kept. */
export async function earlyFacts(
  heads: HeadStore,
  store: string,
  orderId: string,
  at: Instant,
): Promise<readonly { readonly name: string; readonly fact: EarlyFact }[]> {
  const { items } = await heads.partsBetween(early(store, orderId), '0', '~', { limit: most });
  return items
    .map(({ name, body }) => ({ name, fact: JSON.parse(body) as EarlyFact }))
    .filter(({ fact }) => plus(fact.at, kept) > at);
}

/** It was applied. */
export const forgetEarly = (heads: HeadStore, store: string, orderId: string, name: string): Promise<void> =>
  heads.deletePart(early(store, orderId), name);
