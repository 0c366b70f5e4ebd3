import { expect, it } from 'vitest';
import { Cases } from '../../shared/backorders/cases.ts';
import { undoRevision } from '../../shared/orders/decide/revise-content.ts';
import { followers } from '../support/followers.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const placedAt = '2026-11-16T08:00:00Z';
const price = { amount: 10_000, currency: 'RON' };

it('taken back, and its caller dead after the order: those who follow the order finish it, and ask once', async () => {
  const world = await inProcess(placedAt);
  const after = followers(world);
  const done = async (route: string, path: Record<string, string>, body: unknown) => {
    const reply = await world.call(route, { path, body });
    expect([reply.body, reply.status < 300]).toEqual([reply.body, true]);
    await after.drain();
    return reply.body;
  };
  await done('PUT /v1/products/{sku}', { sku: 'COAT' }, { name: 'Palton', price, cost: price });
  const opening = { movementId: 'M1', sku: 'COAT', location: 'A', kind: 'opening', quantity: 1 };
  await done('POST /v1/stock/movements', {}, { items: [{ ...opening, occurredAt: placedAt }] });
  const lines = [{ lineId: '1', sku: 'COAT', name: 'Palton', quantity: 2, unitPrice: price }];
  await done('POST /v1/orders', {}, popsOrder('ES-1', { lines, placedAt }));
  world.advance(3 * 60_000);
  expect(await after.scans()).toEqual([]);
  const choice = { lines: [{ lineId: '1', choice: 'cancel' }], rest: 'ship-now' };
  await done('POST /v1/backorders/{backorderId}/choice', { backorderId: 'ES-1~1' }, choice);

  const { storeId: store } = world.profile;
  const cases = new Cases(world.ports, store, (await world.ports.profiles.of(store))!);
  expect((await cases.load('ES-1~1'))?.state).toMatchObject({ status: 'closed', how: 'chosen', round: 1 });
  await cases.orders.amend('ES-1', { actor: 'olga' }, (order) => undoRevision(order, 'backorder/ES-1~1.1'));
  await after.drain();
  expect((await cases.load('ES-1~1'))?.state).toMatchObject({ status: 'gathering', round: 1 });
  expect(await cases.load('ES-1~2')).toBeUndefined();
  // The call comes again.
  const again = await done('POST /v1/backorders/{backorderId}/undo', { backorderId: 'ES-1~1' }, {});
  expect(again.status).toBe('gathering');
  world.advance(3 * 60_000);
  expect(await after.scans()).toEqual([]);
  const asked = after.mails.filter(({ subject }) => subject.includes('Ce doriți să facem?'));
  expect(asked).toHaveLength(2);
});
