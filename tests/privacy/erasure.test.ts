import { expect, it } from 'vitest';
import { customerHash } from '../../shared/orders/orders.ts';
import { askErasure, goOnErasing } from '../../shared/privacy/erase.ts';
import { erasureKey } from '../../shared/privacy/erasure.ts';
import { canaries, canarsOrder, day, email, found, otherOrder, shop, type Shop } from './given.ts';

const hash = customerHash('giftexpress', email);
const goOn = async (world: Shop) =>
  goOnErasing(world.ports, (await world.ports.profiles.of('giftexpress'))!, hash);

/** An order with everything that can lie beside one, delivered. */
async function lived(world: Shop, orderId: string): Promise<string> {
  await world.call('POST /v1/orders', { body: canarsOrder(orderId) });
  const amendmentId = await world.changed(
    orderId,
    [
      { op: 'change-quantity', lineId: '1', quantity: 9 },
      { op: 'change-address', address: { street: 'Str. Privighetorii 11', city: 'Brașov' } },
    ],
    'doamna Canar a sunat',
  );
  await world.status(orderId, 'preparing', { note: 'sunați la 0722999888' });
  await world.status(orderId, 'packed');
  await world.call('POST /v1/orders/{orderId}/parcels', {
    path: { orderId },
    body: {
      parcelId: 'P1',
      lines: [{ lineId: '1', quantity: 9 }],
      carrier: 'fan',
      trackingUrl: 'https://fan.example/Canar',
    },
  });
  await world.status(orderId, 'delivered', { parcelId: 'P1' });
  const order = await world.call('GET /v1/orders/{orderId}', { path: { orderId } });
  expect([order.status, order.stage, order.revision]).toEqual(['closed', 'delivered', 2]);
  const { send } = await world.tell(orderId, 'delivered', 4);
  await send();
  await world.settle(amendmentId);
  return amendmentId;
}

