import { beforeEach, describe, expect, it } from 'vitest';
import { allocateOrder } from '../../shared/stock/allocation/allocate.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const sku = 'CASTI-BT-7';
let shop: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  // Monday, ten in the morning in Bucharest.
  shop = await inProcess('2026-11-16T08:00:00Z');
});

const move = (items: readonly Record<string, unknown>[]) =>
  shop.call('POST /v1/stock/movements', { body: { items } });
const count = (countId: string, counted: number, of = sku) =>
  shop.call('POST /v1/stock/counts', {
    body: {
      countId,
      location: 'A1',
      items: [{ sku: of, counted, countedAt: new Date(shop.ports.clock()).toISOString() }],
    },
  });
const detail = async (id = `${sku}~A1~1`) =>
  (await shop.call('GET /v1/stock/drifts/{driftId}', { path: { driftId: id } })).body;
const beside = (name: string, body: unknown, of = sku) =>
  shop.heads.putPart(stockKey('electrosmart', of), { name, body: JSON.stringify(body) });

describe('the causes of a difference, as they are answered', () => {
  it('open with the receipt that quality control saw otherwise, in the shop’s language', async () => {
    await count('c-1', 4);
    shop.advance(3_600_000);
    await move([
      {
        movementId: 'm-1',
        sku,
        location: 'A1',
        kind: 'receipt',
        quantity: 5,
        reference: 'PO-7',
        occurredAt: '2026-11-16T08:50:00Z',
      },
    ]);
    const at = Date.parse('2026-11-16T08:40:00Z');
    await beside('receipt#2026-11-16T08:40:00.000Z#R-1', {
      receiptId: 'R-1',
      purchaseOrder: 'PO-7',
      location: 'A1',
      at,
      expected: 5,
      received: 5,
      rejected: 2,
      accepted: 3,
      by: 'ana',
    });
    shop.advance(3_600_000);
    expect((await count('c-2', 7)).body.items[0].outcome).toBe('differs');
    const { causes } = await detail();
    expect(causes[0]).toMatchObject({
      cause: 'receipt-error',
      evidence: [
        {
          fact: 'receipt-differs',
          ref: 'PO-7',
          at: '2026-11-16T08:50:00Z',
          text: 'Recepția PO-7: în stoc sunt trecute 5, controlul calității a acceptat 3.',
        },
        { fact: 'explains-all', text: 'Explică toată diferența (−2).' },
      ],
    });
    expect(causes[0].probability).toBeGreaterThan(0.9);
    const sum = causes.reduce((all: number, one: { probability: number }) => all + one.probability, 0);
    expect(sum).toBeCloseTo(1, 9);
  });

  it('open with the return that is still on its way', async () => {
    await count('c-1', 4);
    shop.advance(3_600_000);
    await move([
      {
        movementId: 'm-1',
        sku,
        location: 'A1',
        kind: 'return',
        quantity: 1,
        reference: 'RET-1',
        occurredAt: '2026-11-16T08:50:00Z',
      },
    ]);
    await beside('return#RET-1', { returnId: 'RET-1', quantity: 1, status: 'expected' });
    shop.advance(3_600_000);
    await count('c-2', 4);
    expect((await detail()).causes[0]).toMatchObject({
      cause: 'return-booked-early',
      evidence: [
        {
          ref: 'RET-1',
          text: 'Returul RET-1 este trecut în stoc (1 bucată), dar încă nu a sosit.',
        },
        {},
      ],
    });
  });

  it('open with the sibling at the same place, and say loss where there is none', async () => {
    for (const of of [sku, 'CASTI-BT-8']) await count(`c-${of}`, 6, of);
    shop.advance(3_600_000);
    await count('c-3', 4);
    expect((await detail()).causes[0].cause).toBe('loss');
    await count('c-4', 8, 'CASTI-BT-8');
    expect((await detail()).causes[0]).toMatchObject({
      cause: 'sku-swap',
      evidence: [{ ref: 'CASTI-BT-8', text: 'La CASTI-BT-8, în același loc, diferența este +2.' }, {}, {}],
    });
  });

  it('open with the order that left and was never booked out', async () => {
    await count('c-1', 6);
    await shop.call('POST /v1/orders', { body: popsOrder('ES-1') });
    await allocateOrder(shop.ports, 'electrosmart', 'ES-1');
    shop.advance(3_600_000);
    await count('c-2', 5);
    expect((await detail()).causes[0].cause).toBe('loss');
    await shop.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'ES-1' },
      body: { stage: 'shipped', fact: true },
    });
    expect((await detail()).causes[0].cause).toBe('late-booking');
  });

  it('do not open with a return that was written off, however well its size fits', async () => {
    await count('c-1', 4);
    const lines = [{ sku, quantity: 1 }];
    await shop.call('POST /v1/stock/returns', { body: { returnId: 'RET-1', lines } });
    shop.advance(3_600_000);
    await count('c-2', 5);
    expect((await detail()).causes[0].cause).toBe('return-not-booked');
    await shop.call('POST /v1/stock/returns/{returnId}/restock', {
      path: { returnId: 'RET-1' },
      body: { location: 'A1', lines: [{ sku, restocked: 0, writtenOff: 1, reason: 'ruptă' }] },
    });
    const { causes } = await detail();
    expect(causes.map(({ cause }: { cause: string }) => cause)).not.toContain('return-not-booked');
  });
});
