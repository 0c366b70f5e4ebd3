import { beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../shared/events/envelope.ts';
import { paidFor, partOf } from '../../shared/refunds/amount.ts';
import { reviseContent } from '../../shared/orders/decide/revise-content.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });
const content = {
  placedAt: '2026-11-16T08:00:00Z',
  customer: { name: 'Ana' },
  lines: [
    { lineId: '1', sku: 'A', name: 'A', quantity: 3, unitPrice: ron(1000), discount: ron(300) },
    { lineId: '2', sku: 'B', name: 'B', quantity: 1, unitPrice: ron(5000) },
  ],
  shippingFee: ron(1500),
};

describe('what comes back for some pieces', () => {
  it('is their part of what was paid: the discount in it, shipping not', () => {
    // 3 × 1000 − 300 = 2700, so 900 a piece; 2700 + 5000 + 1500 = 9200 were paid.
    expect(partOf(content, 9200, [{ lineId: '1', quantity: 1 }], 21)).toBe(900);
    expect(partOf(content, 9200, [{ lineId: '2', quantity: 1 }], 21)).toBe(5000);
  });

  it('is less where less was paid, rounded down', () => {
    // Half of it was a voucher: 4600 paid. 4600 × 900 ÷ 9200 = 450; of 4599 it is 449.9.
    expect(partOf(content, 4600, [{ lineId: '1', quantity: 1 }], 21)).toBe(450);
    expect(partOf(content, 4599, [{ lineId: '1', quantity: 1 }], 21)).toBe(449);
  });

  it('weighs VAT where prices are without it', () => {
    const net = {
      ...content,
      pricesIncludeVat: false,
      shippingFee: ron(0),
      lines: [
        { ...content.lines[1]!, lineId: '1', vatRate: 21 },
        { ...content.lines[1]!, lineId: '2', vatRate: 11 },
      ],
    };
    // 5000 + 21 % = 6050 and 5000 + 11 % = 5550.
    expect(partOf(net, 11600, [{ lineId: '1', quantity: 1 }], 21)).toBe(6050);
    expect(partOf(net, 11600, [{ lineId: '2', quantity: 1 }], 21)).toBe(5550);
  });
});

describe('what comes back for some pieces, of an order with more', () => {
  const charged = {
    ...content,
    pricesIncludeVat: false,
    charges: [{ kind: 'rush', amount: 1000, vatRate: 11 }],
  };

  it('leaves charges paid, each weighing its own VAT', () => {
    // In hundredths: (2700 + 5000 + 1500) × 121 + 1000 × 111 = 1,224,200; line 2 is 605,000 of it.
    expect(partOf(charged, 12_242, [{ lineId: '2', quantity: 1 }], 21)).toBe(6050);
  });

  it('weighs no VAT where prices have it in them', () => {
    const rated = {
      ...content,
      lines: content.lines.map((line, at) => ({ ...line, vatRate: at === 0 ? 21 : 0 })),
    };
    expect(partOf(rated, 9200, [{ lineId: '1', quantity: 3 }], 21)).toBe(2700);
  });

  it('is never more than the line had, and nothing for a line that is not there', () => {
    expect(partOf(content, 9200, [{ lineId: '1', quantity: 9 }], 21)).toBe(2700);
    expect(partOf(content, 9200, [{ lineId: '7', quantity: 1 }], 21)).toBe(0);
  });

  it('is nothing of an order that cost nothing, without shipping too', () => {
    const { shippingFee: _, ...free } = { ...content, lines: [{ ...content.lines[1]!, unitPrice: ron(0) }] };
    expect(partOf(free, 0, [{ lineId: '2', quantity: 1 }], 21)).toBe(0);
    const { shippingFee: __, ...plain } = content;
    expect(partOf(plain, 7700, [{ lineId: '1', quantity: 2 }], 21)).toBe(1800);
  });
});

it('what was paid is what was reported, else what the order costs', () => {
  expect(paidFor(content, 4600)).toBe(4600);
  expect(paidFor(content, 0)).toBe(0);
  expect(paidFor(content, undefined)).toBe(9200);
});

describe('a refund', () => {
  let world: Awaited<ReturnType<typeof inProcess>>;
  let n = 0;
  beforeEach(async () => {
    world = await inProcess();
  });
  const due = (orderId: string, reason: string, parcelId?: string): Envelope => ({
    id: `e${String(n++)}`,
    type: 'order.refund-due',
    storeId: 'electrosmart',
    subject: `order/${orderId}`,
    occurredAt: '2026-11-16T08:00:00Z',
    version: 1,
    actor: 'x',
    data: { reason, ...(parcelId === undefined ? {} : { parcelId }) },
  });
  const place = (more: object) => world.call('POST /v1/orders', { body: popsOrder('ES-1', more as never) });
  const status = (body: object) =>
    world.call('POST /v1/orders/{orderId}/status', { path: { orderId: 'ES-1' }, body });
  const refunds = async (state = 'open') =>
    (await world.call('GET /v1/refunds', { query: { status: state } })).body.items.map(
      ({ refundId, amount, dueAt }: any) => [refundId, amount.amount, dueAt],
    );

  it('of a cancelled order is all that was paid, opened once, due in fourteen days', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    const event = due('ES-1', 'cancelled');
    await Promise.all([refundsOf(world.ports, event), refundsOf(world.ports, event)]);
    await refundsOf(world.ports, event);
    expect(await refunds()).toEqual([['ES-1~cancelled', 26989, '2026-11-30T08:00:00Z']]);
  });

  it('of parcels sums to what was paid, whichever event is handled first', async () => {
    await place({
      lines: [{ sku: 'A', name: 'A', quantity: 3, unitPrice: ron(1000) }],
      shippingFee: ron(500),
    });
    await world.call('POST /v1/orders/{orderId}/payment', {
      path: { orderId: 'ES-1' },
      body: { state: 'paid', paidAmount: ron(3500) },
    });
    for (const parcelId of ['P1', 'P2'])
      await world.call('POST /v1/orders/{orderId}/parcels', {
        path: { orderId: 'ES-1' },
        body: {
          parcelId,
          lines: [{ lineId: '1', quantity: parcelId === 'P1' ? 1 : 2 }],
          carrier: 'Fan',
        },
      });
    for (const parcelId of ['P1', 'P2']) {
      await status({ stage: 'refused', parcelId, fact: true });
      world.advance(60_000);
      await status({ stage: 'returned', parcelId, fact: true });
    }
    await refundsOf(world.ports, due('ES-1', 'returned', 'P2'));
    await refundsOf(world.ports, due('ES-1', 'returned', 'P1'));
    expect((await refunds()).map(([id, amount]: [string, number]) => [id, amount]).sort()).toEqual([
      ['ES-1~returned~P1', 1000],
      ['ES-1~returned~P2', 2500],
    ]);
  });

  it('is settled with a reference, once; the same again is the same; another is refused', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    await refundsOf(world.ports, due('ES-1', 'cancelled'));
    const settle = (reference: string) =>
      world.call('POST /v1/refunds/{refundId}/settlement', {
        path: { refundId: 'ES-1~cancelled' },
        body: { reference },
        role: 'finance',
      });
    expect((await settle('OP 17')).body).toMatchObject({ status: 'settled', reference: 'OP 17' });
    expect((await settle('OP 17')).status).toBe(200);
    expect((await settle('OP 18')).status).toBe(409);
    expect(await refunds()).toEqual([]);
    expect(await refunds('settled')).toHaveLength(1);
  });

  it('is due as well of what was paid after it was cancelled, and is settled when the payment says so', async () => {
    await place({ payment: { method: 'op', state: 'pending' } });
    await status({ stage: 'cancelled' });
    const paid = (state: string) => {
      const payment = { state, paidAmount: ron(26989), reference: 'OP 9' };
      return world
        .call('POST /v1/orders/{orderId}/payment', { path: { orderId: 'ES-1' }, body: payment })
        .then(() =>
          refundsOf(world.ports, { ...due('ES-1', ''), type: 'order.payment-changed', data: { payment } }),
        );
    };
    await paid('paid');
    expect((await refunds()).map(([id, amount]: [string, number]) => [id, amount])).toEqual([
      ['ES-1~cancelled', 26989],
    ]);
    await paid('refunded');
    expect(await refunds()).toEqual([]);
    expect(await refunds('settled')).toHaveLength(1);
  });

  it('is void when the order was cancelled by mistake, and opened anew when it is cancelled after all', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    await refundsOf(world.ports, due('ES-1', 'cancelled'));
    await world.call('POST /v1/orders/{orderId}/corrections', {
      path: { orderId: 'ES-1' },
      body: { stage: 'preparing', reason: 'wrong order' },
    });
    await refundsOf(world.ports, {
      ...due('ES-1', ''),
      type: 'order.corrected',
      data: { from: 'cancelled', to: 'preparing' },
    });
    expect(await refunds()).toEqual([]);
    expect(await refunds('void')).toHaveLength(1);
    await refundsOf(world.ports, due('ES-1', 'cancelled'));
    expect(await refunds()).toHaveLength(1);
  });

  it('of a revision is what it gave back; of the rest, cancelled later, what is left', async () => {
    await place({});
    // 269.89 were paid; a revision has already given 50.00 of them back.
    const ref = 'backorder/ES-1~1';
    const event = due('ES-1', 'backorder');
    await refundsOf(world.ports, { ...event, data: { reason: 'backorder', amount: 5_000, ref } });
    expect(await refunds()).toEqual([['ES-1~backorder~backorder:ES-1~1', 5_000, '2026-11-30T08:00:00Z']]);
    const key = { store: 'electrosmart', kind: 'order', id: 'ES-1' } as never;
    const order = await world.heads.load<Order>(key);
    const orders = new Orders(world.ports, 'electrosmart', (await world.ports.profiles.of('electrosmart'))!);
    const done = await orders.amend('ES-1', { actor: 'x' }, (now) =>
      reviseContent(now, {
        from: order!.state.content,
        content: order!.state.content,
        units: 1,
        reason: 'backorder',
        ref,
        credit: 5_000,
      }),
    );
    expect(done.done).toBe(true);
    await status({ stage: 'cancelled' });
    await refundsOf(world.ports, due('ES-1', 'cancelled'));
    expect((await refunds()).map(([, amount]: [string, number]) => amount).sort()).toEqual([21_989, 5_000]);
    // The shop reports that all was paid back: both are settled.
    await world.call('POST /v1/orders/{orderId}/payment', {
      path: { orderId: 'ES-1' },
      body: { state: 'refunded' },
    });
    await refundsOf(world.ports, {
      ...due('ES-1', ''),
      type: 'order.payment-changed',
      data: { payment: { state: 'refunded' } },
    });
    expect(await refunds()).toEqual([]);
    expect(await refunds('settled')).toHaveLength(2);
  });
});
