import { beforeAll, describe, expect, it } from 'vitest';
import { administer } from '../../functions/stores/administer.ts';
import { verifySubject } from '../../shared/chains/verify-subject.ts';
import { customerHash } from '../../shared/orders/orders.ts';
import { forgetTyped } from '../../shared/privacy/forget-timelines.ts';
import { canaries, canarsOrder, day, email, found, otherOrder, shop, type Shop } from '../privacy/given.ts';
import { noSubscriptions } from '../support/no-subscriptions.ts';

const store = 'giftexpress';
const reason = 'doamna Canar a sunat';

/** The relay, as far as timelines go; each change once, or `again` from the beginning. */
async function relay(world: Shop, from = 0): Promise<void> {
  const ports = { ...world.ports, timeline: world.timeline, subscriptions: noSubscriptions };
  for (const change of world.heads.log.slice(from)) {
    await world.timeline.relay(change);
    await forgetTyped(
      ports,
      change.sealed.map(({ envelope }) => envelope),
    );
  }
}

const verdict = (world: Shop, subject: string) => {
  const [kind = '', id = ''] = subject.split('/');
  return verifySubject({ heads: world.heads, timeline: world.timeline }, store, kind, id);
};
const faults = async (world: Shop, subject: string) =>
  (await verdict(world, subject))?.faults.map(({ is, entry }) => `${is} ${entry}`);

/** An order with a name in everything that somebody types, changed once and once not, delivered. */
async function lived(world: Shop): Promise<{ applied: string; withdrawn: string }> {
  const path = { orderId: 'GE-1' };
  await world.call('POST /v1/orders', {
    body: canarsOrder('GE-1', { attributes: { gift: 'pentru Zoe Canar', invoice: 'F 17' } }),
  });
  await world.call('POST /v1/orders', { body: otherOrder('GE-2') });
  const held = await world.call('POST /v1/orders/{orderId}/holds', { path, body: { reason } });
  await world.call('DELETE /v1/orders/{orderId}/holds/{holdId}', { path: { ...path, holdId: held.holdId } });
  await world.call('POST /v1/orders/{orderId}/promise', {
    path,
    body: { promisedAt: '2026-11-30T10:00:00Z', reason },
  });
  const { amendmentId: withdrawn } = await world.call('POST /v1/orders/{orderId}/amendments', {
    path,
    body: { changes: [{ op: 'change-quantity', lineId: '1', quantity: 500 }] },
  });
  await world.call('POST /v1/amendments/{amendmentId}/withdrawal', {
    path: { amendmentId: withdrawn },
    body: { reason },
  });
  const applied = await world.changed('GE-1', [{ op: 'change-quantity', lineId: '1', quantity: 9 }], reason);
  await world.status('GE-1', 'preparing', { reason, note: 'sunați la 0722999888' });
  await world.status('GE-1', 'packed', { reason });
  await world.call('POST /v1/orders/{orderId}/corrections', { path, body: { stage: 'preparing', reason } });
  await world.status('GE-1', 'delivered', { reason });
  await world.settle(applied);
  await world.settle(withdrawn);
  world.advance(2 * day);
  return { applied, withdrawn };
}

/** Words of a person in a timeline, wherever they stand. */
const said = (world: Shop) =>
  [...world.timeline.kept.values()].filter((entry) =>
    canaries.some((word) => JSON.stringify(entry).includes(word)),
  );

