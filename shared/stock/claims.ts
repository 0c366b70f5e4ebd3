import { Contended } from '../kernel/contended.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey, Beside, HeadStore } from '../kernel/head.ts';
import type { StockRules } from './drift/rules.ts';
import { stockKey } from './level/aggregate.ts';
import { changeStock, type StockPorts } from './level/change.ts';
import { allot, type Allotment, redistribute, type Want } from './level/allot.ts';
import {
  changeOf,
  type Claim,
  type ClaimEntry,
  claimName,
  claimsOn,
  endedName,
  takenOf,
  writtenClaim,
} from './level/claim.ts';
import { withConsequences } from './level/consequences.ts';
import type { StockEvent } from './level/events.ts';

import { bookOf, freeOf, isTracked, nothing, type Stock } from './level/state.ts';

export type { Claim } from './level/claim.ts';
export type { Want } from './level/allot.ts';

export interface Claimed {
  /** False where nothing is known of the article: then nothing is set aside, and nobody says that it lacks. */
  readonly tracked: boolean;
  readonly wanted: number;
  /** Pieces set aside or taken from the shelf already. */
  readonly got: number;
}

/** Claims of one change: its events stay below two kilobytes. */
const together = 12;

/** One claim on one article; see `claimMany`. */
export async function claimStock(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  want: Want,
  actor: string,
): Promise<Claimed> {
  const [one] = await claimMany(ports, store, rules, sku, [want], actor);
  return one ?? { tracked: false, wanted: want.quantity, got: 0 };
}

/**
 * Sets pieces aside in one transaction with the article's head; several claims on one article make one change. Asked
 * again it changes nothing.
 */
export async function claimMany(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  wants: readonly Want[],
  actor: string,
): Promise<Claimed[]> {
  const results: Claimed[] = [];
  const key = stockKey(store, sku);
  for (let at = 0; at < wants.length; at += together) {
    const some = wants.slice(at, at + together);
    let made: Allotment | undefined;
    const stock = await changeClaims(ports, store, rules, sku, actor, async (now) => {
      made = allot(now, await entriesOf(ports.heads, key, some), some);
      return made;
    });
    for (const { claim, quantity } of some) {
      const entry = made?.claims.get(claimName(claim));
      const got = entry ? entry.got + takenOf(entry) : 0;
      results.push({ tracked: isTracked(stock), wanted: quantity, got });
    }
  }
  return results;
}

/** Brings the claims on an article to what there is now, the oldest first. Done again it does nothing. */
export async function serveWaiting(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
): Promise<void> {
  const key = stockKey(store, sku);
  let left = true;
  while (left)
    await changeClaims(ports, store, rules, sku, 'system', async (now) => {
      const made = redistribute(now, await claimsOn(ports.heads, key), together);
      left = made.changed.length === together;
      return made;
    });
}

/** The entries that are asked about, and those that are taken over. */
async function entriesOf(heads: HeadStore, key: AggregateKey, wants: readonly Want[]): Promise<ClaimEntry[]> {
  const claims: Claim[] = wants.flatMap(({ claim, from }) => (from ? [claim, from] : [claim]));
  const names = claims.flatMap((claim) => [claimName(claim), endedName(claim)]);
  const bodies = await heads.partsOf(names.map((name) => ({ key, name })));
  return claims.flatMap((_, at) => {
    const body = bodies[2 * at] ?? bodies[2 * at + 1];
    return body === undefined ? [] : [JSON.parse(body) as ClaimEntry];
  });
}

async function changeClaims(
  ports: StockPorts,
  store: string,
  rules: StockRules,
  sku: string,
  actor: string,
  decide: (stock: Stock) => Promise<Allotment>,
): Promise<Stock> {
  let beside: Beside[] = [];
  const done = await changeStock<'none'>(
    ports,
    store,
    rules,
    sku,
    { actor },
    {
      async decide(head, at) {
        const stock = head?.state ?? nothing(sku);
        const made = await decide(stock);
        const { changed } = made;
        if (changed.length === 0) return { refused: 'none' };
        beside = changed.flatMap((entry) => writtenClaim(entry, at));
        const { allocated, waiting } = made;
        const claims = changed.map(changeOf);
        const event: StockEvent = {
          type: 'stock.claimed',
          data: { sku, claims, allocated, waiting, at },
        };
        return accept(withConsequences(stock, [event], at), 'claimed');
      },
      beside: () => beside,
    },
  );
  if (done.done) return done.state;
  if (done.refusal !== 'none') throw new Contended(`the stock of ${sku}`);
  return (await ports.heads.load<Stock>(stockKey(store, sku)))?.state ?? nothing(sku);
}

/** What there is of an article. */
export interface Level {
  readonly tracked: boolean;
  readonly book: number;
  readonly allocated: number;
  /** Pieces that can be given out now: not claimed, not doubtful, not waited for. */
  readonly available: number;
}

/** Levels of many articles, a batch of reads for each hundred; an article that nothing is known of is not tracked. */
export async function levelsOf(
  heads: HeadStore,
  store: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Level>> {
  const once = [...new Set(skus)];
  const found = await heads.loadMany<Stock>(once.map((sku) => stockKey(store, sku)));
  const known = new Map(found.map(({ key, state }) => [key.id, state]));
  return new Map(
    once.map((sku) => {
      const stock = known.get(sku) ?? nothing(sku);
      const level = {
        tracked: isTracked(stock),
        book: bookOf(stock),
        allocated: stock.allocated,
        available: freeOf(stock),
      };
      return [sku, level];
    }),
  );
}
