import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Placed, spreadPage } from '../../shared/kernel/spread.ts';

/** A list of so many entries, dealt out to partitions as a hash would, or all of it into one. */
function listOf(deal: readonly number[], shards: number) {
  const entries = deal.map((shard, n) => ({ shard, item: n, sort: `s${String(n).padStart(4, '0')}` }));
  const asked: number[] = [];
  const read = async (shard: number, after: string | undefined, limit: number) => {
    asked.push(shard);
    const mine = entries.filter((entry) => entry.shard === shard && entry.sort > (after ?? ''));
    const items: Placed<number>[] = mine.slice(0, limit);
    // As DynamoDB does: a full answer says that there may be more, whether there is or not.
    return { items, more: mine.length >= limit };
  };
  return { spread: { list: 'l', shards, read }, asked };
}

describe('a list in several partitions', () => {
  it('is read in its order, nothing skipped and nothing twice, whatever lies where and however long a page is', async () => {
    const dealt = fc.integer({ min: 1, max: 9 }).chain((shards) =>
      fc.record({
        shards: fc.constant(shards),
        limit: fc.integer({ min: 1, max: 200 }),
        deal: fc.array(fc.integer({ min: 0, max: shards - 1 }), { maxLength: 400, size: 'max' }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(dealt, async ({ shards, limit, deal }) => {
        const { spread } = listOf(deal, shards);
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await spreadPage(spread, { limit, cursor });
          if (page.next !== null) expect(page.items).toHaveLength(limit);
          seen.push(...page.items);
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toEqual(deal.map((_, n) => n));
      }),
      { numRuns: 200 },
    );
  });

  it('costs one query of each partition for a page, two of one that holds all of it', async () => {
    const even = listOf(
      Array.from({ length: 6_400 }, (_, n) => n % 64),
      64,
    );
    await spreadPage(even.spread, { limit: 200 });
    expect(even.asked).toHaveLength(64);
    const lopsided = listOf(
      Array.from({ length: 1_000 }, () => 5),
      64,
    );
    const page = await spreadPage(lopsided.spread, { limit: 200 });
    expect(page.items).toHaveLength(200);
    expect(lopsided.asked).toHaveLength(65);
  });

  it('gives a cursor that is short, however many partitions there are', async () => {
    const { spread } = listOf(
      Array.from({ length: 6_400 }, (_, n) => n % 64),
      64,
    );
    const { next } = await spreadPage(spread, { limit: 200 });
    expect(next?.length).toBeLessThan(60);
  });
});
