import { describe, expect, it } from 'vitest';
import type { StockEvent } from '../../shared/stock/level/events.ts';
import { evolve } from '../../shared/stock/level/evolve.ts';
import {
  bookOf,
  driftId,
  firmOf,
  freeOf,
  isDrifting,
  isTracked,
  nothing,
  parseDriftId,
  sellableOf,
  soundOf,
  type Stock,
} from '../../shared/stock/level/state.ts';
import { coats, driftOf, mon10, mon8, mon9, said, tue } from './whole.ts';

const proposal = { cause: 'loss', adjustment: -1, by: 'andrei', at: mon10 } as const;
const drifting = (found: number, more: Parameters<typeof driftOf>[1] = {}) =>
  coats(3, {}, { drift: driftOf(found, more) });
const { until: _, ...confirmed } = driftOf(1, { phase: 'confirmed' });
const id = 'COAT~B1~1';

describe('an article, after what happened', () => {
  it.each<[string, Stock | undefined, StockEvent, Stock]>([
    [
      'is there from its first movement on',
      undefined,
      said('moved', { sku: 'COAT', entry: 1, movements: 1, places: { B1: { by: 3, at: mon8 } } }),
      coats(3),
    ],
    [
      'moves: its book, its claims, and when it last moved here',
      coats(3, { allocated: 3, waiting: 2 }),
      said('moved', {
        sku: 'COAT',
        entry: 2,
        movements: 2,
        places: { B1: { by: -2, at: mon9 }, B2: { by: 1, at: mon9 } },
        taken: 2,
        waited: 1,
      }),
      coats(3, {
        entries: 2,
        allocated: 1,
        waiting: 1,
        places: { B1: { book: 1, at: mon9 }, B2: { book: 1, at: mon9 } },
      }),
    ],
    [
      'moves late: when it last moved stays, and so does what was counted',
      coats(3, {}, { at: mon10, counted: { quantity: 3, at: mon9 } }),
      said('moved', { sku: 'COAT', entry: 2, movements: 1, places: { B1: { by: 1, at: mon9 } } }),
      coats(4, { entries: 2 }, { at: mon10, counted: { quantity: 3, at: mon9 } }),
    ],
    [
      'moves where a drift is: the shelf by what moved since somebody looked, and never below nothing',
      drifting(1),
      said('moved', { sku: 'COAT', entry: 2, movements: 1, places: { B1: { by: 2, shelf: 1, at: mon10 } } }),
      coats(5, { entries: 2 }, { at: mon10, drift: driftOf(2) }),
    ],
    [
      'moves more from the shelf than was seen there',
      drifting(1),
      said('moved', {
        sku: 'COAT',
        entry: 2,
        movements: 1,
        places: { B1: { by: -2, shelf: -2, at: mon10 } },
      }),
      coats(1, { entries: 2 }, { at: mon10, drift: driftOf(0) }),
    ],
    [
      'moves late where a drift is: the shelf stays as it was seen',
      drifting(1),
      said('moved', { sku: 'COAT', entry: 2, movements: 1, places: { B1: { by: -1, at: mon8 } } }),
      coats(2, { entries: 2 }, { drift: driftOf(1) }),
    ],
    [
      'is counted',
      coats(3),
      said('counted', { sku: 'COAT', location: 'B1', counted: 2, countedAt: mon9 }),
      coats(3, {}, { counted: { quantity: 2, at: mon9 } }),
    ],
    [
      'is counted again at the same moment: the later word counts',
      coats(3, {}, { counted: { quantity: 2, at: mon9 } }),
      said('counted', { sku: 'COAT', location: 'B1', counted: 1, countedAt: mon9 }),
      coats(3, {}, { counted: { quantity: 1, at: mon9 } }),
    ],
    [
      'is counted before the last count: that stays',
      coats(3, {}, { counted: { quantity: 2, at: mon9 } }),
      said('counted', { sku: 'COAT', location: 'B1', counted: 1, countedAt: mon8 }),
      coats(3, {}, { counted: { quantity: 2, at: mon9 } }),
    ],
    [
      'has its claims',
      coats(3),
      said('claimed', { sku: 'COAT', claims: [], allocated: 3, waiting: 2 }),
      coats(3, { allocated: 3, waiting: 2 }),
    ],
    [
      'drifts',
      coats(3),
      said('drift-detected', { sku: 'COAT', driftId: id, location: 'B1', drift: driftOf(1) }),
      coats(3, { drifts: 1 }, { drift: driftOf(1) }),
    ],
    [
      'is looked at again',
      drifting(1),
      said('drift-updated', {
        driftId: id,
        location: 'B1',
        found: 2,
        foundAt: mon10,
        trigger: 'inventory',
        by: 'ana',
      }),
      drifting(2, { foundAt: mon10, trigger: 'inventory', by: 'ana', looks: 2 }),
    ],
    [
      'is confirmed to lack: nobody need look any more',
      drifting(2),
      said('drift-confirmed', { driftId: id, location: 'B1', found: 1, lapsed: false }),
      coats(3, {}, { drift: confirmed }),
    ],
    [
      'is proposed to be put right',
      drifting(1),
      said('resolution-proposed', { driftId: id, location: 'B1', proposal }),
      drifting(1, { proposal }),
    ],
    [
      'is not put right so',
      drifting(1, { proposal }),
      said('resolution-declined', { driftId: id, location: 'B1', by: 'elena' }),
      drifting(1),
    ],
    [
      'drifts no more',
      drifting(1, { proposal }),
      said('drift-closed', { sku: 'COAT', driftId: id, location: 'B1', how: 'resolved', by: 'elena' }),
      coats(3),
    ],
    [
      'has no drift to be looked at',
      coats(3),
      said('drift-confirmed', { driftId: id, location: 'B1', found: 1, lapsed: true }),
      coats(3),
    ],
    [
      'has a buffer, and counts that agreed',
      coats(3),
      said('buffer-changed', { sku: 'COAT', buffer: 2, agreed: 1 }),
      coats(3, { buffer: 2, agreed: 1 }),
    ],
    [
      'has a buffer raised anew: the counts that agreed are forgotten',
      coats(3, { buffer: 1, agreed: 1 }),
      said('buffer-changed', { sku: 'COAT', buffer: 2, agreed: 0 }),
      coats(3, { buffer: 2 }),
    ],
    ...(
      [
        ['quantity-corrected', { sku: 'COAT', quantity: 0, stopped: true }],
        ['overdrawn', { sku: 'COAT', pieces: 1 }],
        ['replenished', { sku: 'COAT', free: 1, waiting: 1 }],
      ] as const
    ).map(([type, data]): [string, Stock, StockEvent, Stock] => [
      `is told of what follows (${type}), and is what it was`,
      coats(3),
      said(type, data),
      coats(3),
    ]),
  ])('%s', (_, before, happened, after) => {
    expect(evolve(before, happened)).toStrictEqual(after);
  });

  it('nothing is counted where it has never been', () => {
    const at = { sku: 'COAT', location: 'B9', counted: 1, countedAt: mon9 };
    expect(() => evolve(coats(3), said('counted', at))).toThrow('COAT has no B9');
  });
});

