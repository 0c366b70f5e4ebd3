import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { recordCount } from '../../shared/stock/drift/counting.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import type { Kind } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { type Instant, instant } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { fashionpoint } from '../support/shops.ts';

const profile = parse(profileSchema, fashionpoint);
const rules = { ...stockRules(profile), buffer: 1 };
let heads: MemoryHeadStore;
let now: Instant;
let n: number;
beforeEach(async () => {
  [heads, now, n] = [new MemoryHeadStore(), on('Mon 08:00'), 0];
  await move('opening', 3, on('Mon 08:00'));
});
const ports = () => ({ heads, clock: () => now });
const move = (kind: Kind, quantity: number, occurredAt: Instant) =>
  recordMovements(
    ports(),
    'fashionpoint',
    rules,
    'COAT',
    [{ movementId: `m${String(++n)}`, sku: 'COAT', location: 'B1', kind, quantity, occurredAt }],
    'wms',
  );
const count = async (counted: number, at: string, actor: string) => {
  now = instant(Math.max(now, on(at)));
  const of = {
    store: 'fashionpoint',
    rules,
    countId: `c${String(++n)}`,
    location: 'B1',
    actor,
    classOf: async () => 'A' as const,
  };
  return (await recordCount(ports(), of, { sku: 'COAT', counted, countedAt: on(at) })).outcome;
};
const stock = async () => (await heads.load<Stock>(stockKey('fashionpoint', 'COAT')))!.state;
const drift = async () => (await stock()).places['B1']!.drift;

describe('a count where a difference is open', () => {
  beforeEach(async () => {
    expect(await count(1, 'Mon 09:00', 'andrei')).toBe('differs');
    expect(await stock()).toMatchObject({ buffer: 1, places: { B1: { drift: { found: 1, looks: 1 } } } });
  });

  it('that finds the same differs from the book, too, and takes nothing off the buffer', async () => {
    expect(await count(1, 'Mon 10:00', 'ana')).toBe('differs');
    expect((await stock()).buffer).toBe(1);
    // Somebody has looked once more; the second look is still another’s than Andrei’s.
    expect(await drift()).toMatchObject({ by: 'andrei', looks: 2, foundAt: on('Mon 10:00') });
  });

  it('that finds the same knows of what had come before it, though it is booked later', async () => {
    await count(1, 'Mon 10:00', 'ana');
    now = on('Mon 11:00');
    await move('return', 1, on('Mon 09:30'));
    expect(await drift()).toMatchObject({ found: 1 });
    await move('return', 1, on('Mon 10:30'));
    expect(await drift()).toMatchObject({ found: 2 });
  });

  it('that finds what the book says agrees, and ends the difference', async () => {
    expect(await count(3, 'Mon 10:00', 'ana')).toBe('agrees');
    expect(await drift()).toBeUndefined();
    // The buffer falls with the next count that agrees.
    expect((await stock()).buffer).toBe(1);
    expect(await count(3, 'Mon 11:00', 'ana')).toBe('agrees');
    expect((await stock()).buffer).toBe(0);
  });

  it('that is older says nothing of what was seen after it', async () => {
    expect(await count(3, 'Mon 08:30', 'ana')).toBe('agrees');
    expect(await drift()).toMatchObject({ found: 1, looks: 1, by: 'andrei' });
  });
});
