import { accept, type Decision } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import { syncDue } from '../level/aggregate.ts';
import { withConsequences } from '../level/consequences.ts';
import type { StockEvent } from '../level/events.ts';
import { driftId, nothing, type Published, sellableOf, type Stock, storefront } from '../level/state.ts';
import { lapsedLooks } from './look.ts';
import type { StockRules } from './rules.ts';

/** What the storefront says it shows. An older word than the last is none; the same number again says nothing new, unless it is awaited. */
export function publish(
  stock: Stock | undefined,
  sku: string,
  { quantity, asOf }: Published,
  at: Instant,
): Decision<StockEvent, never> {
  const before = stock ?? nothing(sku);
  const known = before.published;
  if (known && known.asOf >= asOf) return accept([], known.asOf === asOf ? 'repeated' : 'late');
  const awaited = before.off !== undefined || before.unheard === true || before.front !== undefined;
  if (known?.quantity === quantity && !awaited) return accept([], 'unchanged');
  const event: StockEvent = { type: 'stock.published', data: { sku, quantity, asOf, at } };
  return accept(withConsequences(before, [event], at), 'published');
}

/** What has fallen due: second looks that nobody took, a storefront that had its time. Called again it does nothing. */
export function overdue(
  stock: Stock,
  rules: StockRules,
  at: Instant,
  /** When anything was last heard of the storefront's stock. */
  heardAt: Instant | undefined,
): readonly StockEvent[] {
  const due = syncDue(stock, rules);
  const { off, published, sku } = stock;
  const events = lapsedLooks(stock, at);
  if (due !== undefined && due <= at && off !== undefined && published) {
    const n = stock.drifts + 1;
    events.push(
      heardAt === undefined || heardAt < off
        ? { type: 'stock.sync-unheard', data: { sku, since: off, at } }
        : {
            type: 'stock.sync-drifted',
            data: {
              driftId: driftId(sku, storefront, n),
              sku,
              n,
              published: published.quantity,
              sellable: sellableOf(stock),
              at,
            },
          },
    );
  }
  return withConsequences(stock, events, at);
}
