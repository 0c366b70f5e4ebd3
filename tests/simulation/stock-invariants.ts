import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../../shared/backorders/case.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { Refund } from '../../shared/refunds/refund.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import type { StockEvent } from '../../shared/stock/level/events.ts';
import { evolve } from '../../shared/stock/level/evolve.ts';
import { ledgerSince, sumAt } from '../../shared/stock/level/ledger.ts';
import { bookOf, type Stock } from '../../shared/stock/level/state.ts';
import { unchained } from './chains.ts';
import type { House } from './house.ts';
import { linksTwice } from './link-invariants.ts';

const store = 'electrosmart';

function rows<State>(house: House, kind: string): { id: string; state: State }[] {
  return [...house.store.rows.values()]
    .filter(({ key }) => key.kind === kind)
    .map(({ key, change }) => ({ id: key.id, state: change.state as State }));
}

/** What must hold of the books, always; and what besides when everything has come to rest. Answers what does not. */
export async function stockBroken(house: House, when: 'now' | 'end'): Promise<string[]> {
  const found: string[] = [];
  const booked = new Set<string>();
  for (const { id: sku, state } of rows<Stock>(house, 'stock')) {
    found.push(...(await books(house, sku, state, when, booked)), ...replays(house, sku, state));
    if (when === 'end') found.push(...(await owners(house, sku)));
  }
  found.push(...linksTwice(house), ...decidedOnce(house), ...refundsOnce(house));
  if (when === 'end') found.push(...refundsOpened(house), ...unchained(house));
  return found;
}

/** The ledger is the book, the claims are what is allocated and waited for, nothing is negative or given out twice. */
async function books(
  house: House,
  sku: string,
  stock: Stock,
  when: 'now' | 'end',
  booked: Set<string>,
): Promise<string[]> {
  const key = stockKey(store, sku);
  const ledger = await ledgerSince(house.store, key, stock.entries);
  const claims = await claimsOn(house.store, key);
  const got = claims.reduce((sum, claim) => sum + claim.got, 0);
  const lacking = claims.reduce(
    (sum, { quantity, got: has, picked, shipped }) =>
      sum + Math.max(0, quantity - Math.max(picked, shipped) - has),
    0,
  );
  // A movement's id is booked once, of whichever article.
  const twice = ledger.filter(({ movementId }) => booked.has(movementId));
  for (const { movementId } of ledger) booked.add(movementId);
  return [
    ...twice.map(({ movementId }) => `the movement ${movementId} is booked twice`),
    ...Object.entries(stock.places).flatMap(([location, { book }]) => [
      ...(sumAt(ledger, location) === book ? [] : [`the ledger of ${sku} at ${location} is not its book`]),
      ...(book < 0 ? [`the book of ${sku} is negative`] : []),
    ]),
    ...(got === stock.allocated ? [] : [`the claims on ${sku} are not what is allocated`]),
    ...(lacking === stock.waiting ? [] : [`what waits for ${sku} is not what claims lack`]),
    ...(claims.some((claim) => claim.got < 0) ? [`a claim on ${sku} is negative`] : []),
    // What somebody took from others is given out anew by an event: until it has come, more is claimed than there is.
    ...(when === 'now' || stock.allocated <= bookOf(stock)
      ? []
      : [`more of ${sku} is given out than there is`]),
  ];
}

/** The events of the article lead to its state. */
function replays(house: House, sku: string, stock: Stock): string[] {
  const events = house.store.log
    .filter(({ key }) => key.kind === 'stock' && key.id === sku)
    .flatMap(({ change }) => change.events as readonly StockEvent[]);
  const state = events.reduce<Stock | undefined>(evolve, undefined);
  return isDeepStrictEqual(state, stock) ? [] : [`the history of ${sku} does not lead to its state`];
}

/** In the end every open order claims what it asks for, a cancelled one nothing, a closed case nothing. */
async function owners(house: House, sku: string): Promise<string[]> {
  const claims = await claimsOn(house.store, stockKey(store, sku));
  const orders = new Map(rows<Order>(house, 'order').map(({ id, state }) => [id, state]));
  const cases = new Map(rows<Case>(house, 'backorder').map(({ id, state }) => [id, state]));
  return claims.flatMap(({ owner, got, quantity }) => {
    const [kind, id = ''] = [owner.slice(0, owner.indexOf('/')), owner.slice(owner.indexOf('/') + 1)];
    if (kind === 'backorder')
      return cases.get(id.slice(0, id.lastIndexOf('.')))?.status === 'closed'
        ? [`${owner} is over and holds ${sku}`]
        : [];
    const order = orders.get(id);
    if (!order) return [`${owner} is no order and holds ${sku}`];
    if (order.stay.stage === 'cancelled' && (got > 0 || quantity > 0))
      return [`${owner} is cancelled and holds ${sku}`];
    return [];
  });
}

/** One word decides each question, whoever says it. */
function decidedOnce(house: House): string[] {
  const seen = new Set<string>();
  return house.store.log.flatMap(({ key, change }) =>
    change.events.flatMap(({ type, data }) => {
      if (type !== 'backorder.decided') return [];
      const name = `${key.id} round ${String(data['round'])}`;
      if (seen.has(name)) return [`${name} was decided twice`];
      seen.add(name);
      return [];
    }),
  );
}

/** Money goes back once for one reason, and never more than was paid. */
function refundsOnce(house: House): string[] {
  const sums = new Map<string, number>();
  for (const { state } of rows<Refund>(house, 'refund'))
    if (state.status !== 'void') sums.set(state.orderId, (sums.get(state.orderId) ?? 0) + state.amount);
  return [...sums].flatMap(([orderId, sum]) => {
    const placed = house.store.log.find(
      ({ key, change }) => key.id === orderId && change.events.some(({ type }) => type === 'order.placed'),
    );
    const units = Number(placed?.change.events[0]?.data['units'] ?? 0);
    // Every piece costs 10 lei, shipping 19.99.
    return sum > units * 1_000 + 1_999 ? [`${orderId} gets back more than it cost`] : [];
  });
}

/** In the end whoever paid for what was cancelled has a refund. */
function refundsOpened(house: House): string[] {
  const refunded = new Set(rows<Refund>(house, 'refund').map(({ state }) => state.orderId));
  return rows<Order>(house, 'order').flatMap(({ id, state }) =>
    state.stay.stage === 'cancelled' && state.payment?.state === 'paid' && !refunded.has(id)
      ? [`${id} was paid and cancelled, and gets nothing back`]
      : [],
  );
}
