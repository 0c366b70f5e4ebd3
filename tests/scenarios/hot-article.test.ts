import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fashionpoint } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** Eight sandboxes of one invocation each share nothing but the tables, as on Lambda. */
describe('an article that fifty pickers write at once, in eight processes', () => {
  let world: World;
  const store = fashionpoint.storeId;
  const move = (movementId: string, kind: string, quantity: number) =>
    world.as(store, 'storefront')('POST', '/v1/stock/movements', {
      items: [
        { movementId, sku: 'PALTON-M', location: 'A1', kind, quantity, occurredAt: '2026-11-16T08:00:00Z' },
      ],
    });
  const book = async () => (await world.as(store, 'operator')('GET', '/v1/stock/PALTON-M')).body.book;

  beforeAll(async () => {
    world = await World.start({ at: '2026-11-16T08:00:00Z', instances: 8 });
    await world.store(fashionpoint);
    await move('opening', 'opening', 500);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('books every pick once, or says when to come again; none is lost and none answers 500', async () => {
    const names = Array.from({ length: 50 }, (_, n) => `pick-${String(n)}`);
    const replies = await Promise.all(names.map((name) => move(name, 'pick', 1)));
    for (const { status, headers } of replies)
      if (status !== 200) expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    const booked = replies.filter(({ status }) => status === 200);
    expect(booked.map(({ body }) => body.items[0].outcome)).toEqual(booked.map(() => 'booked'));
    expect(await book()).toBe(500 - booked.length);
    // Whoever was asked to come again comes again, and so does everybody else: each is booked once.
    const again = await Promise.all(names.map((name) => move(name, 'pick', 1)));
    expect(again.filter(({ status }) => status === 500)).toEqual([]);
    expect(await book()).toBe(450);
  });
});