it('leaves nothing of a person but what is said to be kept, and nothing of another is touched', async () => {
  const world = await shop();
  await lived(world, 'GE-1');
  await world.call('POST /v1/orders', { body: otherOrder('GE-2') });
  world.advance(2 * day);
  const others = found(world, ['Ion Pop', 'Horea']);
  expect(found(world, canaries).length).toBeGreaterThan(6);

  const answer = await world.erase('ZOE.canar@example.com');
  expect(answer).toMatchObject({
    erased: ['GE-1'],
    waiting: [],
    papers: [{ orderId: 'GE-1', documents: ['pro-forma-2'] }],
    more: false,
  });
  expect(answer.kept.map(({ what }: { what: string }) => what)[0]).toMatch(/^billing documents/);

  // The one text that the billing document shows: name and address, nothing else.
  const left = found(world, canaries);
  expect(left).toEqual([expect.stringMatching(/^giftexpress#order#GE-1 billed#/)]);
  const billed = JSON.stringify(world.heads.parts.get(left[0] ?? ''));
  expect(billed).toContain('Zoe Canar');
  for (const word of ['@', '722999888', 'sonerie', 'sunați']) expect(billed).not.toContain(word);
  // The hash finds nothing but the erasure itself, once it has looked again.
  world.advance(300_000);
  await goOn(world);
  expect(found(world, [hash])).toEqual([`giftexpress#erasure#${hash}`]);
  expect(found(world, ['Ion Pop', 'Horea'])).toEqual(others);
});

it('of what is erased the pages and calls still speak, without the person', async () => {
  const world = await shop();
  const amendmentId = await lived(world, 'GE-1');
  world.advance(2 * day);
  await world.erase();
  const path = { orderId: 'GE-1', amendmentId };
  const order = await world.call('GET /v1/orders/{orderId}', { path });
  expect([order.stage, order.customer, order.lines]).toEqual(['delivered', null, []]);
  expect((await world.call('GET /v1/amendments/{amendmentId}', { path })).status).toBe('applied');
  for (const page of ['GET /staff/orders/{orderId}', 'GET /staff/amendments/{amendmentId}'])
    expect(await world.call(page, { path })).not.toContain('Canar');
  const paper = (documentId: string) =>
    world.call('GET /v1/orders/{orderId}/documents/{documentId}', { path: { ...path, documentId } });
  expect((await paper('pro-forma-2')).buyer).toMatchObject({ name: 'Zoe Canar' });
  await expect(paper('confirmation-2')).rejects.toThrow('not-found');
  // Who sends the order again does not bring her back.
  await expect(world.call('POST /v1/orders', { body: canarsOrder('GE-1') })).rejects.toThrow('order-exists');
  expect(found(world, ['722999888'])).toEqual([]);
});

it('an order that is open or has just ended waits, and goes by itself a day after its end', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  expect(await world.erase()).toMatchObject({ erased: [], waiting: [{ orderId: 'GE-1', why: 'open' }] });
  const due = async () => (await world.heads.load(erasureKey('giftexpress', hash)))?.due;
  // The index may not have shown all yet; then it is looked once a day.
  expect(await due()).toEqual({ kind: 'follow-up', at: world.ports.clock() + 300_000 });
  world.advance(300_000);
  await goOn(world);
  expect(await due()).toEqual({ kind: 'follow-up', at: world.ports.clock() + day });
  await world.status('GE-1', 'cancelled');
  expect((await goOn(world)).waiting).toEqual([{ orderId: 'GE-1', why: 'just-closed' }]);
  // A new order after she asked is a new contract.
  world.advance(day);
  await world.call('POST /v1/orders', {
    body: canarsOrder('GE-9', { placedAt: '2026-11-17T09:59:00Z' }),
  });
  expect((await goOn(world)).erased).toEqual(['GE-1']);
  // Once more, then there is nothing to wait for.
  expect(await due()).toEqual({ kind: 'follow-up', at: world.ports.clock() + 300_000 });
  world.advance(300_000);
  expect((await goOn(world)).erased).toEqual([]);
  expect(await due()).toBeUndefined();
  expect(found(world, ['722999888'])).toEqual([expect.stringContaining('#order#GE-9 content#')]);
});

it('an order whose money is owed, or whose change is not wound up, waits for that', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.call('POST /v1/orders', { body: canarsOrder('GE-2') });
  await world.changed('GE-2', [{ op: 'change-quantity', lineId: '1', quantity: 9 }]);
  await world.status('GE-1', 'cancelled');
  await world.status('GE-2', 'delivered');
  await world.owe('GE-1', 189_000);
  world.advance(2 * day);
  expect((await world.erase()).waiting).toEqual([
    { orderId: 'GE-1', why: 'refund-open' },
    { orderId: 'GE-2', why: 'amendment-open' },
  ]);
  await world.call('POST /v1/refunds/{refundId}/settlement', {
    path: { refundId: 'GE-1~cancelled' },
    body: { reference: 'OP 17' },
  });
  expect(await goOn(world)).toMatchObject({ erased: ['GE-1'], waiting: [{ orderId: 'GE-2' }] });
});

it('of many orders it erases twenty-five at a time, and goes on in five minutes', async () => {
  const world = await shop();
  for (let n = 1; n <= 60; n++) {
    world.advance(1_000);
    await world.call('POST /v1/orders', { body: canarsOrder(`GE-${String(n)}`) });
    if (n > 30) await world.status(`GE-${String(n)}`, 'cancelled');
  }
  world.advance(2 * day);
  const first = await world.erase();
  expect([first.erased.length, first.waiting.length, first.more]).toEqual([25, 30, true]);
  expect((await world.heads.load(erasureKey('giftexpress', hash)))?.due?.at).toBe(
    world.ports.clock() + 300_000,
  );
  const second = await goOn(world);
  expect([second.erased.length, second.waiting.length, second.more]).toEqual([5, 30, false]);
  world.advance(300_000);
  const third = await goOn(world);
  expect([third.erased.length, third.waiting.length]).toEqual([0, 30]);
  expect((await world.heads.load(erasureKey('giftexpress', hash)))?.due?.at).toBe(world.ports.clock() + day);
});

it('asked again it changes nothing; of an unknown e-mail the answer is the same, empty', async () => {
  const world = await shop();
  await lived(world, 'GE-1');
  world.advance(2 * day);
  const first = await world.erase();
  const parts = new Map(world.heads.parts);
  const again = await world.erase();
  const unknown = await world.erase('nobody@example.com');
  expect([again.erased, again.waiting, again.more]).toEqual([[], [], false]);
  expect(new Map(world.heads.parts)).toEqual(parts);
  expect(unknown).toEqual({ ...again, askedAt: unknown.askedAt });
  expect(Object.keys(unknown).sort()).toEqual(Object.keys(first).sort());
});

it('whoever dies at any step, the next one finishes it, and the billing document is never lost', async () => {
  for (let step = 1; ; step++) {
    const world = await shop();
    await lived(world, 'GE-1');
    world.advance(2 * day);
    const { heads } = world;
    let writes = 0;
    const dying =
      <Args extends unknown[], T>(write: (...args: Args) => Promise<T>) =>
      async (...args: Args): Promise<T> => {
        if (++writes === step) throw new Error('died');
        return write(...args);
      };
    const ports = {
      ...world.ports,
      heads: Object.assign(Object.create(heads) as typeof heads, {
        commit: dying(heads.commit.bind(heads)),
        putPart: dying(heads.putPart.bind(heads)),
        deletePart: dying(heads.deletePart.bind(heads)),
      }),
    };
    const loaded = (await world.ports.profiles.of('giftexpress'))!;
    const died = await askErasure(ports, loaded, hash, 'test').then(
      () => false,
      () => true,
    );
    if (!died) {
      expect(step).toBeGreaterThan(10);
      return;
    }
    await world.erase();
    expect(found(world, canaries), `died at ${String(step)}`).toEqual([expect.stringMatching(/ billed#/)]);
    world.advance(300_000);
    await goOn(world);
    expect(found(world, [hash])).toEqual([`giftexpress#erasure#${hash}`]);
  }
});

it('a message that is on its way is dropped, or leaves no words behind', async () => {
  const world = await shop();
  await world.call('POST /v1/orders', { body: canarsOrder('GE-1') });
  await world.status('GE-1', 'delivered');
  world.advance(2 * day);
  const before = await world.tell('GE-1', 'delivered', 2);
  // Erased while the mail leaves.
  await before.send({ mailer: { send: async () => void (await world.erase()) } });
  expect(await world.heads.part(before.key, 'message')).toBeUndefined();
  const after = await world.tell('GE-1', 'delivered', 3);
  await after.send();
  expect((await world.heads.load(after.key))?.state).toMatchObject({ status: 'dropped', why: 'no-address' });
  expect(world.mails).toEqual([]);
  expect(found(world, canaries)).toEqual([]);
});
