import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { claimMany, claimStock, levelsOf, serveWaiting, type Want } from '../../shared/stock/claims.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import { ledgerSince, sumAt } from '../../shared/stock/level/ledger.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { bookOf, type Stock } from '../../shared/stock/level/state.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { fashionpoint } from '../support/shops.ts';

const now = instant(Date.parse('2026-11-16T10:00:00Z'));
const rules = stockRules(parse(profileSchema, fashionpoint));
let heads: MemoryHeadStore;
let n = 0;
const ports = () => ({ heads, clock: () => now });

beforeEach(() => {
  heads = new MemoryHeadStore();
});

const movement = (kind: Movement['kind'], quantity: number, more: Partial<Movement> = {}): Movement => ({
  movementId: `m${String(++n)}`,
  sku: 'COAT',
  location: 'B1',
  kind,
  quantity,
  occurredAt: now,
  ...more,
});
const record = (...movements: Movement[]) =>
  recordMovements(ports(), 'fashionpoint', rules, 'COAT', movements, 'andrei');
const want = (order: number, quantity: number, more: Partial<Want> = {}): Want => ({
  claim: { owner: `order/FP-${String(order)}`, line: '1' },
  quantity,
  since: instant(now + order),
  seen: 1,
  ...more,
});
const claim = (asked: Want) => claimStock(ports(), 'fashionpoint', rules, 'COAT', asked, 'system');
const stock = async () => (await heads.load<Stock>(stockKey('fashionpoint', 'COAT')))!.state;
const level = async () => (await levelsOf(heads, 'fashionpoint', ['COAT'])).get('COAT')!;

/** Book, ledger, claims and sums tell the same story. */
async function agrees() {
  const key = stockKey('fashionpoint', 'COAT');
  const state = await stock();
  const ledger = await ledgerSince(heads, key, state.entries);
  for (const [location, place] of Object.entries(state.places)) {
    expect(sumAt(ledger, location)).toBe(place.book);
    expect(place.book).toBeGreaterThanOrEqual(0);
  }
  const claims = await claimsOn(heads, key);
  expect(claims.reduce((sum, { got }) => sum + got, 0)).toBe(state.allocated);
  const lacking = claims.map(({ quantity, got, picked, shipped }) =>
    Math.max(0, quantity - Math.max(picked, shipped) - got),
  );
  expect(lacking.reduce((sum, one) => sum + one, 0)).toBe(state.waiting);
  expect(state.allocated).toBeLessThanOrEqual(bookOf(state));
}

