import { expect, it } from 'vitest';
import { administer } from '../../functions/stores/administer.ts';
import { envelopes } from '../../shared/events/envelope.ts';
import { suppress } from '../../shared/notices/contacts.ts';
import { customerHash } from '../../shared/orders/orders.ts';
import { canarsOrder, day, email, otherOrder, shop } from './given.ts';
import { noSubscriptions } from '../support/no-subscriptions.ts';

it('says everything of a person as JSON: every revision, parcels, notes, changes, papers, messages', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.call('POST /v1/orders', { body: otherOrder('GE-2') });
  const amendmentId = await world.changed(
    'GE-1',
    [{ op: 'change-quantity', lineId: '1', quantity: 9 }],
    'a sunat',
  );
  await world.status('GE-1', 'preparing', { note: 'la poartă' });
  await world.status('GE-1', 'delivered');
  await (await world.tell('GE-1', 'delivered', 3)).send();
  await suppress(world.ports, 'giftexpress', '+40722999888', 'complaint', 'GE-1');

  const answer = await world.exported('ZOE.Canar@example.com');
  expect(answer.orders.map(({ orderId }: { orderId: string }) => orderId)).toEqual(['GE-1']);
  const [order] = answer.orders;
  expect(order.contents.map(({ lines }: any) => lines[0].quantity).sort()).toEqual([10, 9]);
  expect(order.contents[0]).toMatchObject({
    customer: { name: 'Zoe Canar', phone: '+40722999888' },
    deliveryAddress: { street: 'Str. Privighetorii 9', note: 'la sonerie' },
  });
  expect(order.notes).toEqual(['la poartă']);
  expect(order.amendments).toMatchObject([{ amendmentId, status: 'applied', notes: ['a sunat'] }]);
  expect(order.documents.map(({ documentId }: any) => documentId)).toContain('pro-forma-2');
  expect(order.messages).toMatchObject([
    {
      kind: 'stage',
      channel: 'email',
      status: 'sent',
      message: { text: expect.stringContaining('Zoe Canar') },
    },
  ]);
  expect([answer.suppressed, answer.erasureAskedAt, answer.next]).toEqual([['+40722999888'], null, null]);
  expect(JSON.stringify(answer)).not.toContain('Ion Pop');
  // What the shop reckons for itself is not hers.
  expect(JSON.stringify(answer)).not.toContain('margin');
});

it('goes on where an answer ended: twenty orders each', async () => {
  const world = await shop();
  for (let n = 1; n <= 21; n++) {
    world.advance(1_000);
    await world.call('POST /v1/orders', { body: canarsOrder(`GE-${String(n)}`) });
  }
  const first = await world.exported();
  const second = await world.call('POST /v1/customers/export', { body: { email, cursor: first.next } });
  expect([first.orders.length, second.orders.length, second.next]).toEqual([20, 1, null]);
});

it('of an e-mail that nobody knows says nothing, in the same form', async () => {
  const world = await shop();
  expect(await world.exported('nobody@example.com')).toEqual({
    email: 'nobody@example.com',
    orders: [],
    suppressed: [],
    erasureAskedAt: null,
    next: null,
  });
});

it('after a restore the erasures are made again, by their hashes', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.status('GE-1', 'cancelled');
  world.advance(2 * day);
  const admin = {
    ...world.ports,
    timeline: world.timeline,
    publicUrl: 'https://veghe.example',
    subscriptions: noSubscriptions,
  };
  const order = {
    action: 'replay-erasures',
    store: 'giftexpress',
    customers: [customerHash('giftexpress', email)],
  };
  expect(await administer(admin, order)).toEqual({
    status: 200,
    body: { erased: ['GE-1'], more: [] },
  });
  expect((await world.exported()).orders).toEqual([]);
  expect(await administer(admin, { ...order, store: 'nowhere' })).toMatchObject({ status: 404 });
});

it('the hash that finds a person leaves the house in no event', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  const said = world.heads.log.flatMap(({ key, version, change: { at, actor, events } }) =>
    envelopes(key, version, at, actor, events),
  );
  expect(said.map(({ type }) => type)).toContain('order.placed');
  expect(JSON.stringify(said)).not.toContain(customerHash('giftexpress', email));
});
