import { articleOf } from '../orders/content.ts';
import type { Profile } from '../stores/profile.ts';
import type { ProductBody } from '../stock/bodies.ts';
import { componentsOf } from '../stock/products.ts';
import { type Instant, latest, parseDuration, parseInstant } from '../time/instant.ts';
import type { Touched } from './changed.ts';
import type { QuoteBody } from './bodies.ts';
import { leadTimeEnd } from './lead-time.ts';

/** What is known of the stock of one article. */
export interface Shelf {
  readonly tracked: boolean;
  /** Pieces that nobody has claimed, or that this amendment has. */
  readonly available: number;
  /** What open purchase orders still bring, the earliest first. */
  readonly awaited: readonly { readonly quantity: number; readonly by: Instant }[];
}

/** Where the pieces of one line come from. */
export interface LineSupply {
  readonly lineId: string;
  /** Absent where the line names no article, or takes none. */
  readonly sku?: string;
  readonly name: string;
  /** Pieces more than before. */
  readonly needed: number;
  readonly free: number;
  readonly toBuy: number;
  /** `unknown`: the shop does not count this article, so it is taken to be there. */
  readonly state: 'free' | 'to-buy' | 'awaited' | 'unavailable' | 'needs-quote' | 'unknown';
  readonly supplier?: string;
  /** When what is not there will be, in the usual time. */
  readonly readyAt?: Instant;
  /** And when the supplier hurries. */
  readonly rush?: { readonly readyAt: Instant; readonly surchargePercent: number };
}

interface Stocks {
  readonly profile: Pick<Profile, 'calendar' | 'timeZone'>;
  readonly products: ReadonlyMap<string, ProductBody>;
  readonly quotes: ReadonlyMap<string, QuoteBody>;
  readonly shelves: ReadonlyMap<string, Shelf>;
  /** Procurement has not said that it cannot. */
  readonly canBuy: boolean;
  readonly at: Instant;
}

/**
 * What each line needs more of: free on the shelf, to be bought with lead time and supplier, on its way, or not to be had.
 * Lines of one article share its shelf, the first of them first.
 */
export function supplyOf(touched: readonly Touched[], stocks: Stocks): LineSupply[] {
  const left = new Map([...stocks.shelves].map(([sku, { available }]) => [sku, Math.max(0, available)]));
  return touched
    .filter(({ before, after }) => after > before)
    .map(({ line, before, after, unlisted }) => {
      const needed = after - before;
      const sku = articleOf(line);
      const base = { lineId: line.lineId, ...(sku === undefined ? {} : { sku }), name: line.name, needed };
      if (unlisted)
        return stocks.canBuy
          ? quoted(base, stocks.quotes.get(line.lineId))
          : { ...base, free: 0, toBuy: needed, state: 'unavailable' };
      const parts = componentsOf(sku, 1, stocks.products.get(sku ?? ''));
      const tracked = parts.some(({ sku }) => stocks.shelves.get(sku)?.tracked);
      if (!tracked) return { ...base, free: needed, toBuy: 0, state: 'unknown' };
      const free = Math.min(
        needed,
        ...parts.map(({ sku, quantity }) =>
          stocks.shelves.get(sku)?.tracked ? Math.floor((left.get(sku) ?? 0) / quantity) : needed,
        ),
      );
      for (const { sku, quantity } of parts) left.set(sku, (left.get(sku) ?? 0) - free * quantity);
      const toBuy = needed - free;
      return toBuy === 0
        ? { ...base, free, toBuy, state: 'free' }
        : {
            ...base,
            free,
            toBuy,
            ...source(
              sku ?? '',
              toBuy,
              parts.map(({ sku }) => sku),
              stocks,
            ),
          };
    });
}

type Base = Pick<LineSupply, 'lineId' | 'sku' | 'name' | 'needed'>;

function quoted(base: Base, quote: QuoteBody | undefined): LineSupply {
  const bought = { ...base, free: 0, toBuy: base.needed };
  const readyAt = quote && parseInstant(quote.readyAt);
  if (!quote || readyAt === undefined) return { ...bought, state: 'needs-quote' };
  return {
    ...bought,
    state: 'to-buy',
    readyAt,
    ...(quote.supplier === undefined ? {} : { supplier: quote.supplier }),
    // The quoted date is the one of hurrying where hurrying was quoted.
    ...(quote.rushPercent === undefined ? {} : { rush: { readyAt, surchargePercent: quote.rushPercent } }),
  };
}

function source(
  sku: string,
  toBuy: number,
  parts: readonly string[],
  { products, shelves, profile, canBuy, at }: Stocks,
): Pick<LineSupply, 'state' | 'supplier' | 'readyAt' | 'rush'> {
  const product = products.get(sku);
  const leadTime = product?.leadTime === undefined ? undefined : parseDuration(product.leadTime);
  const hurried = product?.rush?.leadTime === undefined ? undefined : parseDuration(product.rush.leadTime);
  const supplier = product?.supplier === undefined ? {} : { supplier: product.supplier };
  const rush =
    hurried === undefined
      ? {}
      : {
          rush: {
            readyAt: leadTimeEnd(profile, at, hurried),
            surchargePercent: product?.rush?.surchargePercent ?? 0,
          },
        };
  if (!canBuy) return { state: 'unavailable', ...supplier };
  if (leadTime !== undefined)
    return { state: 'to-buy', ...supplier, readyAt: leadTimeEnd(profile, at, leadTime), ...rush };
  if (hurried !== undefined)
    return { state: 'to-buy', ...supplier, readyAt: leadTimeEnd(profile, at, hurried), ...rush };
  const dates = parts.map((part) => coveredBy(shelves.get(part), toBuy));
  return dates.every((by) => by !== undefined)
    ? { state: 'awaited', ...supplier, readyAt: latest(at, ...dates) }
    : { state: 'unavailable', ...supplier };
}

/** When what is on its way will be enough. */
function coveredBy(shelf: Shelf | undefined, quantity: number): Instant | undefined {
  let sum = 0;
  for (const one of shelf?.awaited ?? []) {
    sum += one.quantity;
    if (sum >= quantity) return one.by;
  }
  return undefined;
}
