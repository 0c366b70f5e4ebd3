import { beforeEach, describe, expect, it } from 'vitest';
import { envelopes } from '../../shared/events/envelope.ts';
import { planCounts } from '../../shared/stock/audits/audits.ts';
import { inProcess } from '../support/in-process.ts';

const at = '2026-11-16T08:00:00Z';
let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess();
});
const moved = (movementId: string, sku: string, kind: string, quantity: number, more: object = {}) => ({
  movementId,
  sku,
  location: 'A',
  kind,
  quantity,
  occurredAt: at,
  ...more,
});
const move = async (...items: object[]) => world.call('POST /v1/stock/movements', { body: { items } });
const book = async (sku: string) => (await world.call('GET /v1/stock/{sku}', { path: { sku } })).body?.book;

describe('movements in bulk', () => {
  it('answer item by item in the order of the call; what is refused leaves the others booked', async () => {
    const { status, body } = await move(
      moved('a', 'COAT', 'opening', 5),
      moved('b', 'SCARF', 'pick', 1),
      moved('c', 'COAT', 'pick', 2),
      moved('c', 'COAT', 'pick', 2),
      moved('c', 'COAT', 'pick', 3),
      moved('d', 'COAT', 'receipt', -1),
    );
    expect(status).toBe(200);
    expect(body.items.map(({ movementId, outcome }: any) => [movementId, outcome])).toEqual([
      ['a', 'booked'],
      ['b', 'refused'],
      ['c', 'booked'],
      ['c', 'repeated'],
      ['c', 'refused'],
      ['d', 'refused'],
    ]);
    expect(body.items[1].errors[0]).toEqual({
      path: 'location',
      message: 'SCARF has never been at A: open it there with kind opening first',
    });
    expect(await book('COAT')).toBe(3);
  });

  it('of ten thousand items are refused whole, by the bound of the call', async () => {
    const items = Array.from({ length: 10_000 }, (_, n) => moved(`m${String(n)}`, 'COAT', 'receipt', 1));
    const { status, body } = await move(...items);
    // More than a megabyte of it is refused before it is read.
    expect([413, 422]).toContain(status);
    expect(body.title).toBeDefined();
    expect(await book('COAT')).toBeUndefined();
    const fewer = await move(...items.slice(0, 1_001));
    expect([fewer.status, fewer.body.errors[0].path]).toEqual([422, 'items']);
    expect(await book('COAT')).toBeUndefined();
  });

  it('repeat by their Idempotency-Key and by their ids', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const body = { items: [moved('a', 'COAT', 'opening', 5)] };
    const first = await world.call('POST /v1/stock/movements', { body, headers });
    const again = await world.call('POST /v1/stock/movements', { body, headers });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await move(moved('a', 'COAT', 'opening', 5))).body.items[0].outcome).toBe('repeated');
    expect(await book('COAT')).toBe(5);
  });

  it('of a kit are those of its parts', async () => {
    await world.call('PUT /v1/products/{sku}', {
      path: { sku: 'BASKET' },
      body: {
        name: 'Basket',
        components: [
          { sku: 'WINE', quantity: 1 },
          { sku: 'CUP', quantity: 2 },
        ],
      },
    });
    await move(moved('w', 'WINE', 'opening', 10), moved('c', 'CUP', 'opening', 10));
    const picked = await move(moved('p', 'BASKET', 'pick', 3, { reference: 'ES-1' }));
    expect(picked.body.items).toEqual([{ movementId: 'p', outcome: 'booked', delta: -9 }]);
    expect((await move(moved('p', 'BASKET', 'pick', 3, { reference: 'ES-1' }))).body.items[0].outcome).toBe(
      'repeated',
    );
    expect([await book('WINE'), await book('CUP')]).toEqual([7, 4]);
    const short = await move(moved('s', 'BASKET', 'short-pick', 1));
    expect(short.body.items[0].errors[0].message).toBe('BASKET is a kit: say it of its parts, WINE, CUP');
  });
});

