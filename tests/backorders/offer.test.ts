import { describe, expect, it } from 'vitest';
import type { Choice, LineChoice } from '../../shared/backorders/case.ts';
import { chosenContent, sumsOf } from '../../shared/backorders/content.ts';
import { type Coming, type Offer, substitutesFor, waitFor } from '../../shared/backorders/offer.ts';
import type { Content } from '../../shared/orders/content.ts';
import { days, type Instant } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';

const mon = on('Mon 08:00');
const ron = (amount: number) => ({ amount, currency: 'RON' });

describe('when the pieces come', () => {
  const comes = (by: Instant, quantity: number): Coming => ({ by, quantity });
  const [tue, sun] = [on('Tue 08:00'), on('Sun 08:00')];
  const order = (from: Instant, to: Instant) => ({ from, to, basis: 'purchase-order' });

  it('with the first purchase order that reaches for those before and for these, as a range of two days', () => {
    const coming = [comes(sun, 5), comes(tue, 3)];
    const [first, second] = [order(tue, on('Thu 08:00')), order(sun, (sun + days(2)) as Instant)];
    expect(waitFor(2, 1, coming, undefined, mon)).toEqual(first);
    expect(waitFor(2, 2, coming, undefined, mon)).toEqual(second);
    expect(waitFor(2, 6, coming, undefined, mon)).toEqual(second);
    expect(waitFor(2, 7, coming, undefined, mon)).toBeUndefined();
  });

  it('or of a quarter of what is still to pass', () => {
    const far = (mon + days(20)) as Instant;
    expect(waitFor(1, 0, [comes(far, 1)], undefined, mon)).toEqual(order(far, (mon + days(25)) as Instant));
  });

  it('is overdue: tomorrow, or within a week', () => {
    for (const by of [mon, on('Mon 07:00')])
      expect(waitFor(1, 0, [comes(by, 1)], days(1), mon)).toEqual({
        from: tue,
        to: mon + days(7),
        basis: 'overdue',
      });
  });

  it('else in the supplier’s usual time, half as long again at the latest, or two days more', () => {
    const usual = (n: number, to: number) => ({
      from: mon + days(n),
      to: mon + days(to),
      basis: 'lead-time',
    });
    expect(waitFor(1, 0, [], days(10), mon)).toEqual(usual(10, 15));
    expect(waitFor(1, 0, [], days(2), mon)).toEqual(usual(2, 4));
    expect(waitFor(3, 0, [comes(tue, 2)], days(2), mon)).toEqual(usual(2, 4));
  });
});

describe('what could take its place', () => {
  const coat = { sku: 'COAT', unitPrice: 10_000, lacking: 2 };
  const of = { category: 'coats', size: 'M' };
  const rules = { most: 3, sameSize: true, priceBand: 20 };
  const one = (sku: string, price: number, more: object = {}) => ({
    sku,
    name: sku.toLowerCase(),
    category: 'coats',
    size: 'M',
    price,
    available: 2,
    ...more,
  });
  const found = (candidates: ReturnType<typeof one>[], more: object = {}, what: object = of) =>
    substitutesFor(coat, what, candidates, { ...rules, ...more }).map(({ sku }) => sku);

  it('is there, of its kind and size, and about its price; what the pieces cost more is said', () => {
    expect(substitutesFor(coat, of, [one('PARKA', 12_000)], rules)).toEqual([
      { sku: 'PARKA', name: 'parka', price: 12_000, difference: 4_000 },
    ]);
    const not = [
      one('COAT', 10_000),
      one('HAT', 10_000, { category: 'hats' }),
      one('L', 10_000, { size: 'L' }),
      one('DEAR', 12_001),
      one('CHEAP', 7_999),
      one('FEW', 10_000, { available: 1 }),
    ];
    expect(found([...not, one('CAPE', 8_000)])).toEqual(['CAPE']);
  });

  it('is the nearest in price first, by name where that is the same, and not too many', () => {
    const all = [one('D', 12_000), one('C', 9_500), one('B', 10_500), one('A', 10_100)];
    expect(found(all)).toEqual(['A', 'B', 'C']);
    expect(found(all.reverse(), { most: 4 })).toEqual(['A', 'B', 'C', 'D']);
  });

  it('is of any size where the shop does not ask, or the article has none; without a category it is nothing', () => {
    const large = [one('L', 10_000, { size: 'L' })];
    expect(found(large, { sameSize: false })).toEqual(['L']);
    expect(found(large, {}, { category: 'coats' })).toEqual(['L']);
    expect(found([one('X', 10_000, { category: undefined })], {}, {})).toEqual([]);
  });
});

