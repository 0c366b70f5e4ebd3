import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Orders } from '../orders/orders.ts';
import { type Clock, type Instant, minutes, plus } from '../time/instant.ts';
import { type Cause, causesOf, level, type Pile } from './causes.ts';
import { pilesNow, type StagePile } from './cohort.ts';
import { type Asked, type Evidence, evidenceFor } from './evidence.ts';
import { lnFisher } from './exact.ts';
import { type Standing, standingOf } from './standing.ts';

/** A probable cause with what speaks for it. */
export interface FoundCause extends Omit<Cause, 'orders'> {
  /** The stalled orders that have it: the first twenty, and how many. */
  readonly orders: readonly string[];
  readonly count: number;
  readonly evidence: readonly Evidence[];
}

/** A stage where orders are stalled. */
export interface Bottleneck {
  readonly stage: string;
  readonly stalled: number;
  readonly passed: number;
  /** Since when the oldest of them has been there. */
  readonly since: Instant;
  /** There are more than were read. */
  readonly cut: boolean;
  readonly causes: readonly FoundCause[];
  readonly evidence: readonly Evidence[];
}

export interface Bottlenecks {
  readonly at: Instant;
  /** The stalled orders themselves, and who has them. */
  readonly stalls: Standing;
  readonly items: readonly Bottleneck[];
}

/** Reading it anew within this time would cost as much and say the same. */
const keptFor = minutes(2);
const mostOrders = 20;

const keptKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'report',
  id: 'bottlenecks',
});

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/** Where orders pile up, as found now or at most two minutes ago under the same profile. */
export async function bottlenecks(
  ports: Ports,
  store: string,
  orders: Orders,
  revision: number,
): Promise<Bottlenecks> {
  const now = ports.clock();
  const name = `r${String(revision)}`;
  const kept = await ports.heads.part(keptKey(store), name);
  const known = kept === undefined ? undefined : (JSON.parse(kept) as Bottlenecks);
  if (known && known.at <= now && now < plus(known.at, keptFor)) return known;
  const found = await find(ports, store, orders, now);
  await ports.heads.putPart(keptKey(store), { name, body: JSON.stringify(found) }, plus(now, keptFor));
  return found;
}

async function find(ports: Ports, store: string, orders: Orders, at: Instant): Promise<Bottlenecks> {
  const piles = await pilesNow(ports, store, orders);
  const causes = causesOf(piles);
  const evidence = (all: StagePile['orders'], skus: Asked['skus']) =>
    evidenceFor({ heads: ports.heads, store, profile: orders.profile, orders: all, skus, at });
  const items = await Promise.all(
    heaviestFirst(piles).map(async (pile): Promise<Bottleneck> => {
      const having = (cause: Cause) => pile.orders.filter(({ id }) => cause.orders.includes(id));
      return {
        stage: pile.stage,
        stalled: pile.stalled.length,
        passed: pile.passed.length,
        since: pile.since,
        cut: pile.cut,
        causes: await Promise.all(
          (causes.get(pile.stage) ?? []).map(async (cause) => ({
            ...cause,
            orders: cause.orders.slice(0, mostOrders),
            count: cause.orders.length,
            evidence: await evidence(having(cause), skusOf(pile, cause)),
          })),
        ),
        evidence: await evidence(pile.orders, skusOf(pile)),
      };
    }),
  );
  return { at, stalls: standingOf(piles), items };
}

/**
 * The articles of stalled orders, the commonest first, with how many have each. Of a cause: those that it names, itself or
 * beside it, or else those of the orders that have it.
 */
export function skusOf({ stalled }: Pile, cause?: Cause): Asked['skus'] {
  const named = new Set(
    (cause ? [cause, ...cause.with] : []).flatMap(({ attribute, value }) =>
      attribute === 'sku' ? [value] : [],
    ),
  );
  const counts = new Map<string, number>();
  for (const { orderId, traits } of stalled)
    for (const { attribute, value } of !cause || cause.orders.includes(orderId) ? traits : [])
      if (attribute === 'sku' && (named.size === 0 || named.has(value)))
        counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/**
 * The stage first whose stalled orders are hardest to explain by chance, had all stages the same share of them; where
 * chance will do, the one with more of them.
 */
export function heaviestFirst<P extends Pile>(piles: readonly P[]): P[] {
  const [stalled, passed] = [total(piles, 'stalled'), total(piles, 'passed')];
  const weight = new Map(
    piles.map((pile) => {
      const [hits, others] = [pile.stalled.length, pile.passed.length];
      const lnP = lnFisher({ hits, others, stalled, passed });
      return [pile, lnP <= Math.log(level) ? lnP : 0];
    }),
  );
  return [...piles].sort(
    (a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0) || b.stalled.length - a.stalled.length,
  );
}

const total = (piles: readonly Pile[], side: 'stalled' | 'passed'): number =>
  piles.reduce((sum, pile) => sum + pile[side].length, 0);
