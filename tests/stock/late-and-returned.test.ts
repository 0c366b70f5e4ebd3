import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { recordCount } from '../../shared/stock/drift/counting.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { recordReturn, restockReturn } from '../../shared/stock/returns/returns.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { hours, instant, plus } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { fashionpoint } from '../support/shops.ts';

const start = instant(Date.parse('2026-11-16T08:00:00Z'));
const rules = stockRules(parse(profileSchema, fashionpoint));
const shop = fashionpoint.storeId;
let heads: MemoryHeadStore;
let now = start;
const ports = () => ({ heads, clock: () => now });
let n = 0;

const move = (kind: Movement['kind'], quantity: number, more: Partial<Movement> = {}) =>
  recordMovements(
    ports(),
    shop,
    rules,
    'COAT',
    [
      {
        movementId: `m${String(++n)}`,
        sku: 'COAT',
        location: 'A1',
        kind,
        quantity,
        occurredAt: now,
        ...more,
      },
    ],
    'wms',
  );
const count = (counted: number) =>
  recordCount(
    ports(),
    {
      store: shop,
      rules,
      countId: `c${String(++n)}`,
      location: 'A1',
      inventory: false,
      actor: 'dan',
      classOf: () => Promise.resolve('B' as const),
    },
    { sku: 'COAT', counted, countedAt: now },
  );
const place = async () => (await heads.load<Stock>(stockKey(shop, 'COAT')))!.state.places['A1']!;
const arrived = (returnId: string, quantities: number[]) =>
  recordReturn(
    ports(),
    shop,
    rules,
    { returnId, state: 'arrived', lines: quantities.map((quantity) => ({ sku: 'COAT', quantity })) },
    { actor: 'desk' },
  );
const restocked = (returnId: string, returnable?: ReadonlyMap<string, number>) =>
  restockReturn(
    ports(),
    shop,
    rules,
    returnId,
    { location: 'A1', lines: undefined, returnable },
    { actor: 'desk' },
  );

beforeEach(async () => {
  heads = new MemoryHeadStore();
  now = start;
  await move('opening', 10);
  now = plus(now, hours(1));
});

describe('a movement from before a count that is booked after it', () => {
  it('opens a difference: what was counted stands, and the book was right before', async () => {
    await count(10);
    now = plus(now, hours(1));
    await move('shipment', 1, { occurredAt: plus(start, hours(0.5)), reference: 'X-2' });
    expect(await place()).toMatchObject({ book: 9, drift: { found: 10, then: { book: 9 } } });
  });

  it('opens none where it explains what the count had found', async () => {
    await move('adjustment', 1);
    await count(10);
    now = plus(now, hours(1));
    // The tolerance had let one piece pass; the late shipment brings the book to what was counted.
    await move('shipment', 1, { occurredAt: plus(start, hours(0.5)), reference: 'X-2' });
    const { book, drift } = await place();
    expect(drift ? drift.found - book : 0).toBe(0);
  });

  it('counts what has moved since the count', async () => {
    await count(10);
    now = plus(now, hours(1));
    await move('receipt', 5);
    now = plus(now, hours(1));
    await move('pick', 2, { occurredAt: plus(start, hours(0.5)), reference: 'X-3' });
    expect(await place()).toMatchObject({ book: 13, drift: { found: 15 } });
  });
});

describe('pieces that come back', () => {
  it('are counted by article, also where it stands on two lines', async () => {
    await arrived('R1', [1, 2]);
    expect(await restocked('R1')).toMatchObject({ done: true });
    expect((await place()).book).toBe(13);
  });

  it('are booked once: by the desk, or by the warehouse under the number of the return', async () => {
    await arrived('R1', [2]);
    await restocked('R1');
    const [again] = await move('return', 2, { reference: 'R1' });
    expect(again).toMatchObject({ outcome: 'refused', fault: { path: 'reference' } });
    await arrived('R2', [2]);
    await move('return', 1, { reference: 'R2' });
    await restocked('R2');
    expect((await place()).book).toBe(14);
  });

  it('are no more than the order had and has not brought back', async () => {
    await arrived('R1', [2]);
    const done = await restocked('R1', new Map([['COAT', 1]]));
    expect(done).toMatchObject({ done: false, refusal: { is: 'rule', path: 'lines' } });
    expect(done.done || ('message' in done.refusal && done.refusal.message)).toMatch(/has 1 left/);
    expect((await place()).book).toBe(10);
  });
});
