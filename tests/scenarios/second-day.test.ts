import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fashionpoint } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** Monday, 16 November 2026, ten in the morning in Bucharest. */
const monday = '2026-11-16T08:00:00Z';
const ron = (amount: number) => ({ amount, currency: 'RON' });

/** The second story, told in order: each step rests on those before it. */
describe('FashionPoint: the shelf is empty', () => {
  let world: World;
  let store: string;
  const as = (role: string) => (method: string, path: string, body?: unknown) =>
    world.as(store, role)(method, path, body);
  const andrei = (method: string, path: string, body?: unknown) => as('warehouse')(method, path, body);
  const shop = (method: string, path: string, body?: unknown) => as('storefront')(method, path, body);
  const stock = async (sku: string) => (await andrei('GET', `/v1/stock/${sku}`)).body;

  beforeAll(async () => {
    world = await World.start({ at: monday });
    store = await world.store({
      ...fashionpoint,
      staff: [
        ...fashionpoint.staff,
        { id: 'paul', name: 'Paul Ionescu', email: 'paul@fashionpoint.example', roles: ['packing'] },
      ],
    });
    const opening = (sku: string, quantity: number) => ({
      movementId: `open-${sku}`,
      sku,
      location: 'A1',
      kind: 'opening',
      quantity,
      occurredAt: monday,
    });
    await andrei('POST', '/v1/stock/movements', {
      items: [opening('PALTON-M', 3), opening('FULAR', 9), opening('MANUSI', 9)],
    });
    await shop('PUT', '/v1/stock/published', {
      asOf: monday,
      items: [
        { sku: 'PALTON-M', quantity: 3 },
        { sku: 'FULAR', quantity: 9 },
      ],
    });
  }, 120_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it('sets aside what Ms Iancu orders', async () => {
    const placed = await shop('POST', '/v1/orders', {
      orderId: 'FP-1',
      placedAt: monday,
      customer: { name: 'Irina Iancu', email: 'irina@example.com' },
      lines: [
        { lineId: 'palton', sku: 'PALTON-M', name: 'Palton', quantity: 1, unitPrice: ron(60_000) },
        { lineId: 'fular', sku: 'FULAR', name: 'Fular', quantity: 1, unitPrice: ron(8_000) },
        { lineId: 'manusi', sku: 'MANUSI', name: 'Mănuși', quantity: 1, unitPrice: ron(6_000) },
      ],
      payment: { method: 'card', state: 'paid', paidAmount: ron(74_000) },
    });
    expect(placed.status).toBe(201);
    await world.idle();
    expect(await stock('PALTON-M')).toMatchObject({ book: 3, allocated: 1, available: 2 });
    await shop('PUT', '/v1/stock/published', {
      asOf: '2026-11-16T08:01:00Z',
      items: [
        { sku: 'PALTON-M', quantity: 2 },
        { sku: 'FULAR', quantity: 8 },
      ],
    });
  });

  it('opens a drift at the short pick: published 2, book 3, counted 0; the sale is stopped', async () => {
    const picked = await andrei('POST', '/v1/stock/movements', {
      items: [
        {
          movementId: 'sp-1',
          sku: 'PALTON-M',
          location: 'A1',
          kind: 'short-pick',
          quantity: 1,
          reference: 'FP-1',
          occurredAt: '2026-11-16T08:02:00Z',
        },
      ],
    });
    expect(picked.body.items).toEqual([{ movementId: 'sp-1', outcome: 'booked', delta: 0 }]);
    const [drift] = (await andrei('GET', '/v1/stock/drifts')).body.items;
    expect(drift).toMatchObject({
      driftId: 'PALTON-M~A1~1',
      status: 'second-look',
      published: 2,
      book: 3,
      counted: 0,
      secondLookUntil: '2026-11-16T09:00:00Z',
    });
    expect(await stock('PALTON-M')).toMatchObject({ available: 0, stopped: true, buffer: 1 });
    const detail = (await andrei('GET', `/v1/stock/drifts/${drift.driftId}`)).body;
    expect(detail.exposedOrders).toEqual([{ orderId: 'FP-1', lineId: 'palton', quantity: 1, covered: 0 }]);
    await world.idle();
    // The storefront has heard that it may sell none.
    await shop('PUT', '/v1/stock/published', {
      asOf: '2026-11-16T08:02:30Z',
      items: [{ sku: 'PALTON-M', quantity: 0 }],
    });
  });

  it('nobody has looked within the hour: the difference stands', async () => {
    await world.advance('PT1H1M');
    expect((await andrei('GET', '/v1/stock/drifts')).body.items[0].status).toBe('confirmed');
    expect(await stock('PALTON-M')).toMatchObject({ allocated: 0, waiting: 1 });
  });

  it('resolved, book and storefront are right at once; the large one waits for a supervisor', async () => {
    const done = await andrei('POST', '/v1/stock/drifts/PALTON-M~A1~1/resolution', { cause: 'loss' });
    expect([done.status, done.body.outcome]).toEqual([200, 'resolved']);
    expect(await stock('PALTON-M')).toMatchObject({ book: 0, available: 0, buffer: 1 });
    expect((await andrei('GET', '/v1/stock/drifts')).body.items).toEqual([]);
    expect((await andrei('GET', '/v1/stock/drifts/PALTON-M~A1~1')).body).toMatchObject({
      status: 'closed',
      closed: { how: 'resolved', cause: 'loss', adjustment: -3 },
    });
  });
});
