import { parse } from 'zod/v4/core';
import { describe, expect, it } from 'vitest';
import { amendmentKey } from '../../shared/amendments/aggregate.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { isMade } from '../../shared/amendments/made-by-shop.ts';
import { requestChange } from '../../shared/amendments/requesting.ts';
import { runAmendment } from '../../shared/amendments/run.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import type { Content } from '../../shared/orders/content.ts';
import { intakeSchema } from '../../shared/orders/intake-schema.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { recordProduct } from '../../shared/stock/product.ts';
import { profilesOf } from '../../shared/stores/profiles.ts';
import { createStore } from '../../shared/stores/stores.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { giftProfile, promo } from './given.ts';

const store = 'giftexpress';
const line = (sku: string, quantity: number, lineId?: string) => ({
  ...(lineId === undefined ? {} : { lineId }),
  sku,
  name: sku,
  quantity,
  unitPrice: { amount: 18_900, currency: 'RON' },
});

/** An order with an amendment that is assessed and waits for people. */
async function house(changes: readonly Change[]) {
  const heads = new MemoryHeadStore();
  const clock = () => instant(Date.parse('2026-11-16T08:00:00Z'));
  const ports = { heads, clock, profiles: profilesOf(heads, clock) };
  const profile = giftProfile();
  await createStore(ports, profile, { actor: 'test' });
  await recordProduct(ports, store, 'CANA', promo, { actor: 'test' });
  const orders = new Orders(ports, store, { profile, revision: 1, version: 1 });
  const intake = parse(intakeSchema, {
    orderId: 'GE-1',
    placedAt: '2026-11-16T07:00:00Z',
    customer: { name: 'Nordica' },
    lines: [line('COS-L', 100)],
    payment: { method: 'card', state: 'paid' },
    promisedAt: '2026-11-19T15:00:00Z',
  });
  await orders.place(intake, { actor: 'shop' });
  const order = (await orders.load('GE-1'))!.state;
  await requestChange(ports, store, 'A1', order, { changes: [...changes] }, { actor: 'marius' });
  return {
    amendment: async () => (await heads.load<Amendment>(amendmentKey(store, 'A1')))!.state,
    order: async () => (await orders.load('GE-1'))!.state,
    async edit(lines: readonly ReturnType<typeof line>[]) {
      await orders.editContent('GE-1', { lines: [...lines] }, { actor: 'shop' });
      await runAmendment(ports, store, 'A1');
    },
  };
}

const more: Change = { op: 'change-quantity', lineId: '1', quantity: 120 };

describe('an open change of an order that the shop edits', () => {
  it('ends where the shop has made it itself', async () => {
    const { amendment, edit } = await house([more]);
    await edit([line('COS-L', 120, '1')]);
    expect(await amendment()).toMatchObject({ status: 'expired', why: 'applied-by-shop' });
  });

  it('is assessed anew where the shop made another, and its approvals are asked for again', async () => {
    const { amendment, order, edit } = await house([more]);
    const before = (await amendment()) as { terms?: { from: string; hash: string } };
    await edit([line('COS-L', 100, '1'), line('CANA', 2)]);
    const after = (await amendment()) as typeof before & { status: string };
    expect(after.terms?.from).toBe((await order()).content);
    expect(after.terms?.hash).not.toBe(before.terms?.hash);
    expect(['expired', 'declined']).not.toContain(after.status);
  });
});

describe('a change', () => {
  const content = (...lines: readonly ReturnType<typeof line>[]) => ({ lines }) as unknown as Content;
  const before = content(line('COS-L', 100, '1'), line('CANA', 2, '2'));

  it.each<[string, Change, Content, boolean]>([
    ['of a quantity', more, content(line('COS-L', 120, '1')), true],
    ['of a quantity by other pieces', more, content(line('COS-L', 110, '1')), false],
    ['that takes a line out', { op: 'remove-line', lineId: '2' }, content(line('COS-L', 100, '1')), true],
    [
      'that adds a line',
      { op: 'add-line', sku: 'TORT', quantity: 1 },
      content(line('COS-L', 100, '1'), line('TORT', 1, '3')),
      true,
    ],
    ['that adds what was there before', { op: 'add-line', sku: 'CANA', quantity: 2 }, before, false],
    ['of the delivery', { op: 'change-delivery', shipments: 'together' }, before, false],
  ])('%s is made by the shop: %j', (_, change, now, made) => {
    expect(isMade([change], before, now)).toBe(made);
  });
});
