import { describe, expect, it } from 'vitest';
import { billOf, ofOrders, unitsOf } from './bill.ts';
import { isMet, ratioOf } from './figure.ts';
import { median } from './median.ts';
import type { Write } from './recorder.ts';

const write = (pk: string, sk: string, tableUnits: number, indexes = {}, table = 'state'): Write => ({
  step: 'any',
  table,
  before: undefined,
  after: { pk: { S: pk }, sk: { S: sk } },
  failed: false,
  tableUnits,
  indexes,
});

const life = [
  write('shop#claim#abc', 'key', 1),
  write('shop#order#ES-1', 'content#xyz.1', 1),
  write('shop#order#ES-1', 'head', 1, { due: 1, list: 1, worklist: 0 }),
  write('shop#order#ES-1', 'head', 2, { due: 2, list: 0 }),
  write('shop#notice#ES-1~stage', 'head', 1, { due: 1 }),
  write('shop#order/ES-1', '2026-11-16T08:00:00.000Z#0', 1, {}, 'timeline'),
];

describe('a bill', () => {
  it('has a line for each thing and each index, the dearest first', () => {
    expect(billOf(life)).toEqual([
      { what: 'order: head', writes: 2, units: 3 },
      { what: 'order: index due', writes: 2, units: 3 },
      { what: 'order: claim of the idempotency key', writes: 1, units: 1 },
      { what: 'order: lines, people and places', writes: 1, units: 1 },
      { what: 'order: index list', writes: 1, units: 1 },
      { what: 'notice: head', writes: 1, units: 1 },
      { what: 'notice: index due', writes: 1, units: 1 },
      { what: 'timeline: entries', writes: 1, units: 1 },
    ]);
  });

  it('sums table and indexes; of orders are their items and the claims of their keys', () => {
    expect(unitsOf(life)).toBe(12);
    expect(unitsOf(ofOrders(life))).toBe(9);
  });
});

describe('a figure', () => {
  const figure = { section: 's', name: 'n', unit: 'u', ours: 30, alternative: 60 };

  it('is held to its bound by itself or by its ratio, the bound included', () => {
    expect(ratioOf(figure)).toBe(0.5);
    expect(isMet({ ...figure, bound: { of: 'ours', most: 30 } })).toBe(true);
    expect(isMet({ ...figure, bound: { of: 'ours', most: 29 } })).toBe(false);
    expect(isMet({ ...figure, bound: { of: 'ratio', most: 0.5 } })).toBe(true);
    expect(isMet({ ...figure, bound: { of: 'ratio', most: 0.49 } })).toBe(false);
    expect(isMet(figure)).toBeUndefined();
  });

  it('without an alternative has no ratio, and does not meet a bound on it', () => {
    const { alternative: _, ...alone } = figure;
    expect(ratioOf(alone)).toBeUndefined();
    expect(isMet({ ...alone, bound: { of: 'ratio', most: 1 } })).toBe(false);
  });
});

it('takes the middle of odd and the mean of the two middles of even', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow('nothing');
});
