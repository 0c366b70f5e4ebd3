import { describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { Contended } from '../../shared/kernel/contended.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { ledgerSince } from '../../shared/stock/level/ledger.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { batchOf, enqueue, type Pending, together } from '../../shared/stock/level/pending.ts';
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

const movement = (movementId: string, more: Partial<Movement> = {}): Movement => ({
  movementId,
  sku: 'COAT',
  location: 'A1',
  kind: 'pick',
  quantity: 1,
  occurredAt: now,
  ...more,
});

/** A store in which the next writes of the article's record lose against somebody else. */
class Crowded extends MemoryHeadStore {
  losing = 0;
  commits = 0;

  override async commit<State>(
    change: Parameters<MemoryHeadStore['commit']>[0] & { state: State },
  ): Promise<'committed' | 'stale'> {
    this.commits += 1;
    if (this.losing > 0 && change.key.kind === key.kind) {
      this.losing -= 1;
      return 'stale';
    }
    return super.commit(change);
  }
}

const portsOf = (heads: MemoryHeadStore) => ({ heads, clock: () => now, pause: () => Promise.resolve() });
const record = (heads: MemoryHeadStore, actor: string, ...movements: Movement[]) =>
  recordMovements(portsOf(heads), shop, rules, 'COAT', movements, actor);
const stockOf = async (heads: MemoryHeadStore) => (await heads.load<Stock>(key))!.state;
const names = (heads: MemoryHeadStore, kind: string) =>
  [...heads.parts.keys()].filter((name) => name.includes(` ${kind}#`));

async function opened(): Promise<Crowded> {
  const heads = new Crowded();
  await record(heads, 'wms', movement('opening', { kind: 'opening', quantity: 500 }));
  return heads;
}

describe('movements of an article that many write at once', () => {
  it('books fifty distinct picks, each once and for its own actor, in far fewer transactions than picks', async () => {
    const heads = await opened();
    heads.commits = 0;
    const all = Array.from({ length: 50 }, (_, n) =>
      record(heads, `picker-${String(n)}`, movement(`p-${String(n)}`)),
    );
    const results = await Promise.all(all);
    expect(results.flat().map(({ outcome }) => outcome)).toEqual(Array(50).fill('booked'));
    expect((await stockOf(heads)).places['A1']?.book).toBe(450);
    const ledger = await ledgerSince(heads, key, (await stockOf(heads)).entries);
    expect(ledger.map(({ movementId, actor }) => `${movementId} ${actor}`).sort()).toEqual(
      ['opening wms', ...Array.from({ length: 50 }, (_, n) => `p-${String(n)} picker-${String(n)}`)].sort(),
    );
    expect(ledger.length - 1).toBe(50);
    expect((await stockOf(heads)).entries).toBeLessThan(20);
    expect(names(heads, 'pending')).toEqual([]);
  });

  it('answers a repeated movement as it was booked, whichever of the two came first', async () => {
    const heads = await opened();
    const results = await Promise.all(
      Array.from({ length: 20 }, () => record(heads, 'wms', movement('same'))),
    );
    const outcomes = results.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(19);
    expect((await stockOf(heads)).places['A1']?.book).toBe(499);
  });

  it('refuses what is wrong in one request and books the others that waited with it', async () => {
    const heads = await opened();
    const [bad, ...good] = await Promise.all([
      record(heads, 'wms', movement('nowhere', { location: 'B9' })),
      ...Array.from({ length: 12 }, (_, n) => record(heads, 'wms', movement(`p-${String(n)}`))),
    ]);
    expect(bad).toMatchObject([{ outcome: 'refused', fault: { path: 'location' } }]);
    expect(good.flat().map(({ outcome }) => outcome)).toEqual(Array(12).fill('booked'));
  });

  it('gives up with nothing booked where others are always faster, and books it when it is sent again', async () => {
    const heads = await opened();
    heads.losing = Infinity;
    await expect(record(heads, 'wms', movement('late'))).rejects.toBeInstanceOf(Contended);
    expect(names(heads, 'pending')).toEqual([]);
    heads.losing = 0;
    expect((await stockOf(heads)).places['A1']?.book).toBe(500);
    expect(await record(heads, 'wms', movement('late'))).toEqual([
      { movementId: 'late', outcome: 'booked', delta: -1 },
    ]);
  });

  it('books what a request left behind that died, and its caller hears that it is booked when he repeats it', async () => {
    const heads = await opened();
    await enqueue(heads, key, { movements: [movement('orphan')], actor: 'dead' }, now);
    heads.losing = 2;
    await record(heads, 'wms', movement('next'));
    expect((await stockOf(heads)).places['A1']?.book).toBe(498);
    expect(await record(heads, 'dead', movement('orphan'))).toEqual([
      { movementId: 'orphan', outcome: 'repeated', delta: -1 },
    ]);
  });

  it('takes as many requests as fit into one transaction of a hundred items, and at least one', () => {
    const pending = (movements: number): Pending => ({
      name: 'pending#1',
      movements: Array.from({ length: movements }, (_, n) => movement(String(n))),
      actor: 'wms',
      until: now,
    });
    expect(together).toBe(24);
    expect(batchOf([pending(24), pending(1)])).toHaveLength(1);
    // Six items each: sixteen make 96 of 98.
    expect(batchOf(Array.from({ length: 40 }, () => pending(1)))).toHaveLength(16);
    expect(batchOf([])).toEqual([]);
  });
});