describe('claims on an article', () => {
  it('take what is there, in the order in which they come', async () => {
    await record(movement('opening', 5));
    expect(await claim(want(1, 3))).toEqual({ tracked: true, wanted: 3, got: 3 });
    expect(await claim(want(2, 3))).toEqual({ tracked: true, wanted: 3, got: 2 });
    expect(await level()).toEqual({ tracked: true, book: 5, allocated: 5, available: 0 });
    await agrees();
  });

  it('made again change nothing; of an older view they change nothing either', async () => {
    await record(movement('opening', 5));
    await claim(want(1, 3, { seen: 2 }));
    const before = await stock();
    expect((await claim(want(1, 3, { seen: 2 }))).got).toBe(3);
    expect((await claim(want(1, 5, { seen: 1 }))).got).toBe(3);
    expect(await stock()).toEqual(before);
  });

  it('given up go to those who wait, the oldest first', async () => {
    await record(movement('opening', 4));
    await claim(want(1, 4));
    await claim(want(3, 2));
    await claim(want(2, 1));
    await claim(want(1, 0, { seen: 2 }));
    await serveWaiting(ports(), 'fashionpoint', rules, 'COAT');
    const got = (await claimsOn(heads, stockKey('fashionpoint', 'COAT'))).map((entry) => [
      entry.owner,
      entry.got,
    ]);
    expect(got).toEqual([
      ['order/FP-2', 1],
      ['order/FP-3', 2],
    ]);
    expect((await level()).available).toBe(1);
    await agrees();
  });

  it('do not overtake those who wait', async () => {
    await record(movement('opening', 1));
    await claim(want(1, 3));
    await record(movement('receipt', 1));
    // One piece is free for a moment, but FP-1 waits for two.
    expect((await claim(want(2, 1))).got).toBe(0);
    await serveWaiting(ports(), 'fashionpoint', rules, 'COAT');
    expect((await claim(want(1, 3))).got).toBe(2);
    await agrees();
  });

  it('hand pieces over whole, though others wait', async () => {
    await record(movement('opening', 2));
    const amendment = { owner: 'amendment/a1', line: '9' };
    await claim({ claim: amendment, quantity: 2, since: now, seen: 1 });
    await claim(want(5, 4));
    const over = await claim(want(1, 2, { from: amendment }));
    expect(over.got).toBe(2);
    expect((await claimsOn(heads, stockKey('fashionpoint', 'COAT'), 'amendment/a1')).length).toBe(0);
    await agrees();
  });

  it('on what nobody has counted set nothing aside, and nobody calls it lacking', async () => {
    expect(await claim(want(1, 2))).toEqual({ tracked: false, wanted: 2, got: 0 });
    const [change] = heads.log.at(-1)!.change.events;
    expect(change!.data).toMatchObject({ claims: [{ owner: 'order/FP-1', lacking: 0 }] });
    // Opened later, it is given out by age, and what lacks is said.
    await claim(want(2, 2));
    await record(movement('opening', 3));
    await serveWaiting(ports(), 'fashionpoint', rules, 'COAT');
    expect(heads.log.at(-1)!.change.events[0]!.data['claims']).toEqual([
      { owner: 'order/FP-1', line: '1', quantity: 2, got: 2, lacking: 0 },
      { owner: 'order/FP-2', line: '1', quantity: 2, got: 1, lacking: 1 },
    ]);
    await agrees();
  });

  it('200 at once for 5 pieces get exactly 5', async () => {
    await record(movement('opening', 5));
    const results = await Promise.all(Array.from({ length: 200 }, (_, order) => claim(want(order, 1))));
    expect(results.filter(({ got }) => got === 1)).toHaveLength(5);
    expect(await stock()).toMatchObject({ allocated: 5, waiting: 195 });
    await agrees();
  });

  it('many of one call make few changes', async () => {
    await record(movement('opening', 30));
    const before = (await heads.load(stockKey('fashionpoint', 'COAT')))!.version;
    const wants = Array.from({ length: 24 }, (_, order) => want(order, 1));
    const results = await claimMany(ports(), 'fashionpoint', rules, 'COAT', wants, 'system');
    expect(results.every(({ got }) => got === 1)).toBe(true);
    expect((await heads.load(stockKey('fashionpoint', 'COAT')))!.version - before).toBe(2);
    await agrees();
  });
});

