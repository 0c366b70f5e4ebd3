import { own } from '../../kernel/own.ts';
import { orderKey } from '../../orders/aggregate.ts';
import type { Order } from '../../orders/state.ts';
import type { AggregateKey, HeadStore } from '../../kernel/head.ts';
import { type Instant, minus, plus, sortable } from '../../time/instant.ts';
import { heardOf } from '../drift/storefront.ts';
import { driftList, stockKey } from '../level/aggregate.ts';
import { type ClaimEntry, takenOf } from '../level/claim.ts';
import { ledgerSince, sumAt } from '../level/ledger.ts';
import { type Booked, behind } from '../level/movement.ts';
import { bookOf, sellableOf, type Stock, storefront } from '../level/state.ts';
import { productsOf } from '../products.ts';
import type { CountEntry, DriftCase, ReceiptEntry, ReturnEntry } from './evidence.ts';
import { parameters } from './parameters.ts';

/** What a case is gathered from: the shop, and what its caller has read already. */
export interface Around {
  readonly store: string;
  readonly at: Instant;
  readonly claims: readonly ClaimEntry[];
  /** Is an order of this stage out of the house? */
  readonly hasLeft: (stage: string) => boolean;
}

/** Papers, orders and open differences beyond these are not looked at: a page is answered, not a year. */
const papers = 500;
const orders = 50;
const neighbours = 50;

/**
 * All that bears on an open difference; undefined where there is none. Bounded: the ledger of 90 days, 500 receipts and
 * 500 returns, the heads of the 50 oldest orders, 50 open differences of the shop.
 */
export async function gatherCase(
  heads: HeadStore,
  stock: Stock,
  location: string,
  around: Around,
): Promise<DriftCase | undefined> {
  const sides = sidesOf(stock, location);
  if (!sides) return undefined;
  const { store, at, claims } = around;
  const key = stockKey(store, stock.sku);
  const since = minus(at, behind);
  // A paper of the window's first days may belong to a booking before it.
  const from = plus(since, parameters.samePaper);
  const [ledger, receipts, returns, products, drifts, heardAt, left] = await Promise.all([
    ledgerSince(heads, key, stock.entries, since),
    beside<ReceiptEntry>(heads, key, `receipt#${sortable(from)}`, 'receipt#~'),
    beside<ReturnEntry>(heads, key, 'return#', 'return#~'),
    productsOf(heads, store, [stock.sku]),
    othersAt(heads, store, stock.sku, location),
    heardOf(heads, store),
    leftOf(heads, around),
  ]);
  const packUnit = products.get(stock.sku)?.packUnit;
  const { published } = stock;
  return {
    ...sides,
    sku: stock.sku,
    location,
    difference: sides.found - sides.book,
    articleBook: bookOf(stock),
    ledger,
    claims,
    left,
    receipts,
    returns: returns.filter(({ doneAt, arrivedAt }) => (doneAt ?? arrivedAt ?? at) >= from),
    counts: location === storefront ? [] : countsAt(ledger, location, sides.book),
    drifts,
    // The counts kept are those by which the book was set: they agree with it to the piece.
    tolerance: 0,
    ...(packUnit === undefined ? {} : { packUnit }),
    ...(published ? { storefront: { ...published, ...(heardAt === undefined ? {} : { heardAt }) } } : {}),
  };
}

/** The two sides that disagree, as they stand now. */
function sidesOf(
  stock: Stock,
  location: string,
): Pick<DriftCase, 'book' | 'found' | 'foundAt' | 'trigger' | 'looks' | 'orderId'> | undefined {
  const { front, published } = stock;
  if (location === storefront)
    return (
      front && {
        book: sellableOf(stock),
        found: published?.quantity ?? front.then.published,
        foundAt: front.openedAt,
        trigger: 'storefront',
        looks: 0,
      }
    );
  const place = own(stock.places, location);
  if (!place?.drift) return undefined;
  const { found, foundAt, trigger, looks, orderId } = place.drift;
  return { book: place.book, found, foundAt, trigger, looks, ...(orderId === undefined ? {} : { orderId }) };
}

async function beside<T>(heads: HeadStore, key: AggregateKey, from: string, to: string): Promise<T[]> {
  const { items } = await heads.partsBetween(key, from, to, { limit: papers });
  return items.map(({ body }) => JSON.parse(body) as T);
}

/** Moments at which the book was set to what was counted: an opening, a difference that was resolved. */
function countsAt(ledger: readonly Booked[], location: string, book: number): CountEntry[] {
  return ledger
    .filter(
      (one) =>
        one.location === location &&
        (one.kind === 'opening' || (one.kind === 'adjustment' && one.movementId.startsWith('drift~'))),
    )
    .map(({ occurredAt, actor }) => {
      const since = ledger.filter((one) => one.occurredAt > occurredAt);
      return { location, quantity: book - sumAt(since, location), at: occurredAt, by: actor };
    });
}

async function othersAt(
  heads: HeadStore,
  store: string,
  sku: string,
  location: string,
): Promise<DriftCase['drifts']> {
  if (location === storefront) return [];
  const { items } = await heads.find('list', driftList(store), {}, { limit: neighbours });
  const found = await heads.loadMany<Stock>(items.filter(({ id }) => id !== sku));
  return found.flatMap(({ state }) => {
    const place = own(state.places, location);
    return place?.drift
      ? [{ sku: state.sku, difference: place.drift.found - place.book, at: place.drift.foundAt }]
      : [];
  });
}

/** Orders that are out of the house while their claims say that nothing was taken. */
async function leftOf(heads: HeadStore, { store, claims, hasLeft }: Around): Promise<DriftCase['left']> {
  const prefix = 'order/';
  const ids = claims
    .filter((claim) => claim.owner.startsWith(prefix) && takenOf(claim) < claim.quantity)
    .map(({ owner }) => owner.slice(prefix.length));
  const once = [...new Set(ids)].slice(0, orders);
  const found = await heads.loadMany<Order>(once.map((id) => orderKey(store, id)));
  return found
    .filter(({ state }) => hasLeft(state.stay.stage))
    .map(({ state }) => ({ owner: `${prefix}${state.id}`, at: state.stay.since }));
}