describe('an order as it was chosen', () => {
  const content: Content = {
    placedAt: '2026-11-16T08:00:00Z',
    customer: { name: 'Ion Pop' },
    lines: [
      { lineId: '1', sku: 'COAT', name: 'Palton', quantity: 3, unitPrice: ron(10_000), discount: ron(1_000) },
      { lineId: '2', sku: 'HAT', name: 'Pălărie', quantity: 1, unitPrice: ron(5_000) },
    ],
    pricesIncludeVat: true,
  };
  const [coats, hat] = content.lines as [Content['lines'][number], Content['lines'][number]];
  const parka = { sku: 'PARKA', name: 'Parka', price: 11_000, difference: 2_000 };
  const cape = { sku: 'CAPE', name: 'Pelerină', price: 100, difference: -19_800 };
  const of = (lineId: string, quantity: number, lacking: number, credit: number): Offer['lines'][number] => ({
    lineId,
    sku: lineId === '1' ? 'COAT' : 'HAT',
    name: 'n',
    quantity,
    lacking,
    credit,
    substitutes: [parka, cape],
  });
  const offer: Offer = { lines: [of('1', 3, 2, 19_334), of('2', 1, 1, 5_000)], rest: true, paid: true };
  const chosen = (...lines: LineChoice[]): Choice => ({ lines, rest: 'ship-now' });
  const cancel = (lineId: string): LineChoice => ({ lineId, choice: 'cancel' });
  const wait = (lineId: string): LineChoice => ({ lineId, choice: 'wait' });
  const instead = (lineId: string, substituteSku: string): LineChoice => ({
    lineId,
    choice: 'substitute',
    substituteSku,
  });
  const linesOf = (...lines: LineChoice[]) => chosenContent(content, chosen(...lines), offer)?.lines;
  /** A third of the discount of 10.00, rounded down. */
  const oneCoat = { ...coats, quantity: 1, discount: ron(333) };

  it('loses what is cancelled: the lacking pieces, with their part of the discount, or the whole line', () => {
    expect(linesOf(cancel('1'))).toEqual([oneCoat, hat]);
    expect(linesOf(cancel('2'))).toEqual([coats]);
    expect(linesOf(cancel('1'), cancel('2'))).toEqual([oneCoat]);
    // Three fifths of the discount stay with three of five; without one there is none.
    const five: Content = {
      ...content,
      lines: [
        { ...coats, quantity: 5 },
        { ...hat, quantity: 5 },
      ],
    };
    const two: Offer = { ...offer, lines: [of('1', 5, 2, 0), of('2', 5, 2, 0)] };
    expect(chosenContent(five, chosen(cancel('1'), cancel('2')), two)?.lines).toStrictEqual([
      { ...coats, quantity: 3, discount: ron(600) },
      { ...hat, quantity: 3 },
    ]);
    expect(chosenContent(content, chosen(cancel('1')), offer)).toEqual({ ...content, lines: [oneCoat, hat] });
  });

  it('has substitutes in a line of their own, with the rest of the discount, never below zero', () => {
    const parkas = {
      ...coats,
      lineId: '1-s',
      sku: 'PARKA',
      name: 'Parka',
      quantity: 2,
      unitPrice: ron(11_000),
      discount: ron(667),
    };
    expect(linesOf(instead('1', 'PARKA'))).toEqual([oneCoat, parkas, hat]);
    const capes = { ...parkas, sku: 'CAPE', name: 'Pelerină', unitPrice: ron(100), discount: ron(200) };
    expect(linesOf(instead('1', 'CAPE'))).toEqual([oneCoat, capes, hat]);
    const other = { lineId: '2-s', sku: 'PARKA', name: 'Parka', quantity: 1, unitPrice: ron(11_000) };
    expect(linesOf(instead('2', 'PARKA'))).toStrictEqual([coats, { ...hat, ...other }]);
    const one: Offer = { ...offer, lines: [of('1', 3, 3, 29_000)] };
    expect(chosenContent(content, chosen(instead('1', 'PARKA')), one)?.lines).toEqual([
      { ...parkas, quantity: 3, discount: ron(1_000) },
      hat,
    ]);
  });

  it('is what it was where he waits, says nothing, or names what is not there', () => {
    for (const lines of [[wait('1')], [], [cancel('7')], [instead('1', 'HAT')]])
      expect(linesOf(...lines)).toBeUndefined();
    expect(chosenContent(content, chosen(cancel('2')), { ...offer, lines: [] })).toBeUndefined();
    expect(linesOf(wait('1'), cancel('2'))).toEqual([coats]);
    expect(linesOf(instead('1', 'HAT'), cancel('2'))).toEqual([coats]);
  });

  it('costs less by what goes, and less or more by what comes instead', () => {
    const sums = (...lines: LineChoice[]) => sumsOf(chosen(...lines), offer);
    expect(sums(cancel('1'), cancel('2'))).toEqual({ credit: 24_334, charge: 0 });
    expect(sums(instead('1', 'PARKA'), cancel('2'))).toEqual({ credit: 5_000, charge: 2_000 });
    expect(sums(instead('1', 'PARKA'), instead('2', 'PARKA'))).toEqual({ credit: 0, charge: 4_000 });
    expect(sums(instead('1', 'CAPE'), instead('2', 'PARKA'))).toEqual({ credit: 19_800, charge: 2_000 });
    expect(sums(wait('1'), cancel('7'), instead('2', 'HAT'))).toEqual({ credit: 0, charge: 0 });
  });
});