describe('movements', () => {
  it('are booked once, whatever they are called with again', async () => {
    const opening = movement('opening', 5);
    expect(await record(opening)).toEqual([{ movementId: opening.movementId, outcome: 'booked', delta: 5 }]);
    expect(await record(opening)).toEqual([
      { movementId: opening.movementId, outcome: 'repeated', delta: 5 },
    ]);
    const [other] = await record({ ...opening, quantity: 6 });
    expect(other).toMatchObject({ outcome: 'refused', fault: { path: 'movementId' } });
    expect((await stock()).places['B1']!.book).toBe(5);
    await agrees();
  });

  it('are refused each for itself, the others are booked', async () => {
    await record(movement('opening', 5));
    const results = await record(
      movement('pick', 1),
      movement('pick', 1, { location: 'nowhere' }),
      movement('receipt', -1),
      movement('adjustment', -9),
      movement('pick', 1, { occurredAt: instant(now + 3_600_000) }),
      movement('opening', 2),
      movement('transfer', 2, { toLocation: 'B2' }),
    );
    expect(results.map((one) => (one.outcome === 'refused' ? one.fault.path : one.delta))).toEqual([
      -1,
      'location',
      'quantity',
      'quantity',
      'occurredAt',
      'kind',
      -2,
    ]);
    const { places } = await stock();
    expect([places['B1']!.book, places['B2']!.book]).toEqual([2, 2]);
    await agrees();
  });

  it('take a piece off the book once, though its picking and its shipment are reported, in either order', async () => {
    await record(movement('opening', 9));
    await claim(want(1, 3));
    await claim(want(2, 2));
    await record(movement('pick', 3, { reference: 'FP-1' }));
    await record(movement('shipment', 2, { reference: 'FP-2' }));
    await record(movement('pick', 2, { reference: 'FP-2' }));
    expect(await stock()).toMatchObject({ allocated: 0, waiting: 0, places: { B1: { book: 4 } } });
    // Its claim has ended; a late shipment of it is still known for what it is.
    await claim(want(1, 0, { seen: 9 }));
    await record(movement('shipment', 3, { reference: 'FP-1' }));
    expect((await stock()).places['B1']!.book).toBe(4);
    expect(await claimsOn(heads, stockKey('fashionpoint', 'COAT'))).toEqual([]);
    // It asks for one more: the three that it has had are not asked for again.
    expect((await claim(want(1, 4, { seen: 10 }))).got).toBe(4);
    expect(await stock()).toMatchObject({ allocated: 1, waiting: 0 });
    await agrees();
  });

  it('of an order that has left without a word keep its pieces claimed until they are booked', async () => {
    await record(movement('opening', 9));
    await claim(want(1, 3));
    await claim(want(1, 0, { seen: 5, left: true }));
    expect(await level()).toMatchObject({ book: 9, allocated: 3, available: 6 });
    await record(movement('shipment', 3, { reference: 'FP-1' }));
    expect(await level()).toMatchObject({ book: 6, allocated: 0, available: 6 });
    await agrees();
  });

  it('that take more than the book has show that the book was wrong', async () => {
    await record(movement('opening', 1));
    const [one] = await record(movement('pick', 3));
    expect(one).toMatchObject({ outcome: 'booked', delta: -1 });
    expect(heads.log.at(-1)!.change.events[0]!.data['excess']).toBe(2);
    await agrees();
  });

  it('of sixty go in three changes', async () => {
    await record(movement('opening', 100));
    const before = heads.log.length;
    await record(...Array.from({ length: 60 }, () => movement('pick', 1)));
    expect(heads.log.length - before).toBe(3);
    expect((await stock()).places['B1']!.book).toBe(40);
    await agrees();
  });
});

describe('a short pick', () => {
  it('opens a drift at once: the shelf is empty, whatever the book says; selling stops', async () => {
    await record(movement('opening', 2));
    await claim(want(1, 1));
    await record(movement('short-pick', 1, { reference: 'FP-1' }));
    const state = await stock();
    expect(state.places['B1']).toMatchObject({
      book: 2,
      counted: { quantity: 0 },
      drift: { n: 1, trigger: 'short-pick', found: 0, orderId: 'FP-1', phase: 'second-look' },
    });
    // Nobody loses what he has before the second look; nobody new gets any of it.
    expect(state.allocated).toBe(1);
    expect((await claim(want(2, 1))).got).toBe(0);
    await agrees();
  });

  it('that comes late leaves on the shelf what has come since', async () => {
    await record(movement('opening', 2, { occurredAt: instant(now - 7_200_000) }));
    await record(movement('receipt', 4, { occurredAt: instant(now - 600_000) }));
    await record(movement('short-pick', 1, { occurredAt: instant(now - 3_600_000) }));
    expect((await stock()).places['B1']!.drift).toMatchObject({ found: 4 });
  });
});