describe('what the storefront shows', () => {
  const shown = (quantity: number) => ({ quantity, asOf: mon9 });
  const speaks = (quantity: number) => said('published', { sku: 'COAT', quantity, asOf: mon9, at: tue });
  const front = { n: 2, openedAt: mon10, then: { published: 5, sellable: 3 } };
  it.each<[string, Stock, StockEvent, Stock]>([
    ['is right', coats(3), speaks(3), coats(3, { published: shown(3) })],
    ['is wrong since it said so', coats(3), speaks(5), coats(3, { published: shown(5), off: tue })],
    [
      'stays wrong since the change that parted them',
      coats(3, { published: shown(5), off: mon9 }),
      speaks(6),
      coats(3, { published: shown(6), off: mon9 }),
    ],
    [
      'is right again',
      coats(3, { published: shown(5), off: mon9, unheard: true }),
      speaks(3),
      coats(3, { published: shown(3) }),
    ],
    [
      'is wrong since others asked for pieces',
      coats(3, { published: shown(3) }),
      said('claimed', { sku: 'COAT', claims: [], allocated: 1, waiting: 0 }),
      coats(3, { published: shown(3), allocated: 1, off: mon10 }),
    ],
    [
      'is not heard of: that is no matter of this article',
      coats(3, { published: shown(5), off: mon9 }),
      said('sync-unheard', { sku: 'COAT', since: mon9 }),
      coats(3, { published: shown(5), unheard: true }),
    ],
    [
      'is wrong after the time it was given',
      coats(3, { published: shown(5), off: mon9 }),
      said('sync-drifted', { driftId: 'COAT~storefront~2', n: 2, published: 5, sellable: 3 }),
      coats(3, { published: shown(5), off: mon9, drifts: 2, front }),
    ],
    [
      'is mended',
      coats(3, { published: shown(3), front }),
      said('sync-mended', { driftId: 'COAT~storefront~2', published: 3 }),
      coats(3, { published: shown(3) }),
    ],
  ])('%s', (_, before, happened, after) => {
    expect(evolve(before, happened)).toStrictEqual(after);
  });
});

