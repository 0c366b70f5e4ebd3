import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAmendment } from '../../shared/amendments/run.ts';
import { fireAmendment, followAmendments } from '../../shared/amendments/firing.ts';
import type { ProfileInput } from '../../shared/stores/profile.ts';
import { inProcess } from '../support/in-process.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { giftexpress, promo } from './given.ts';

let world: Awaited<ReturnType<typeof inProcess>>;

const order = {
  orderId: 'GE-1',
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Birou Nordica', email: 'achizitii@nordica.example' },
  buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO123', orderNumber: 'PO-77' },
  deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov' },
  lines: [
    {
      sku: 'COS-L',
      name: 'Coș cadou mare',
      quantity: 100,
      unitPrice: { amount: 18_900, currency: 'RON' },
      vatRate: 21,
    },
  ],
  pricesIncludeVat: true,
  payment: { method: 'transfer', state: 'pending' },
  promisedAt: '2026-11-19T15:00:00Z',
  attributes: { carrier: 'fan' },
};
const cups = { changes: [{ op: 'add-line', sku: 'CANA', quantity: 100 }] };

beforeEach(async () => {
  world = await inProcess('2026-11-16T10:00:00Z', { shop: giftexpress as ProfileInput });
  await world.call('PUT /v1/products/{sku}', { path: { sku: 'CANA' }, body: promo });
  await world.call('POST /v1/stock/movements', {
    body: {
      items: [
        {
          movementId: 'M1',
          sku: 'CANA',
          location: 'A',
          kind: 'opening',
          quantity: 60,
          occurredAt: '2026-11-16T08:00:00Z',
        },
      ],
    },
  });
  await world.call('POST /v1/orders', { body: order });
  await world.call('POST /v1/orders/{orderId}/status', {
    path: { orderId: 'GE-1' },
    body: { stage: 'preparing' },
    role: 'storefront',
  });
  await world.call('POST /v1/orders/{orderId}/progress', {
    path: { orderId: 'GE-1' },
    body: { stage: 'preparing', lines: [{ lineId: '1', unitsDone: 35 }] },
  });
});

afterEach(() => {
  expect(world.faults).toEqual([]);
});

const request = (body: unknown = cups, more: object = {}) =>
  world.call('POST /v1/orders/{orderId}/amendments', {
    path: { orderId: 'GE-1' },
    body,
    role: 'operator',
    ...more,
  });
const say = (id: string, role: 'supervisor' | 'finance', decision = 'approve') =>
  world.call('POST /v1/amendments/{amendmentId}/decisions', {
    path: { amendmentId: id },
    role,
    body: { decision },
  });
const now = async () => (await world.call('GET /v1/orders/{orderId}', { path: { orderId: 'GE-1' } })).body;
const claims = async () =>
  (await claimsOn(world.heads, stockKey('giftexpress', 'CANA')))
    .filter(({ owner }) => owner.startsWith('amendment/'))
    .map(({ line, got }) => [line, got]);

describe('a request', () => {
  it('previews: says all of it and stores nothing, whatever key it brings', async () => {
    const before = [world.heads.rows.size, world.heads.parts.size, world.heads.log.length];
    const preview = await request(cups, { query: { preview: 'true' }, headers: { 'idempotency-key': 'k1' } });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      status: 'awaiting-approval',
      assessment: { verdict: 'fits', rework: { units: 35 } },
    });
    expect([world.heads.rows.size, world.heads.parts.size, world.heads.log.length]).toEqual(before);
    const made = await request(cups, { headers: { 'idempotency-key': 'k1' } });
    // What a person was shown is what is kept.
    expect(made.status).toBe(201);
    expect({ ...made.body.assessment, at: '' }).toEqual({ ...preview.body.assessment, at: '' });
    expect(made.body.approvals.map(({ role, rules, until }: any) => [role, rules, until])).toEqual(
      preview.body.approvals.map(({ role, rules, until }: any) => [role, rules, until]),
    );
  });

  it('holds the order for the change alone, and sets aside what is free', async () => {
    const { body } = await request();
    expect(body).toMatchObject({ status: 'awaiting-approval', requestedBy: 'marius', stage: 'preparing' });
    const { holds } = await now();
    expect(holds).toMatchObject([{ scope: 'amendment', reason: 'amendment' }]);
    expect(await claims()).toEqual([['2', 60]]);
    // Work goes on.
    const packed = await world.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'GE-1' },
      body: { stage: 'packed' },
      role: 'packing',
    });
    expect(packed.status).toBe(200);
  });

  it('sent twice with one key is one amendment', async () => {
    const headers = { 'idempotency-key': 'k9' };
    const first = await request(cups, { headers });
    const again = await request(cups, { headers });
    expect([again.status, again.headers['idempotent-replayed'], again.body.amendmentId]).toEqual([
      201,
      'true',
      first.body.amendmentId,
    ]);
    expect((await request({ changes: [{ op: 'remove-line', lineId: '1' }] }, { headers })).status).toBe(422);
  });

  it.each([
    [
      'an order that does not exist',
      404,
      'not-found',
      () =>
        world.call('POST /v1/orders/{orderId}/amendments', {
          path: { orderId: 'X' },
          body: cups,
          role: 'operator',
        }),
    ],
    [
      'quantity 0',
      422,
      'invalid',
      () => request({ changes: [{ op: 'change-quantity', lineId: '1', quantity: 0 }] }),
    ],
    [
      'a price',
      422,
      'invalid',
      () => request({ changes: [{ ...cups.changes[0], unitPrice: { amount: 1, currency: 'RON' } }] }),
    ],
    [
      'an address without its parts',
      422,
      'invalid',
      () => request({ changes: [{ op: 'change-address', address: { city: 'Cluj' } }] }),
    ],
    [
      'a thousand changes',
      422,
      'invalid',
      () => request({ changes: Array.from({ length: 1_000 }, () => cups.changes[0]) }),
    ],
    ['no change', 422, 'invalid', () => request({ changes: [] })],
  ])('refuses %s clearly', async (_, status, type, call) => {
    const reply = await call();
    expect([reply.status, reply.body.type]).toEqual([status, `urn:veghe:${type}`]);
    expect(await claims()).toEqual([]);
    expect((await now()).holds).toEqual([]);
  });
});

