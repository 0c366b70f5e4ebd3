import type { Claim, ClaimEntry } from '../../shared/stock/level/claim.ts';
import type { StockEvent } from '../../shared/stock/level/events.ts';
import { type Drift, nothing, type Place, type Stock } from '../../shared/stock/level/state.ts';
import { instant } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';

export const [mon8, mon9, mon10, tue, wed] = [
  on('Mon 08:00'),
  on('Mon 09:00'),
  on('Mon 10:00'),
  on('Tue 08:00'),
  on('Wed 08:00'),
];

/** Coats at B1, with one entry in the ledger. */
export const coats = (book: number, more: Partial<Stock> = {}, place: Partial<Place> = {}): Stock => ({
  ...nothing('COAT'),
  entries: 1,
  places: { B1: { book, at: mon8, ...place } },
  ...more,
});
/** Andrei has found so many at nine; the second look has until Tuesday. */
export const driftOf = (found: number, more: Partial<Drift> = {}): Drift => ({
  n: 1,
  trigger: 'count',
  openedAt: mon9,
  then: { book: 3 },
  found,
  foundAt: mon9,
  by: 'andrei',
  phase: 'second-look',
  until: tue,
  looks: 1,
  ...more,
});
/** As old as its number. */
export const claimOf = (
  order: number,
  quantity: number,
  got: number,
  more: Partial<ClaimEntry> = {},
): ClaimEntry => ({
  owner: `order/FP-${String(order)}`,
  line: '1',
  quantity,
  got,
  picked: 0,
  shipped: 0,
  since: instant(order),
  seen: 1,
  ...more,
});
export const named = ({ owner, line }: Claim): Claim => ({ owner, line });
export const said = (type: string, data: object): StockEvent =>
  ({ type: `stock.${type}`, data: { at: mon10, ...data } }) as StockEvent;
