import { afterAll, beforeAll, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
const t0 = '2026-11-16T08:00:00Z';

beforeAll(async () => {
  world = await World.start({ at: t0 });
});
afterAll(() => world[Symbol.asyncDispose]());

it('an order stalls, everybody who should know is told once, and it moves on', async () => {
  const store = await world.store(electrosmart);
  const shop = world.as(store, 'storefront');
  const taken = await shop('POST', '/v1/orders', popsOrder());
  expect(taken.body).toEqual({ orderId: 'ES-1001', outcome: 'created', version: 1 });
  expect(taken.status).toBe(201);
  expect((await shop('POST', '/v1/orders/ES-1001/status', { stage: 'preparing' })).status).toBe(200);
  await world.idle();
  await world.advance('PT58H');
  console.log(
    JSON.stringify(
      [await world.mail(), await world.sms(), await world.alerts()],
      (k, v) => (k === 'html' ? undefined : v),
      1,
    ),
  );
  console.log(
    JSON.stringify(
      (await shop('GET', '/v1/orders/ES-1001/timeline')).body.items.map((e: any) => [e.occurredAt, e.type]),
    ),
  );
  console.log(JSON.stringify((await shop('GET', '/v1/orders/ES-1001')).body, null, 1));
});
