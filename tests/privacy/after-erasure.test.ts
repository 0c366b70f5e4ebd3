import { expect, it } from 'vitest';
import { customerHash } from '../../shared/orders/orders.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import { goOnErasing } from '../../shared/privacy/erase.ts';
import { erasureKey } from '../../shared/privacy/erasure.ts';
import { canarsOrder, day, email, found, shop, type Shop } from './given.ts';

const store = 'giftexpress';
const hash = customerHash(store, email);
const goOn = async (world: Shop) => goOnErasing(world.ports, (await world.ports.profiles.of(store))!, hash);
const path = { orderId: 'GE-1' };
const words = ['Canar', 'sunați'];

/** Delivered two days ago, and its customer forgotten. */
async function erased(): Promise<Shop> {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.status('GE-1', 'delivered');
  world.advance(2 * day);
  expect(await world.erase()).toMatchObject({ erased: ['GE-1'] });
  return world;
}

it('what is still reported of an order whose customer was forgotten is a fact without words', async () => {
  const world = await erased();
  const said = { reason: 'doamna Canar a întrebat', note: 'sunați-o pe doamna Canar' };
  for (const stage of ['shipped', 'cancelled', 'delivered']) await world.status('GE-1', stage, said);
  expect((await world.call('GET /v1/orders/{orderId}', { path })).stage).toBe('delivered');
  expect(found(world, words)).toEqual([]);
});

it('nor is it opened again: nobody could be served with it', async () => {
  const world = await erased();
  const body = { stage: 'shipped', reason: 'doamna Canar a sunat' };
  await expect(world.call('POST /v1/orders/{orderId}/corrections', { path, body })).rejects.toThrow(
    /"status":409.*nothing of the order changes any more/,
  );
  await expect(
    world.call('POST /v1/orders/{orderId}/holds', { path, body: { reason: 'doamna Canar' } }),
  ).rejects.toThrow('order-closed');
  expect(found(world, words)).toEqual([]);
});

it('who was changing the order at that moment and died leaves nothing for longer than five minutes', async () => {
  const world = await erased();
  const key = orderKey(store, 'GE-1');
  // Its note was written, as texts are, before the head; whoever wrote it is gone.
  await world.heads.putPart(key, { name: 'note#aaaaaaaaaaaaaaaaaaaaaa.1', body: '"doamna Canar"' });
  const due = async () => (await world.heads.load(erasureKey(store, hash)))?.due?.at;
  expect(await due()).toBe(world.ports.clock() + 300_000);
  // Asked too soon it looks again later: somebody may still be writing.
  world.advance(60_000);
  await goOn(world);
  expect(found(world, words)).toHaveLength(1);
  expect(await due()).toBe(world.ports.clock() + 300_000);
  world.advance(300_000);
  await goOn(world);
  expect(found(world, words)).toEqual([]);
  // Nothing is left to come back for, and nothing says which orders were his.
  expect(await due()).toBeUndefined();
  expect([...world.heads.parts.keys()].filter((name) => name.includes('#erasure#'))).toEqual([]);
});

it('an order that cannot be forgotten yet loses nothing by the second look', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.status('GE-1', 'delivered');
  world.advance(day / 2);
  expect((await world.erase()).waiting).toEqual([{ orderId: 'GE-1', why: 'just-closed' }]);
  world.advance(300_000);
  expect((await goOn(world)).waiting).toEqual([{ orderId: 'GE-1', why: 'just-closed' }]);
  expect((await world.call('GET /v1/orders/{orderId}', { path })).customer).toMatchObject({
    name: 'Zoe Canar',
  });
});
