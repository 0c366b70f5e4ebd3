import { describe, expect, it } from 'vitest';
import { partIn } from '../../shared/notices/part.ts';
import { words } from '../../shared/notices/words.ts';
import type { Order, Parcel } from '../../shared/orders/state.ts';
import { on, Story } from '../orders/given.ts';

const story = new Story().placed('Mon 08:00').reported('Mon 08:00', 'packed');
const box = (id: string, stage: string, units: number, since = 'Mon 09:00'): Parcel => ({
  id,
  n: 1,
  stage,
  since: on(since),
  units,
  carrier: 'fan',
  text: `parcel#${id}`,
});
const content = {
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Ana' },
  lines: [
    { lineId: '1', sku: 'A', name: 'Cană', quantity: 10, unitPrice: { amount: 1, currency: 'RON' } },
    { lineId: '2', sku: 'B', name: 'Farfurie', quantity: 1, unitPrice: { amount: 1, currency: 'RON' } },
  ],
};
const inside = (lines: Record<string, Record<string, number>>) =>
  new Map(
    Object.entries(lines).map(([id, of]) => [
      `parcel#${id}`,
      { lines: Object.entries(of).map(([lineId, quantity]) => ({ lineId, quantity })) },
    ]),
  );
const part = (parcels: readonly Parcel[], stage = 'packed') => {
  const order = { ...story.order!, units: 11, parcels, stay: { ...story.order!.stay, stage } } as Order;
  const parcelTexts = inside({ P1: { 1: 6, 2: 1 }, P2: { 1: 4 }, All: { 1: 10, 2: 1 } });
  return (id: string) => partIn({ order, content, parcelTexts, rules: story.rules }, id);
};

describe('the part of an order that a parcel is', () => {
  it('names its pieces, and those that are still to come', () => {
    expect(part([box('P1', 'shipped', 7)])('P1')).toEqual({
      items: [
        { name: 'Cană', quantity: 6, of: 10 },
        { name: 'Farfurie', quantity: 1, of: 1 },
      ],
      pieces: 7,
      of: 11,
      behind: 4,
      completes: false,
    });
    const both = part([box('P1', 'shipped', 7), box('P2', 'shipped', 4)], 'shipped');
    expect(both('P1')).toMatchObject({ behind: 0, completes: false });
  });

  it('of what has arrived counts everything else as to come, also what has left', () => {
    expect(part([box('P1', 'delivered', 7), box('P2', 'shipped', 4)], 'shipped')('P1')).toMatchObject({
      behind: 4,
      completes: false,
    });
  });

  it('is none where the parcel is the order, and for the last that arrives', () => {
    expect(part([box('All', 'shipped', 11)], 'shipped')('All')).toBeUndefined();
    const arrived = part([box('P1', 'delivered', 7, 'Tue 08:00'), box('P2', 'delivered', 4)], 'delivered');
    expect(arrived('P1')).toBeUndefined();
    expect(arrived('P2')).toMatchObject({ completes: true });
  });

  it('is no whole where another parcel is lost or comes back, which is not to come either', () => {
    for (const stage of ['lost', 'returning'])
      expect(part([box('P1', 'delivered', 7), box('P2', stage, 4)], stage)('P1')).toMatchObject({
        behind: 0,
        completes: false,
      });
  });
});

describe('pieces in words', () => {
  it.each([
    [1, 1, 'Cană: o bucată'],
    [2, 2, 'Cană: 2 bucăți'],
    [1, 24, 'Cană: 1 din 24 de bucăți'],
    [20, 20, 'Cană: 20 de bucăți'],
  ])('%i of %i', (quantity, of, said) => {
    expect(words.ro.parts.item('Cană', quantity, of)).toBe(said);
  });

  it('agree in what follows', () => {
    expect(words.ro.parts.follows(1)).toBe('Mai urmează o bucată; despre ea vă scriem separat.');
    expect(words.ro.parts.follows(40)).toBe('Restul comenzii urmează: încă 40 de bucăți. Vă scriem separat.');
    expect(words.en.parts.follows(1)).toBe(
      'The rest of the order follows: 1 piece. We write to you about it separately.',
    );
  });
});
