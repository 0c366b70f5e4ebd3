import { describe, expect, it } from 'vitest';
import { assess } from '../../shared/amendments/assess.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { assessmentOf, baskets, giftProfile, inputsOf } from './given.ts';

const refusalOf = (changes: readonly Change[], more: Parameters<typeof inputsOf>[1] = {}) => {
  const answer = assess(inputsOf(changes, more));
  return 'refused' in answer ? answer.refused : 'taken';
};
const linesOf = (changes: readonly Change[]) =>
  assessmentOf(changes).content.lines.map(({ lineId, sku, quantity }) => [lineId, sku, quantity]);

describe('changes are applied in their order, each to what the one before has left', () => {
  it('adds, changes and removes', () => {
    expect(
      linesOf([
        { op: 'add-line', sku: 'CANA', quantity: 10 },
        { op: 'change-quantity', lineId: '1', quantity: 90 },
        { op: 'change-quantity', lineId: '2', quantity: 12 },
      ]),
    ).toEqual([
      ['1', 'COS-L', 90],
      ['2', 'CANA', 12],
    ]);
    expect(
      linesOf([
        { op: 'add-line', lineId: 'cani', sku: 'CANA', quantity: 10 },
        { op: 'remove-line', lineId: '1' },
      ]),
    ).toEqual([['cani', 'CANA', 10]]);
  });

  it('a discount is off the whole line: of fewer pieces it is their share', () => {
    const discounted = {
      ...baskets,
      lines: [{ ...baskets.lines[0]!, discount: { amount: 10_001, currency: 'RON' } }],
    };
    const { content, cost } = assessmentOf([{ op: 'change-quantity', lineId: '1', quantity: 50 }], {
      content: discounted,
    });
    expect(content.lines[0]!.discount).toEqual({ amount: 5_000, currency: 'RON' });
    expect(cost.items.find(({ kind }) => kind === 'goods')!.gross).toBe(-(50 * 18_900) + 5_001);
  });
});

describe('what is refused', () => {
  const address = { street: 'Str. Nouă 2', city: 'Cluj-Napoca', country: 'RO' };
  it.each<[string, readonly Change[], object]>([
    [
      'a line that is not there',
      [{ op: 'remove-line', lineId: '9' }],
      { is: 'rule', path: 'changes.0.lineId', message: 'the order has no line 9; it has 1' },
    ],
    [
      'the same quantity',
      [{ op: 'change-quantity', lineId: '1', quantity: 100 }],
      { is: 'rule', path: 'changes.0.quantity', message: 'changes nothing: it is so many already' },
    ],
    [
      'the same address',
      [{ op: 'change-address', address: { country: 'RO', city: 'Brașov', street: 'Str. Lungă 1' } }],
      { is: 'rule', path: 'changes.0.address', message: 'changes nothing: the order goes there already' },
    ],
    [
      'the same date',
      [{ op: 'change-delivery', promisedAt: '2026-11-19T17:00:00+02:00' }],
      { is: 'rule', path: 'changes.0', message: 'changes nothing: the date is 2026-11-19T15:00:00Z already' },
    ],
    [
      'a date in the past',
      [{ op: 'change-delivery', promisedAt: '2026-11-15T08:00:00Z' }],
      { is: 'rule', path: 'changes.0.promisedAt', message: 'must lie in the future' },
    ],
    [
      'changes that undo each other',
      [
        { op: 'add-line', sku: 'CANA', quantity: 1 },
        { op: 'remove-line', lineId: '2' },
      ],
      { is: 'rule', path: 'changes', message: 'change nothing altogether' },
    ],
    [
      'an order of nothing',
      [{ op: 'remove-line', lineId: '1' }],
      { is: 'rule', path: 'changes', message: 'would leave an order of nothing; cancel it instead' },
    ],
    [
      'a line twice',
      [{ op: 'add-line', lineId: '1', sku: 'CANA', quantity: 1 }],
      { is: 'rule', path: 'changes.0.lineId', message: 'the order has a line 1 already' },
    ],
    [
      'into a line that is not there',
      [{ op: 'add-line', sku: 'CANA', quantity: 1, into: '7' }],
      { is: 'rule', path: 'changes.0.into', message: 'the order has no line 7' },
    ],
  ])('%s', (_, changes, refusal) => {
    expect(refusalOf(changes)).toEqual(refusal);
  });

  it('what lies in a parcel already', () => {
    expect(
      refusalOf([{ op: 'change-quantity', lineId: '1', quantity: 20 }], { inParcels: new Map([['1', 35]]) }),
    ).toEqual({ is: 'rule', path: 'changes.0', message: '35 pieces of line 1 lie in parcels already' });
  });

  it('an order that is closed', () => {
    const { order } = inputsOf([]);
    const closed = evolve(order, { type: 'order.closed', data: { stage: 'cancelled' } });
    expect(refusalOf([{ op: 'remove-line', lineId: '1' }], { order: closed })).toEqual({
      is: 'order-closed',
      stage: 'preparing',
    });
  });

  it('what has passed its point of no return, with what is still possible', () => {
    const profile = giftProfile({
      amendments: { pointOfNoReturn: { 'add-line': 'preparing', 'change-quantity': 'preparing' } },
    });
    expect(refusalOf([{ op: 'add-line', sku: 'CANA', quantity: 1 }], { profile })).toEqual({
      is: 'past-no-return',
      op: 'add-line',
      stage: 'preparing',
      possible: ['remove-line', 'change-address', 'change-delivery'],
    });
    const { order } = inputsOf([]);
    const shipped = { ...order, stay: { ...order.stay, stage: 'shipped' } };
    expect(refusalOf([{ op: 'change-address', address }], { order: shipped })).toMatchObject({
      is: 'past-no-return',
      possible: [],
    });
  });

  it('more changes than an order takes, and what costs more than the shop allows', () => {
    const change: Change = { op: 'add-line', sku: 'CANA', quantity: 100 };
    const profile = giftProfile({ amendments: { mostPerOrder: 2, mostExtra: 100_000 } });
    expect(refusalOf([change], { profile, content: { ...baskets, amendments: 2 } })).toEqual({
      is: 'too-many-amendments',
      most: 2,
    });
    // 100 × 12.10, and 35 × 1.50 with 21 % VAT.
    expect(refusalOf([change], { profile })).toEqual({ is: 'too-dear', most: 100_000, gross: 127_353 });
  });

  it('more lines than an order has', () => {
    const lines = Array.from({ length: 500 }, (_, n) => ({ ...baskets.lines[0]!, lineId: String(n + 1) }));
    expect(
      refusalOf([{ op: 'add-line', sku: 'CANA', quantity: 1 }], { content: { ...baskets, lines } }),
    ).toEqual({
      is: 'rule',
      path: 'changes',
      message: 'an order has at most 500 lines',
    });
  });
});
