import type { DriftCase } from '../../../shared/stock/causes/evidence.ts';
import { hours, type Instant, minutes, plus } from '../../../shared/time/instant.ts';
import type { Planted } from './faults.ts';
import type { Traffic } from './traffic.ts';

export const recorded = ({ sku, ledger, claims, left, receipts, returns, counts }: Traffic) => ({
  sku,
  ledger,
  claims,
  left,
  receipts,
  returns,
  counts,
  tolerance: 0,
});

/** Somewhat behind, as pages are. */
export const page = ({ chance }: Traffic, quantity: number, at: Instant) => ({
  quantity: Math.max(0, quantity + chance.of([0, 0, 0, 1, 2])),
  asOf: plus(at, hours(-chance.below(30))),
  heardAt: plus(at, hours(-chance.below(3))),
});

/** The page against what can be sold. */
export function atPage(traffic: Traffic, faults: readonly Planted[]): DriftCase {
  const { chance } = traffic;
  const how = faults.find((one) => one.page)?.page;
  if (how === 'twice') {
    const { owner, quantity } = traffic.claim(chance.of([1, 1, 2]));
    const again = owner.replace('order/', 'amendment/');
    traffic.claim(quantity, again, plus(traffic.now, minutes(chance.next())));
  }
  const held = traffic.claims.reduce((sum, { got }) => sum + got, 0);
  const book = traffic.bookOf();
  const sellable = Math.max(0, book - held);
  const last = traffic.ledger.slice(-(1 + chance.below(3)));
  const was = sellable - last.reduce((sum, { delta }) => sum + delta, 0);
  const twice = how === 'twice' ? (traffic.claims.at(-1)?.got ?? 0) : 0;
  const found = how === 'twice' ? sellable + twice : Math.max(0, was);
  const since = plus(last[0]?.occurredAt ?? traffic.now, hours(-chance.below(12)));
  const foundAt = plus(traffic.now, minutes(40));
  const asOf = how === 'twice' ? foundAt : since;
  return {
    ...recorded(traffic),
    location: 'storefront',
    book: sellable,
    found,
    difference: found - sellable,
    foundAt,
    trigger: 'storefront',
    looks: 0,
    articleBook: book,
    drifts: [],
    storefront: { quantity: found, asOf, heardAt: how === 'silent' ? since : foundAt },
  };
}
