import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../shared/amendments/cost.ts';
import { add, byRate, times, withVat } from '../../shared/orders/money.ts';
import { baskets, promo } from '../amendments/given.ts';

it('sums are added up by rate, the highest first', () => {
  const item = (vatRate: number, net: number, vat: number) => ({ vatRate, net, vat, gross: net + vat });
  expect(byRate([item(11, 100, 11), item(21, 1_000, 210), item(0, 7, 0), item(11, 200, 22)])).toEqual([
    item(21, 1_000, 210),
    item(11, 300, 33),
    item(0, 7, 0),
  ]);
});

describe('a sum with its VAT', () => {
  it.each([
    // A price that includes VAT keeps its gross.
    [1_210, 21, true, { net: 1_000, vat: 210, gross: 1_210 }],
    [100, 21, true, { net: 83, vat: 17, gross: 100 }],
    // One without keeps its net; half a ban goes away from zero.
    [5_250, 21, false, { net: 5_250, vat: 1_103, gross: 6_353 }],
    [-5_250, 21, false, { net: -5_250, vat: -1_103, gross: -6_353 }],
    [1_000, 9.5, false, { net: 1_000, vat: 95, gross: 1_095 }],
    [999, 0, true, { net: 999, vat: 0, gross: 999 }],
  ])('%i at %d %%, VAT included: %s', (amount, rate, includes, expected) => {
    expect(withVat(amount, rate, includes)).toEqual(expected);
  });

  it('stays exact where the product is longer than a number is', () => {
    expect(times(1_000_000_000_000, 10_001, 10_000)).toBe(1_000_100_000_000);
    expect(times(999_999_999_999, 99_999, 100_000)).toBe(999_989_999_999);
  });
});

it('every total of a cost is the sum of its items, whatever the changes and rates', () => {
  const rate = fc.constantFrom(0, 5, 9, 9.5, 11, 19, 21);
  const touched = fc.record({
    price: fc.integer({ min: 0, max: 5_000_000 }),
    before: fc.integer({ min: 0, max: 500 }),
    after: fc.integer({ min: 0, max: 500 }),
    rate,
  });
  fc.assert(
    fc.property(
      fc.array(touched, { maxLength: 12 }),
      fc.boolean(),
      rate,
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 300 }),
      (lines, includes, defaultVat, rework, percent) => {
        const of = lines.map(({ price, before, after, rate: vatRate }, n) => ({
          line: {
            lineId: String(n),
            sku: 'CANA',
            name: 'x',
            quantity: after,
            unitPrice: { amount: price, currency: 'RON' },
            vatRate,
          },
          before,
          after,
          was: price * before,
          is: price * after,
          unlisted: false,
        }));
        const cost = costOf({
          content: { ...baskets, pricesIncludeVat: includes },
          touched: of,
          supply: of.map(({ line }) => ({
            lineId: line.lineId,
            sku: 'CANA',
            name: 'x',
            needed: 10,
            free: 3,
            toBuy: 7,
            state: 'to-buy' as const,
            rush: { readyAt: 0 as never, surchargePercent: percent },
          })),
          products: new Map([['CANA', promo]]),
          quotes: new Map(),
          defaultVat,
          costs: { rework: 151, inbound: 999, parcel: 2_001, markupPercent: 0, fees: [] },
          rework,
          rushed: new Set(of.map(({ line }) => line.lineId)),
          furtherParcel: true,
          fee: 77,
        });
        const whole = (n: number) => Number.isSafeInteger(n);
        for (const item of [...cost.items, ...cost.rates, cost.total]) {
          expect([item.net, item.vat, item.gross].every(whole)).toBe(true);
          expect(item.net + item.vat).toBe(item.gross);
        }
        expect(add(cost.items)).toEqual(cost.total);
        expect(add(cost.rates)).toEqual(cost.total);
        // The goods are what the order costs more, to the ban.
        const goods = cost.items.filter(({ kind }) => kind === 'goods');
        const more = of.reduce((sum, { was, is }) => sum + is - was, 0);
        expect(goods.reduce((sum, { gross, net }) => sum + (includes ? gross : net), 0)).toBe(more);
      },
    ),
    { numRuns: 500, seed: 20261125 },
  );
});
