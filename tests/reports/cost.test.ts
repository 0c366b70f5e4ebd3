import { expect, it } from 'vitest';
import { orderAggregate, orderKey } from '../../shared/orders/aggregate.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import { makeReport } from '../../shared/reports/daily.ts';
import { localDate } from '../../shared/time/business.ts';
import { hours, minus } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { countedAll, moved, placed } from './events.ts';

const store = 'electrosmart';
const now = on('Wed 06:00');
const profile = profileOf();

/** A shop with twelve stalled orders and so many that have passed; what a report of it reads. */
async function reads(passed: number) {
  const heads = new MemoryHeadStore();
  const aggregate = orderAggregate(orderRules(profile));
  const bring = async (id: string, stage: string, stalled: boolean, since: number) => {
    const from = minus(now, hours(since));
    const event: OrderEvent = {
      type: 'order.placed',
      data: {
        orderId: id,
        placedAt: from,
        content: 'content#x.1',
        intake: 'x',
        units: 1,
        stage,
        since: from,
        by: 'shop',
        imported: true,
        attributes: { zone: stalled ? 'B' : 'A' },
        ...(stalled ? { alarm: { level: 'breached', steps: 0, at: now, raisedAt: now } } : {}),
      },
    };
    const state = aggregate.evolve(undefined, event);
    const key = orderKey(store, id);
    const indexes = aggregate.indexes(key, state);
    await heads.commit({
      key,
      expected: 0,
      state,
      events: [event],
      at: now,
      actor: 'x',
      indexes,
      receipts: [],
    });
  };
  for (let n = 0; n < 12; n++) await bring(`S-${String(n)}`, 'preparing', true, 50);
  for (let n = 0; n < passed; n++) await bring(`P-${String(n)}`, 'shipped', false, 1 + (n % 40));
  const tallies = await countedAll(
    Array.from({ length: passed }, () => [
      placed('Mon 08:00'),
      moved('placed', 'Mon 08:00', 'shipped', 'Tue 08:00'),
    ]).flat(),
  );
  const seen = { queries: 0, heads: 0, texts: 0, counters: 0 };
  const ports = {
    clock: () => now,
    heads: Object.assign(heads, {
      find: (...asked: Parameters<MemoryHeadStore['find']>) => {
        seen.queries++;
        return MemoryHeadStore.prototype.find.apply(heads, asked);
      },
      loadMany: (keys: Parameters<MemoryHeadStore['loadMany']>[0]) => {
        seen.heads += keys.length;
        return MemoryHeadStore.prototype.loadMany.call(heads, keys);
      },
      part: (...asked: Parameters<MemoryHeadStore['part']>) => {
        seen.texts++;
        return MemoryHeadStore.prototype.part.apply(heads, asked);
      },
    }),
    tallies: {
      count: tallies.count.bind(tallies),
      read: async (...asked: Parameters<typeof tallies.read>) => {
        const items = await tallies.read(...asked);
        seen.counters += items.length;
        return items;
      },
    },
  };
  const loaded = { profile, revision: 1, version: 1 };
  const report = await makeReport(ports, store, loaded, localDate(now, profile.timeZone));
  return { seen, report };
}

it('a report costs the same at a thousand orders and at a hundred thousand', async () => {
  const [few, many] = [await reads(1_000), await reads(100_000)];
  expect(many.seen).toEqual(few.seen);
  expect(few.seen.heads).toBe(12 + 150);
  expect(many.report.stages.find(({ stage }) => stage === 'shipped')?.waiting).toBe(100_000);
  expect(many.report.stalls?.total).toBe(12);
}, 120_000);