describe('an order, its changes and its papers', () => {
  let world: Shop;
  let subjects: string[];
  beforeAll(async () => {
    world = await shop();
    const { applied, withdrawn } = await lived(world);
    await relay(world);
    subjects = [
      'order/GE-1',
      'order/GE-2',
      `amendment/${applied}`,
      `amendment/${withdrawn}`,
      'series/ND',
      'series/CC',
    ];
  });

  it('verify as they are, and with everything relayed once more', async () => {
    for (const subject of subjects)
      expect(await verdict(world, subject), subject).toMatchObject({ verified: true, faults: [], erased: 0 });
    const kept = structuredClone(world.timeline.kept);
    await relay(world);
    expect(world.timeline.kept).toEqual(kept);
    // Seven of the order's own, and the withdrawal under the amendment and under the order.
    expect(said(world)).toHaveLength(9);
  });

  it('name a text, a paper, a number that somebody has put in place of what was there', async () => {
    const { parts } = world.heads;
    const altered = async (subject: string, pattern: RegExp, other: (body: string) => string | undefined) => {
      const [name, body] = [...parts].find(([one]) => pattern.test(one))!;
      const next = other(body);
      if (next === undefined) parts.delete(name);
      else parts.set(name, next);
      const answer = await faults(world, subject);
      parts.set(name, body);
      return answer?.map((one) => one.replace(/#\S+/, '#'));
    };
    const cheaper = (body: string) => body.replaceAll('18900', '18901');
    expect(await altered('order/GE-1', /GE-1 content#/, cheaper)).toEqual(['altered content#']);
    expect(await altered('order/GE-1', /GE-1 note#/, () => undefined)).toEqual(['missing note#']);
    const number = (body: string) => body.replace('"number":1', '"number":2');
    expect(await altered('order/GE-1', /#difference$/, number)).toEqual(['altered GE-1 difference-2']);
    expect(await altered('series/ND', /#difference$/, number)).toEqual(['altered GE-1 difference-2']);
    expect(await altered('series/CC', /#confirmation$/, () => undefined)).toEqual([
      'missing GE-1 confirmation-2',
    ]);
    const invented = 'giftexpress#order#GE-1 document#0007#addendum';
    parts.set(
      invented,
      JSON.stringify({ documentId: 'addendum-7', kind: 'addendum', revision: 7, content: 'x' }),
    );
    expect(await faults(world, 'order/GE-1')).toEqual(['added GE-1 addendum-7']);
    parts.delete(invented);
    expect(await faults(world, 'order/GE-1')).toEqual([]);
  });

  it('name an entry that somebody has altered, taken out, moved or put in, through the admin function', async () => {
    const { kept } = world.timeline;
    const ports = {
      ...world.ports,
      timeline: world.timeline,
      publicUrl: 'https://veghe.example',
      subscriptions: noSubscriptions,
    };
    const asked = () => administer(ports, { action: 'verify', store, subject: 'order/GE-1' });
    expect(await asked()).toMatchObject({ status: 200, body: { verified: true } });
    const [place, entry] = [...kept].find(
      ([, one]) => one.subject === 'order/GE-1' && one.envelope.type === 'order.held' && one.seal,
    )!;
    const lie = { ...entry, envelope: { ...entry.envelope, actor: 'somebody-else' } };
    kept.set(place, lie);
    const { status, body } = await asked();
    expect([status, (body as { faults: unknown[] }).faults]).toEqual([
      409,
      [{ is: 'altered', entry: entry.envelope.id }],
    ]);
    kept.delete(place);
    expect((await faults(world, 'order/GE-1'))?.[1]).toBe(`missing ${entry.envelope.id}`);
    kept.set(place, entry);
    expect(await asked()).toMatchObject({ status: 200 });
    expect(await administer(ports, { action: 'verify', store, subject: 'order/GE-99' })).toMatchObject({
      status: 404,
    });
    expect(await administer(ports, { action: 'verify', store, subject: 'store/x' })).toMatchObject({
      status: 422,
    });
  });

  it('after an erasure no word of a person is in any timeline or table, and all still verify', async () => {
    const before = world.heads.log.length;
    await world.erase();
    // Erased where it is written; whoever relays it in part does it again.
    await relay(world, before);
    expect(said(world)).toEqual([]);
    expect(found(world, canaries)).toEqual([expect.stringMatching(/^giftexpress#order#GE-1 billed#/)]);
    for (const subject of subjects)
      expect(await verdict(world, subject), subject).toMatchObject({ verified: true, faults: [] });
    // The two holds that amendments had are among them: whose reason is a code is not told apart.
    expect(await verdict(world, 'order/GE-1')).toMatchObject({ erased: 9 });
    expect(await verdict(world, subjects[3]!)).toMatchObject({ erased: 1 });
    expect(await verdict(world, 'order/GE-2')).toMatchObject({ erased: 0 });
    // Neither the salt that they were committed to with, nor the print of the intake.
    const own = world.timeline.of(store, 'order/GE-1');
    expect(own.filter(({ seal }) => seal?.salt !== undefined)).toEqual([]);
    expect(JSON.stringify(own)).not.toContain(customerHash(store, email));
    // The number of the invoice is the accounts' own.
    expect(own[0]?.envelope.data['attributes']).toEqual({ invoice: 'F 17' });
  });

  it('what is relayed again after it, late and by hand, does not bring anything back', async () => {
    await relay(world);
    expect(said(world)).toEqual([]);
    for (const subject of subjects)
      expect(await verdict(world, subject), subject).toMatchObject({ verified: true });
  });

  it('names what somebody did after it, and a paper that shows something else than the erasure said', async () => {
    const { kept } = world.timeline;
    const [place, entry] = [...kept].find(([, one]) => one.seal?.erased && one.subject === 'order/GE-1')!;
    kept.set(place, { ...entry, seal: { ...entry.seal!, erased: {} } });
    expect(await faults(world, 'order/GE-1')).toContain(`altered ${entry.envelope.id}`);
    kept.set(place, entry);
    const [name, body] = [...world.heads.parts].find(([one]) => /GE-1 billed#/.test(one))!;
    world.heads.parts.set(name, body.replace('Zoe Canar', 'Ion Pop'));
    expect(await faults(world, 'order/GE-1')).toContain('altered GE-1 difference-2');
    world.heads.parts.set(name, body);
    expect(await faults(world, 'order/GE-1')).toEqual([]);
  });
});

it('an erasure of the timeline that stops at any write goes on when the record comes again', async () => {
  for (let step = 1; ; step++) {
    const world = await shop();
    await lived(world);
    await relay(world);
    const before = world.heads.log.length;
    await world.erase();
    let writes = 0;
    const { timeline } = world;
    const write = timeline.write.bind(timeline);
    timeline.write = async (entries) => {
      if (++writes === step) throw new Error('died');
      return write(entries);
    };
    const died = await relay(world, before).then(
      () => false,
      () => true,
    );
    timeline.write = write;
    if (!died) return expect(step).toBeGreaterThan(3);
    await relay(world, before);
    expect(said(world), `died at ${String(step)}`).toEqual([]);
    expect(await verdict(world, 'order/GE-1')).toMatchObject({ verified: true });
  }
});

it('an article verifies with its ledger, and names an entry of it that was altered, taken out or put in', async () => {
  const world = await shop();
  const item = (movementId: string, kind: string, quantity: number) => ({
    movementId,
    sku: 'CANA-9',
    location: 'A',
    kind,
    quantity,
    occurredAt: '2026-11-16T09:00:00Z',
  });
  for (const one of [item('m1', 'opening', 5), item('m2', 'receipt', 3), item('m3', 'pick', 1)])
    await world.call('POST /v1/stock/movements', { body: { items: [one] } });
  await world.call('POST /v1/stock/counts', {
    body: {
      countId: 'c1',
      location: 'A',
      items: [{ sku: 'CANA-9', counted: 2, countedAt: '2026-11-16T09:30:00Z' }],
    },
  });
  const driftId = 'CANA-9~A~1';
  await world.call('POST /v1/stock/drifts/{driftId}/second-look', {
    path: { driftId },
    body: { found: 2 },
    role: 'supervisor',
  });
  await world.call('POST /v1/stock/drifts/{driftId}/resolution', {
    path: { driftId },
    body: { cause: 'loss', note: 'căzute din raft' },
  });
  await relay(world);
  expect(await verdict(world, 'stock/CANA-9')).toMatchObject({ verified: true, faults: [], unsealed: 0 });
  const { parts } = world.heads;
  const name = (n: number) => `giftexpress#stock#CANA-9 ledger#00000000${String(n)}`;
  const body = parts.get(name(2))!;
  expect(body).toContain('"quantity":3');
  parts.set(name(2), body.replace('"quantity":3', '"quantity":2'));
  expect(await faults(world, 'stock/CANA-9')).toEqual(['altered ledger#000000002']);
  parts.delete(name(2));
  parts.set(name(9), body);
  expect(await faults(world, 'stock/CANA-9')).toEqual(['missing ledger#000000002', 'added ledger#000000009']);
});
