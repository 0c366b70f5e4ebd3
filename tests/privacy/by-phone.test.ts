import { expect, it } from 'vitest';
import { canarsOrder, shop } from './given.ts';

const day = 86_400_000;
const phone = '0733 000 111';
const byPhone = { name: 'Ion Pop', phone };

it('exports and forgets a person who gave a telephone number and no e-mail', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: { ...canarsOrder('GE-1'), customer: byPhone } });
  await world.status('GE-1', 'cancelled');
  world.advance(2 * day);
  const exported = await world.call('POST /v1/customers/export', { body: { phone } });
  expect(exported).toMatchObject({ phone: '+40733000111', orders: [{ orderId: 'GE-1' }] });
  const erased = await world.call('POST /v1/customers/erasure', { body: { phone: '+40733000111' } });
  expect(erased.erased).toEqual(['GE-1']);
  expect((await world.call('POST /v1/customers/export', { body: { phone } })).orders).toEqual([]);
});

it('knows a person by one address at a time', async () => {
  const world = await shop();
  for (const body of [{}, { email: 'ion@client.example', phone }])
    await expect(world.call('POST /v1/customers/erasure', { body })).rejects.toThrow(
      'must name the person by e-mail, or by telephone number where there is none',
    );
});

it('forgets what the shop last said of the order', async () => {
  const world = await shop();
  const body = { ...canarsOrder('GE-1'), customer: byPhone, sourceUpdatedAt: '2026-11-16T08:00:00Z' };
  await world.call('POST /v1/orders', { body });
  await world.status('GE-1', 'cancelled');
  world.advance(2 * day);
  await world.call('POST /v1/customers/erasure', { body: { phone } });
  const heads = [...world.heads.rows.values()].filter(({ key }) => key.kind === 'order');
  expect(heads.map(({ change }) => (change.state as { source?: unknown }).source)).toEqual([undefined]);
});
