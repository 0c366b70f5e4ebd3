import { assessNow } from '../../shared/amendments/assessing.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { intakeSchema } from '../../shared/orders/intake-schema.ts';
import { recordProduct } from '../../shared/stock/product.ts';
import { instant } from '../../shared/time/instant.ts';
import { parse } from 'zod/v4/core';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { giftProfile, promo } from './given.ts';

/** What an assessment reads of an order of so many lines, of which so many are changed: batches of a hundred, and singles. */
export async function readsOfAssessment(lines: number, changed: number) {
  const heads = new MemoryHeadStore();
  const clock = () => instant(Date.parse('2026-11-16T08:00:00Z'));
  const profile = giftProfile();
  const store = profile.storeId;
  const sku = (n: number) => `ART-${String(n)}`;
  for (let n = 0; n < lines; n++)
    await recordProduct({ heads, clock }, store, sku(n), promo, { actor: 'test' });
  const orders = new Orders({ heads, clock }, store, { profile, revision: 1, version: 1 });
  await orders.place(
    parse(intakeSchema, {
      orderId: 'GE-1',
      placedAt: '2026-11-16T07:00:00Z',
      customer: { name: 'Nordica' },
      lines: Array.from({ length: lines }, (_, n) => ({
        sku: sku(n),
        name: 'x',
        quantity: 2,
        unitPrice: { amount: 100, currency: 'RON' },
      })),
    }),
    { actor: 'shop' },
  );
  const order = (await orders.load('GE-1'))!.state;
  const changes: Change[] = Array.from({ length: changed }, (_, n) => ({
    op: 'change-quantity',
    lineId: String(n + 1),
    quantity: 3,
  }));
  let [batches, singles] = [0, 0];
  const batched = (keys: readonly unknown[]) => void (batches += Math.ceil(keys.length / 100));
  const counting = new Proxy(heads, {
    get(target, name: keyof MemoryHeadStore) {
      const value = target[name];
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'loadMany' || name === 'partsOf') batched(args[0] as readonly unknown[]);
        else if (name === 'load' || name === 'part' || name === 'partsBetween' || name === 'find') singles++;
        return (value as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  const counted = new Orders({ heads: counting, clock }, store, { profile, revision: 1, version: 1 });
  const asking = { amendmentId: 'A1', changes, quotes: {}, refusedBy: [] };
  const answer = await assessNow(counting, store, counted, order, asking, clock());
  return { batches, singles, refused: 'refused' in answer ? answer.refused : undefined };
}
