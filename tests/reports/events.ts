import { countEvents } from '../../shared/counts/count-events.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';

let ids = 0;

/** An event of the sample shop at a time of the tests' week. */
export const event = (type: string, at: string, data: Record<string, unknown>): Envelope => ({
  id: `electrosmart.order.ES.${String(++ids)}.0`,
  type,
  storeId: 'electrosmart',
  subject: 'order/ES-1',
  occurredAt: formatInstant(on(at)),
  version: 1,
  actor: 'shop',
  data,
});

export const placed = (at: string, more: Record<string, unknown> = {}): Envelope =>
  event('order.placed', at, { stage: 'placed', since: on(at), ...more });

export const moved = (from: string, entered: string, to: string, since: string): Envelope =>
  event('order.stage-changed', since, { from, to, entered: on(entered), since: on(since), spent: 1 });

/** The counters after these events, as the counting function leaves them. */
export const counted = (...events: Envelope[]): Promise<MemoryTallies> => countedAll(events);

export async function countedAll(events: readonly Envelope[]): Promise<MemoryTallies> {
  const tallies = new MemoryTallies();
  const loaded = { profile: profileOf(), revision: 1, version: 1 };
  const profiles = { of: async () => loaded, fresh: async () => loaded };
  const heads = new MemoryHeadStore();
  for (let at = 0; at < events.length; at += 5_000)
    await countEvents(
      { heads, profiles, tallies, clock: () => on('Sun 12:00') },
      events.slice(at, at + 5_000),
    );
  return tallies;
}
