import { afterEach, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
afterEach(() => world[Symbol.asyncDispose]());

it('a customer asks to be forgotten while his order is on its way; a day after it has arrived he is', async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  const store = await world.store(electrosmart);
  const shop = world.as(store, 'storefront');
  const admin = world.as(store, 'admin');
  await shop('POST', '/v1/orders', popsOrder('ES-1'));
  await shop('POST', '/v1/orders/ES-1/status', {
    stage: 'preparing',
    note: 'Pop sună la ușă',
    reason: 'a cerut dl Pop',
  });
  await world.idle();
  const asked = await admin('POST', '/v1/customers/erasure', { email: 'ion.pop@example.com' });
  expect(asked.body).toMatchObject({ erased: [], waiting: [{ orderId: 'ES-1', why: 'open' }] });

  await shop('POST', '/v1/orders/ES-1/status', { stage: 'delivered', fact: true });
  await world.idle();
  await world.advance('PT1H');
  // He still hears that it has arrived.
  expect((await world.mail()).map(({ to }) => to)).toEqual(['ion.pop@example.com']);
  const known = await admin('POST', '/v1/customers/export', { email: 'ion.pop@example.com' });
  expect(known.body.orders[0]).toMatchObject({ orderId: 'ES-1', notes: ['Pop sună la ușă'] });
  expect(known.body.orders[0].messages).toMatchObject([{ status: 'sent' }]);

  await world.advance('P3D');
  const after = await admin('POST', '/v1/customers/export', { email: 'ion.pop@example.com' });
  expect(after.body.orders).toEqual([]);
  const order = await admin('GET', '/v1/orders/ES-1');
  expect(order.body).toMatchObject({ stage: 'delivered', customer: null, lines: [] });
  const told = (await admin('GET', '/v1/orders/ES-1/timeline')).body.items;
  expect(told.map(({ type }: { type: string }) => type)).toContain('order.customer-erased');
  expect(JSON.stringify(told)).not.toContain('Pop');
  // What was typed is gone (the reason, and the order's attributes); that it was said, and all else, still proves itself.
  expect(await world.verified(store, 'order/ES-1')).toMatchObject({ verified: true, faults: [], erased: 2 });
});
