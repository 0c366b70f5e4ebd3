import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

/** It is Monday, 16 November 2026, 08:00 in UTC. */
let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess('2026-11-16T08:00:00Z');
  for (const id of ['ES-1', 'ES-2']) await world.call('POST /v1/orders', { body: popsOrder(id) });
});

const ron = (amount: number) => ({ amount, currency: 'RON' });
const line = (amount: number, quantity: number) => ({
  sku: 'A',
  name: 'A',
  unitPrice: ron(amount),
  quantity,
});
let n = 0;
const intake = (more: object) => {
  n++;
  return world.call('POST /v1/orders', { body: { ...popsOrder(`B-${String(n)}`), ...more } });
};
const path = { orderId: 'ES-1' };
type Call = Promise<Awaited<ReturnType<typeof world.call>>>;
async function fault(call: Call) {
  const { status, body } = await call;
  return [
    status,
    ...(body.errors ?? []).map((one: { path: string; message: string }) => `${one.path} ${one.message}`),
  ];
}

describe('sums', () => {
  const most = '9007199254740991 minor units';

  it.each([
    ['a line', { lines: [line(1e12, 9_008)] }, `lines.0 costs more than ${most}`],
    ['a million of the dearest', { lines: [line(1, 1), line(1e12, 1e6)] }, `lines.1 costs more than ${most}`],
    [
      'all lines together',
      { lines: [line(1e12, 5_000), line(1e12, 5_000)] },
      `lines costs more than ${most}`,
    ],
    [
      'prices to which VAT is added',
      { lines: [line(1e12, 5_000)], pricesIncludeVat: false },
      `lines.0 costs more than ${most}`,
    ],
  ])('beyond 2^53 − 1 are refused: %s', async (_, more, message) => {
    expect(await fault(intake(more))).toEqual([422, message]);
  });

  it('up to it are taken, read and cancelled with their refund', async () => {
    const body = {
      ...popsOrder('B-DEAR'),
      lines: [line(1e12, 9_000)],
      payment: { method: 'card', state: 'paid' },
    };
    expect((await world.call('POST /v1/orders', { body })).status).toBe(201);
    const dear = { orderId: 'B-DEAR' };
    expect((await world.call('GET /v1/orders/{orderId}', { path: dear })).status).toBe(200);
    const cancelled = { path: dear, body: { stage: 'cancelled' } };
    expect((await world.call('POST /v1/orders/{orderId}/status', cancelled)).status).toBe(200);
  });

  it('beyond it are refused of a late change', async () => {
    const product = { name: 'Dear', price: ron(1e12), cost: ron(1e12) };
    await world.call('PUT /v1/products/{sku}', { path: { sku: 'DEAR' }, body: product });
    const body = { changes: [{ op: 'add-line', sku: 'DEAR', quantity: 1_000_000 }] };
    const done = await fault(world.call('POST /v1/orders/{orderId}/amendments', { path, body }));
    expect(done).toEqual([422, `changes would leave lines.1, which costs more than ${most}`]);
  });
});

describe('an order is placed', () => {
  it.each([
    ['1999-12-31T23:59:59Z', 'placedAt must lie between 2000 and 2099, in UTC'],
    ['1970-01-01T00:00:00Z', 'placedAt must lie between 2000 and 2099, in UTC'],
    [
      '9999-12-31T23:59:59-10:00',
      'placedAt must be an ISO 8601 time, such as 2026-11-22T08:00:00Z; without an offset it is read on the shop’s clock',
    ],
    [
      '+010000-01-01T00:00:00Z',
      'placedAt must be an ISO 8601 time, such as 2026-11-22T08:00:00Z; without an offset it is read on the shop’s clock',
    ],
    ['2026-11-17T08:00:01Z', 'placedAt lies more than 24 hours ahead'],
  ])('not at %s', async (placedAt, message) => {
    expect(await fault(intake({ placedAt }))).toEqual([422, message]);
  });

  it.each(['2000-01-01T00:00:00Z', '2026-11-16T10:00:00Z', '2026-11-17T08:00:00Z'])(
    'at %s',
    async (placedAt) => {
      expect((await intake({ placedAt })).status).toBe(201);
    },
  );

  it('ahead of our clock, and moves on at once', async () => {
    await intake({ placedAt: '2026-11-17T07:00:00Z' });
    const moved = { path: { orderId: `B-${String(n)}` }, body: { stage: 'preparing' } };
    expect((await world.call('POST /v1/orders/{orderId}/status', moved)).status).toBe(200);
  });
});

