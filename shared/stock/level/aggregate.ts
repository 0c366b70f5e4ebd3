import { storeId } from '../../kernel/brand.ts';
import type { Aggregate } from '../../kernel/commit.ts';
import type { AggregateKey } from '../../kernel/head.ts';
import { earliest, type Instant, plus, sortable } from '../../time/instant.ts';
import type { StockRules } from '../drift/rules.ts';
import type { StockEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Stock } from './state.ts';

export const stockKind = 'stock';
export const stockKey = (store: string, sku: string): AggregateKey => ({
  store: storeId(store),
  kind: stockKind,
  id: sku,
});

/** Where open drifts are listed, the oldest first. */
export const driftList = (store: string): string => `${store}#drift`;

/** An article's stock: on the list of drifts while one is open, due when a second look or the storefront's time is over. */
export function stockAggregate(rules: StockRules): Aggregate<Stock, StockEvent> {
  return {
    kind: stockKind,
    evolve,
    due(stock) {
      const all = deadlines(stock, rules);
      return all.length === 0 ? undefined : { kind: stockKind, at: earliest(...all) };
    },
    indexes({ store }, stock) {
      const since = openSince(stock);
      return since === undefined ? {} : { list: { partition: driftList(store), sort: sortable(since) } };
    },
  };
}

/** When the storefront has had its time to show what can be sold. */
export const syncDue = ({ off, front }: Stock, { syncWithin }: StockRules): Instant | undefined =>
  off === undefined || front ? undefined : plus(off, syncWithin);

function deadlines(stock: Stock, rules: StockRules): Instant[] {
  const looks = Object.values(stock.places).flatMap(({ drift }) => drift?.until ?? []);
  return [...looks, ...[syncDue(stock, rules)].filter((at) => at !== undefined)];
}

function openSince({ places, front }: Stock): Instant | undefined {
  const all = [
    ...Object.values(places).flatMap(({ drift }) => (drift ? [drift.openedAt] : [])),
    ...(front ? [front.openedAt] : []),
  ];
  return all.length === 0 ? undefined : earliest(...all);
}