describe('the way to a new revision', () => {
  async function agreed(): Promise<string> {
    const { body } = await request({ ...cups, changes: [...cups.changes] });
    expect((await say(body.amendmentId, 'supervisor')).status).toBe(403);
    return body.amendmentId;
  }

  it('who asked approves nothing, though he is a supervisor', async () => {
    const id = await agreed();
    const { body } = await world.call('GET /v1/amendments/{amendmentId}', { path: { amendmentId: id } });
    expect(body.approvals.map(({ role, state }: any) => [role, state])).toEqual([
      ['finance', 'waiting'],
      ['supervisor', 'waiting'],
      ['customer', 'later'],
    ]);
    expect(body.explanation.map(({ rule, asks }: any) => [rule, asks])).toEqual([
      ['begun', 'supervisor'],
      ['dear', 'finance'],
      ['paid-by-customer', 'customer'],
    ]);
  });

  it('withdrawn: hold and reservation are gone at once, and the order is as it was', async () => {
    const before = await now();
    const { body } = await request();
    const gone = await world.call('POST /v1/amendments/{amendmentId}/withdrawal', {
      path: { amendmentId: body.amendmentId },
      role: 'operator',
      body: { reason: 'răzgândit' },
    });
    expect(gone.body.status).toBe('withdrawn');
    expect(await claims()).toEqual([]);
    const after = await now();
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
  });

  it('a second one waits until the first has ended, then has its turn', async () => {
    const first = await request();
    const second = await request({ changes: [{ op: 'change-quantity', lineId: '1', quantity: 99 }] });
    expect(second.body.status).toBe('requested');
    await say(first.body.amendmentId, 'finance', 'decline');
    const { body } = await world.call('GET /v1/amendments/{amendmentId}', {
      path: { amendmentId: second.body.amendmentId },
    });
    expect(body.status).toBe('awaiting-approval');
    expect(await claims()).toEqual([]);
  });

  it('a shipped order takes its open amendment along to an end', async () => {
    const { body } = await request();
    await world.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'GE-1' },
      body: { stage: 'shipped' },
      role: 'storefront',
    });
    await followAmendments(world.ports, {
      id: 'e',
      type: 'order.stage-changed',
      storeId: 'giftexpress',
      subject: 'order/GE-1',
      occurredAt: '2026-11-16T10:00:00Z',
      version: 1,
      actor: 'shop',
      data: {},
    });
    const { body: after } = await world.call('GET /v1/amendments/{amendmentId}', {
      path: { amendmentId: body.amendmentId },
    });
    expect([after.status, after.why]).toEqual(['expired', 'past-no-return']);
    expect(await claims()).toEqual([]);
    expect((await now()).holds).toEqual([]);
  });

  it('nobody answers: it expires at the last moment, and what was left behind is looked after', async () => {
    const { body } = await request();
    expect(body.approvals[0].until).toBe('2026-11-17T08:00:00Z');
    world.advance(22 * 3_600_000);
    await fireAmendment(world.ports, 'giftexpress', body.amendmentId);
    const { body: after } = await world.call('GET /v1/amendments/{amendmentId}', {
      path: { amendmentId: body.amendmentId },
    });
    expect([after.status, after.why]).toEqual(['expired', 'no-answer']);
    expect(await claims()).toEqual([]);
    // Run again it does nothing.
    const done = world.heads.log.length;
    await runAmendment(world.ports, 'giftexpress', body.amendmentId);
    expect(world.heads.log.length).toBe(done);
  });
});

it('two that assess it at the same moment: what the faster has set aside is given back in the end', async () => {
  const book = (movementId: string, kind: string, quantity: number) =>
    world.call('POST /v1/stock/movements', {
      body: {
        items: [
          { movementId, sku: 'CANA', location: 'A', kind, quantity, occurredAt: '2026-11-16T09:00:00Z' },
        ],
      },
    });
  await book('M2', 'adjustment', -60);
  const commit = world.heads.commit.bind(world.heads);
  let changes = 0;
  world.heads.commit = async (one) => {
    // Whoever asked has found nothing free. Before he writes that down pieces come, and somebody else reserves them.
    if (one.key.kind === 'amendment' && ++changes === 2) {
      world.heads.commit = commit;
      await book('M3', 'receipt', 60);
      await runAmendment(world.ports, 'giftexpress', one.key.id);
      expect(await claims()).toEqual([['2', 60]]);
    }
    return commit(one);
  };
  const { amendmentId: id } = (await request()).body;
  const path = { amendmentId: id };
  expect(
    (await world.call('GET /v1/amendments/{amendmentId}', { path })).body.assessment.lines,
  ).toMatchObject([{ sku: 'CANA', free: 60, toBuy: 40 }]);
  await world.call('POST /v1/amendments/{amendmentId}/withdrawal', { path, body: {} });
  world.advance(20 * 60_000);
  await fireAmendment(world.ports, 'giftexpress', id);
  expect((await claims()).filter(([, got]) => got !== 0)).toEqual([]);
});
