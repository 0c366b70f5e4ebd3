import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { Contended } from '../../shared/kernel/contended.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { ledgerSince, sumAt } from '../../shared/stock/level/ledger.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import type { Stock } from '../../shared/stock/level/state.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { fashionpoint } from '../support/shops.ts';

const now = instant(Date.parse('2026-11-16T08:00:00Z'));
const shop = fashionpoint.storeId;
const rules = stockRules(parse(profileSchema, fashionpoint));
const key = stockKey(shop, 'COAT');

/** A store in which some writes of a record lose against somebody else. */
class Contested extends MemoryHeadStore {
  readonly #loses: readonly boolean[];
  #writes = 0;

  constructor(loses: readonly boolean[]) {
    super();
    this.#loses = loses;
  }

  override async commit<State>(
    change: Parameters<MemoryHeadStore['commit']>[0] & { state: State },
  ): Promise<'committed' | 'stale'> {
    const loses = change.expected > 0 && this.#loses[this.#writes++ % this.#loses.length];
    return loses ? 'stale' : super.commit(change);
  }
}

const request = fc.array(
  fc.record({ id: fc.integer({ min: 0, max: 30 }), pieces: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 30 },
);

describe('requests that move one article at once, however they interleave and lose', () => {
  it('book each movement once, answer every caller alike, and leave nothing waiting', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 25 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 12 }).filter((loses) => loses.includes(false)),
        async (requests, loses) => {
          const heads = new Contested(loses);
          const ports = { heads, clock: () => now, pause: () => Promise.resolve() };
          const book = (movements: Movement[], actor: string) =>
            recordMovements(ports, shop, rules, 'COAT', movements, actor);
          const move = (id: number, quantity: number, kind: Movement['kind'] = 'receipt'): Movement => ({
            movementId: `m-${String(id)}`,
            sku: 'COAT',
            location: 'A1',
            kind,
            quantity,
            occurredAt: now,
          });
          await book([move(999, 100, 'opening')], 'wms');
          const answers = await Promise.all(
            requests.map((some, at) =>
              book(
                some.map(({ id, pieces }) => move(id, pieces)),
                `caller-${String(at)}`,
              ).catch((error: unknown) => {
                if (error instanceof Contended) return [];
                throw error;
              }),
            ),
          );
          const stock = (await heads.load<Stock>(key))!.state;
          const ledger = await ledgerSince(heads, key, stock.entries);
          const ids = ledger.map(({ movementId }) => movementId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(stock.places['A1']!.book).toBe(sumAt(ledger, 'A1'));
          // Whoever was told that it is booked finds it in the ledger, with the pieces that he was told.
          const booked = new Map(ledger.map(({ movementId, delta }) => [movementId, delta]));
          for (const answer of answers.flat())
            if (answer.outcome !== 'refused') expect(booked.get(answer.movementId)).toBe(answer.delta);
          const told = answers.flat().filter(({ outcome }) => outcome === 'booked');
          expect(new Set(told.map(({ movementId }) => movementId)).size).toBe(told.length);
          expect([...heads.parts.keys()].filter((name) => name.includes(' pending#'))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