describe('what may be counted on', () => {
  const places = {
    B1: { book: 5, at: mon8, drift: driftOf(2) },
    B2: { book: 4, at: mon8, drift: driftOf(1, { phase: 'confirmed' }) },
    B3: { book: 1, at: mon8, drift: driftOf(9, { phase: 'confirmed' }) },
    B4: { book: 3, at: mon8 },
  } as const;
  it('is, where book and shelf disagree, the fewer of both; claims rest on what nobody has confirmed, too', () => {
    expect([bookOf({ ...coats(0), places }), soundOf({ ...coats(0), places })]).toEqual([13, 7]);
    expect(firmOf({ ...coats(0), places })).toBe(10);
  });
  it('is free where nobody has a claim on it or waits for it, and sold but for the buffer', () => {
    const stock = coats(9, { allocated: 2, waiting: 1, buffer: 4 });
    expect([freeOf(stock), sellableOf(stock)]).toEqual([6, 2]);
    expect([freeOf({ ...stock, allocated: 9 }), sellableOf({ ...stock, buffer: 7 })]).toEqual([0, 0]);
  });
  it('is known where it has been anywhere, and in doubt where a drift is', () => {
    expect([isTracked(nothing('COAT')), isTracked(coats(0))]).toEqual([false, true]);
    expect([isDrifting(coats(0)), isDrifting(drifting(1)), isDrifting({ ...coats(0), places })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

it('a drift is named by article, location and number, within bounds', () => {
  expect(driftId('COAT', 'B1', 12)).toBe('COAT~B1~12');
  expect(parseDriftId('COAT~B1~12')).toEqual({ sku: 'COAT', location: 'B1', n: 12 });
  const [sku, location] = ['S'.repeat(64), 'L'.repeat(40)];
  expect(parseDriftId(`${sku}~${location}~123456`)).toEqual({ sku, location, n: 123_456 });
  expect(parseDriftId('TR #1~S~B1~2')).toEqual({ sku: 'TR #1~S', location: 'B1', n: 2 });
  for (const id of [
    'COAT~B1',
    'COAT~B1~x',
    'COAT~~1',
    '~B1~1',
    'COAT~B1~',
    'COAT~B1~1x',
    `${sku}S~B1~1`,
    `COAT~${location}L~1`,
    'COAT~B1~1234567',
  ])
    expect(parseDriftId(id)).toBeUndefined();
});