describe('bad input about stock', () => {
  it('a count from the future, a receipt of an order twice, a rejection without a word', async () => {
    await move(moved('a', 'COAT', 'opening', 5));
    const count = await world.call('POST /v1/stock/counts', {
      body: {
        countId: 'c1',
        location: 'A',
        items: [{ sku: 'COAT', counted: 5, countedAt: '2026-11-16T09:00:00Z' }],
      },
    });
    expect(count.body.items[0]).toMatchObject({
      outcome: 'refused',
      errors: [{ path: 'countedAt', message: 'lies in the future' }],
    });
    await world.call('PUT /v1/purchase-orders/{purchaseOrderId}', {
      path: { purchaseOrderId: 'AC-1' },
      body: { supplier: 's', lines: [{ sku: 'COAT', quantity: 2 }] },
    });
    const receive = (receiptId: string, more: object = {}) =>
      world.call('POST /v1/stock/receipts', {
        body: {
          receiptId,
          purchaseOrder: 'AC-1',
          location: 'A',
          lines: [{ sku: 'COAT', received: 2, ...more }],
        },
      });
    const silent = await receive('N-0', { rejected: 1 });
    expect([silent.status, silent.body.errors[0].path]).toEqual([422, 'lines.0.reason']);
    expect((await receive('N-1')).status).toBe(201);
    expect((await receive('N-1')).body.outcome).toBe('repeated');
    const twice = await receive('N-2');
    expect([twice.status, twice.body.detail]).toEqual([
      409,
      'AC-1 has come in whole already. If more was delivered, raise the order first.',
    ]);
    expect(await book('COAT')).toBe(7);
  });

  it('a location that the shop does not have, where it lists its own', async () => {
    const { profile } = world;
    await world.call('PUT /v1/store', {
      body: { ...profile, stock: { ...profile.stock, locations: [{ id: 'A' }] } },
    });
    world.advance(31_000);
    const { body } = await move(moved('a', 'COAT', 'opening', 5, { location: 'Z' }));
    expect(body.items[0].errors[0]).toEqual({
      path: 'location',
      message: 'the store has no location Z; it has A',
    });
  });
});

describe('an inventory', () => {
  it('lists its differences, each for two people, and what is not counted yet', async () => {
    await move(
      moved('a', 'COAT', 'opening', 5),
      moved('b', 'SCARF', 'opening', 3),
      moved('c', 'GLOVES', 'opening', 2),
    );
    // The round of counts learns of articles by their events.
    for (const { key, version, change } of [...world.heads.log])
      for (const event of envelopes(key, version, change.at, change.actor, change.events))
        if (event.subject.startsWith('stock/')) await planCounts(world.ports, world.profile, event);
    const count = (sku: string, counted: number) => ({ sku, counted, countedAt: at });
    const done = await world.call('POST /v1/stock/counts', {
      role: 'operator',
      body: { countId: 'I-1', location: 'A', inventory: true, items: [count('COAT', 4), count('SCARF', 3)] },
    });
    expect(done.body.items.map(({ outcome }: any) => outcome)).toEqual(['differs', 'agrees']);
    const query = { location: 'A', trigger: 'inventory' };
    const [drift, ...others] = (await world.call('GET /v1/stock/drifts', { query })).body.items;
    expect([drift.sku, drift.book, drift.counted, others]).toEqual(['COAT', 5, 4, []]);
    const left = await world.call('GET /v1/stock/uncounted', { query: { location: 'A', since: at } });
    expect(left.body.items).toEqual([{ sku: 'GLOVES' }]);
    // One piece is little, but it is an inventory: the second person confirms.
    const resolve = (role: 'operator' | 'supervisor') =>
      world.call('POST /v1/stock/drifts/{driftId}/resolution', {
        path: { driftId: drift.driftId },
        body: { cause: 'loss' },
        role,
      });
    expect((await resolve('operator')).status).toBe(202);
    expect((await resolve('operator')).body.outcome).toBe('waits-for-supervisor');
    expect((await resolve('supervisor')).body.outcome).toBe('resolved');
    expect(await book('COAT')).toBe(4);
  });
});
