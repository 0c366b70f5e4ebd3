import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf, grossOf, itemsOf, partOf, valueOf } from '../../shared/orders/account.ts';
import type { Content } from '../../shared/orders/content.ts';
import type { Order } from '../../shared/orders/state.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });
const content: Content = {
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Ana' },
  lines: [
    { lineId: '1', sku: 'A', name: 'A', quantity: 3, unitPrice: ron(1_000), discount: ron(300) },
    { lineId: '2', sku: 'B', name: 'B', quantity: 1, unitPrice: ron(5_000), vatRate: 11 },
  ],
  shippingFee: ron(1_500),
};
const order = (more: object = {}) => ({ stay: { stage: 'packed' }, units: 4, ...more }) as Order;
const books = { content, parcels: new Map(), defaultVat: 21 };

describe('what an order costs', () => {
  it('adds lines after their discount, and shipping, with VAT by rate', () => {
    // 2,700 and 1,500 at 21 %: 469 and 260 of VAT; 5,000 at 11 %: 495.
    expect(accountOf(order(), books)).toMatchObject({
      charged: { gross: 9_200, vat: 1_224, net: 7_976 },
      rates: [
        { vatRate: 21, gross: 4_200, vat: 729, net: 3_471 },
        { vatRate: 11, gross: 5_000, vat: 495, net: 4_505 },
      ],
      paid: 0,
      due: 9_200,
    });
  });

  it('adds VAT where prices are without it', () => {
    expect(grossOf({ ...content, pricesIncludeVat: false }, 21)).toBe(3_267 + 5_550 + 1_815);
  });

  it('gives the odd minor units to the first pieces, so that parts add up to the whole', () => {
    const item = { kind: 'line', name: 'A', quantity: 3, vatRate: 21, gross: 100, vat: 17, net: 83 } as const;
    expect([1, 2, 3].map((n) => partOf(item, n).gross)).toEqual([34, 67, 100]);
    expect([1, 2, 3].map((n) => partOf(item, n).vat)).toEqual([6, 12, 17]);
    expect(partOf(item, 9).gross).toBe(100);
    expect(partOf(item, -1).gross).toBe(0);
  });

  it('is nothing for a line that is not there', () => {
    expect(valueOf(content, [{ lineId: '7', quantity: 1 }], 21)).toBe(0);
  });

  it('keeps shipping while a piece remains, and loses it with the last', () => {
    const gone = (lineId: string, quantity: number) => ({ lineId, quantity });
    expect(accountOf(order({ returned: [gone('1', 3)] }), books).charged.gross).toBe(6_500);
    expect(accountOf(order({ returned: [gone('1', 3), gone('2', 1)] }), books).charged.gross).toBe(0);
    expect(accountOf(order({ stay: { stage: 'cancelled' } }), books).charged.gross).toBe(0);
  });

  it('is the same however the pieces of a line are cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
        (quantity, price, includes, cuts) => {
          const one: Content = {
            ...content,
            pricesIncludeVat: includes,
            lines: [{ lineId: '1', sku: 'A', name: 'A', quantity, unitPrice: ron(price), vatRate: 21 }],
          };
          const [item] = itemsOf(one, 21);
          const points = [...cuts.map((cut) => Math.min(cut, quantity)), 0, quantity].sort((a, b) => a - b);
          const parts = points.slice(1).map((to, at) => {
            const [upTo, from] = [partOf(item!, to), partOf(item!, points[at]!)];
            return { gross: upTo.gross - from.gross, vat: upTo.vat - from.vat, net: upTo.net - from.net };
          });
          const sum = (of: 'gross' | 'vat' | 'net') => parts.reduce((all, part) => all + part[of], 0);
          expect([sum('gross'), sum('vat'), sum('net')]).toEqual([item!.gross, item!.vat, item!.net]);
          expect(parts.every(({ gross }) => gross >= 0)).toBe(true);
        },
      ),
    );
  });
});
