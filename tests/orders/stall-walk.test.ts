import { describe, expect, it } from 'vitest';
import { stallPage } from '../../shared/orders/stall-walk.ts';
import { BadCursor } from '../../shared/kernel/cursor.ts';
import type { HeadStore, PageRequest } from '../../shared/kernel/head.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';
import { scanOrders } from '../support/scan-orders.ts';

describe('walking the work list in pages', () => {
  const stalled = async (count: number) => {
    const world = await inProcess();
    for (let n = 1; n <= count; n++) {
      await world.call('POST /v1/orders', { body: popsOrder(`ES-${String(n)}`) });
      world.advance(600_000);
    }
    await scanOrders(world, 9 * 3_600_000);
    return world;
  };
  const page = (world: Awaited<ReturnType<typeof stalled>>, request: PageRequest) =>
    stallPage({ ...world.ports, heads: world.heads as HeadStore }, 'electrosmart', {}, request);

  it('loses and repeats nobody while orders become more severe', async () => {
    const world = await stalled(6);
    const first = await page(world, { limit: 2 });
    const seen = first.items.map(({ id }) => id);
    await scanOrders(world, 2 * 3_600_000 + 3_000_000);
    let cursor = first.next;
    while (cursor !== null) {
      const next = await page(world, { limit: 2, cursor });
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.next;
    }
    expect(seen.toSorted()).toEqual(['ES-1', 'ES-2', 'ES-3', 'ES-4', 'ES-5', 'ES-6']);
  });

  it('remembers nothing where one page holds all, and refuses a cursor of another walk', async () => {
    const world = await stalled(2);
    expect((await page(world, { limit: 2 })).next).toBeNull();
    const { next } = await page(world, { limit: 1 });
    await expect(
      stallPage({ ...world.ports }, 'electrosmart', { from: '0#' }, { limit: 1, cursor: next ?? '' }),
    ).rejects.toBeInstanceOf(BadCursor);
  });
});