describe('a date is promised', () => {
  const far = 'promisedAt lies more than three years ahead';
  const promise = (promisedAt: string) =>
    world.call('POST /v1/orders/{orderId}/promise', { path, body: { promisedAt, reason: 'r' } });

  it('three years ahead at the most, at intake', async () => {
    expect(await fault(intake({ promisedAt: '2029-11-16T08:00:01Z' }))).toEqual([422, far]);
    expect((await intake({ promisedAt: '2029-11-16T08:00:00Z' })).status).toBe(201);
  });

  it('three years ahead at the most, anew', async () => {
    expect(await fault(promise('2029-11-17T08:00:00Z'))).toEqual([422, far]);
    expect((await promise('2029-11-16T08:00:00Z')).status).toBe(200);
  });

  it('three years ahead at the most, by a late change', async () => {
    const body = { changes: [{ op: 'change-delivery', promisedAt: '2031-01-01T00:00:00Z' }] };
    const done = await fault(
      world.call('POST /v1/orders/{orderId}/amendments', { path: { orderId: 'ES-2' }, body }),
    );
    expect(done).toEqual([422, 'changes.0.promisedAt lies more than three years ahead']);
  });

  it('in the past where an order of before is taken over', async () => {
    const past = {
      placedAt: '2026-11-01T08:00:00Z',
      promisedAt: '2026-11-10T08:00:00Z',
      import: true,
      stage: 'preparing',
      since: '2026-11-02T08:00:00Z',
    };
    expect((await intake(past)).status).toBe(201);
  });
});

describe('every other time', () => {
  const century = 'must lie between 2000 and 2099, in UTC';
  const far = '2100-01-01T00:00:00Z';

  it('has its bounds', async () => {
    const status = { path, body: { stage: 'preparing', occurredAt: far } };
    expect(await fault(world.call('POST /v1/orders/{orderId}/status', status))).toEqual([
      422,
      `occurredAt ${century}`,
    ]);
    const hold = (reviewAt: string) =>
      world.call('POST /v1/orders/{orderId}/holds', { path, body: { reason: 'r', reviewAt } });
    expect(await fault(hold(far))).toEqual([422, `reviewAt ${century}`]);
    expect(await fault(hold('2028-01-01T00:00:00Z'))).toEqual([422, 'reviewAt lies more than a year ahead']);
    const published = { body: { asOf: '1999-01-01T00:00:00Z', items: [{ sku: 'A', quantity: 1 }] } };
    expect(await fault(world.call('PUT /v1/stock/published', published))).toEqual([422, `asOf ${century}`]);
    const query = { location: 'A', since: far };
    expect(await fault(world.call('GET /v1/stock/uncounted', { query }))).toEqual([400, `since ${century}`]);
    const ordered = (expectedAt: string) =>
      world.call('PUT /v1/purchase-orders/{purchaseOrderId}', {
        path: { purchaseOrderId: 'PO-1' },
        body: { supplier: 's', lines: [{ sku: 'A', quantity: 1, expectedAt }] },
      });
    expect((await ordered(far)).status).toBe(422);
    expect((await ordered('2099-12-31')).status).toBe(201);
  });
});

it('answered no request of these with a fault', () => {
  expect(world.faults).toEqual([]);
});
