import { countEvents } from '../../shared/counts/count-events.ts';
import { envelopes } from '../../shared/events/envelope.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

export type Shop = Awaited<ReturnType<typeof inProcess>>;

const hour = 3_600_000;

/** Takes in orders of one kind and moves them on, stage by stage. */
export async function take(
  shop: Shop,
  ids: readonly string[],
  attributes: Record<string, string>,
  ...stages: string[]
): Promise<void> {
  for (const id of ids) {
    const { placedAt: _, ...order } = popsOrder(id, { attributes });
    const placedAt = new Date(shop.ports.clock()).toISOString();
    const taken = await shop.call('POST /v1/orders', { body: { ...order, placedAt } });
    if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
    for (const stage of stages) {
      const done = await shop.call('POST /v1/orders/{orderId}/status', {
        path: { orderId: id },
        body: { stage, fact: true },
      });
      if (done.status !== 200) throw new Error(JSON.stringify(done.body));
    }
  }
}

export const named = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}-${String(at + 1)}`);

/** What the scan does at this moment, with every order. */
export async function scanned(shop: Shop): Promise<void> {
  const loaded = await shop.ports.profiles.fresh(shop.profile.storeId);
  const orders = new Orders(shop.ports, shop.profile.storeId, loaded!);
  for (const { key } of [...shop.heads.rows.values()]) if (key.kind === 'order') await orders.fire(key.id);
}

/** What the counting function makes of everything that has happened so far. */
export function counted(shop: Shop): Promise<void> {
  const events = shop.heads.log.flatMap(({ key, version, change }) =>
    envelopes(key, version, change.at, change.actor, change.events),
  );
  return countEvents({ ...shop.ports, tallies: shop.tallies }, events);
}

/**
 * Twelve orders stuck in preparing for 49 hours, ten of them in zone B; forty of zone A and four of zone B came in with
 * them and have been packed since.
 */
export async function pileUp(shop: Shop): Promise<void> {
  await take(shop, named('B', 10), { zone: 'B', channel: 'web' }, 'preparing');
  await take(shop, named('A', 2), { zone: 'A', channel: 'web' }, 'preparing');
  shop.advance(hour);
  await take(shop, named('PA', 40), { zone: 'A', channel: 'web' }, 'preparing', 'packed');
  await take(shop, named('PB', 4), { zone: 'B', channel: 'web' }, 'preparing', 'packed');
  shop.advance(20 * hour);
  for (const id of [...named('PA', 40), ...named('PB', 4)])
    await shop.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: id },
      body: { stage: 'shipped', fact: true },
    });
  shop.advance(28 * hour);
  await scanned(shop);
}
