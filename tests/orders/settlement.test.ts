import { beforeEach, describe, expect, it } from 'vitest';
import { type Content, contentParts } from '../../shared/orders/content.ts';
import { reviseContent } from '../../shared/orders/decide/revise-content.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });
const line = (sku: string, quantity: number, amount: number, more: object = {}) => ({
  lineId: sku,
  sku,
  name: sku,
  quantity,
  unitPrice: ron(amount),
  ...more,
});

let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess();
});
const path = { orderId: 'ES-1' };
const place = (lines: object[], more: object = {}) =>
  world.call('POST /v1/orders', {
    body: popsOrder('ES-1', { lines, shippingFee: ron(0), payment: undefined, ...more } as never),
  });
const status = (stage: string, more: object = {}) =>
  world.call('POST /v1/orders/{orderId}/status', { path, body: { stage, ...more } });
const paid = (state: string, amount?: number, more: object = {}) =>
  world.call('POST /v1/orders/{orderId}/payment', {
    path,
    body: { state, ...(amount === undefined ? {} : { paidAmount: ron(amount) }), ...more },
  });
const order = async () => (await world.call('GET /v1/orders/{orderId}', { path })).body;
const asked = () =>
  world.heads.log
    .flatMap(({ change }) => change.events)
    .filter(({ type }) => type.startsWith('order.refund-'))
    .map(({ type, data }) => [type.slice('order.'.length), data['amount']]);

const parcel = (parcelId: string, sku: string, quantity: number) =>
  world.call('POST /v1/orders/{orderId}/parcels', {
    path,
    body: { parcelId, lines: [{ lineId: sku, quantity }], carrier: 'fan', awb: `AWB-${parcelId}` },
  });
/** An amendment's or a backorder's revision, by its own decision. */
async function revise(lines: object[], ref: string) {
  const orders = new Orders(world.ports, 'electrosmart', (await world.ports.profiles.of('electrosmart'))!);
  const head = (await orders.load('ES-1'))!.state;
  const content = { ...(await orders.content(head))!, lines } as Content;
  const { name, parts } = contentParts(content);
  const units = content.lines.reduce((sum, one) => sum + one.quantity, 0);
  const revision = { from: head.content, content: name, units, reason: 'amendment', ref } as const;
  expect(
    await orders.amend('ES-1', { actor: 'x' }, (now) => reviseContent(now, revision), parts),
  ).toMatchObject({
    done: true,
  });
}
const card = (state: string, amount?: number) => ({
  method: 'card',
  state,
  ...(amount === undefined ? {} : { paidAmount: ron(amount) }),
});

describe('what finance is asked to pay back', () => {
  it('is nothing for an order that was paid back before it was cancelled', async () => {
    await place([line('A', 1, 1_000)], { payment: card('paid', 1_000) });
    await paid('refunded');
    await paid('paid', 1_000);
    await status('cancelled');
    expect(asked()).toEqual([]);
    expect(await order()).toMatchObject({ payment: { state: 'refunded' }, account: { due: { to: null } } });
  });

  it('is all that was paid, with VAT where prices are without it, and the sum when none was reported', async () => {
    await place([line('A', 2, 10_000, { vatRate: 21 })], {
      pricesIncludeVat: false,
      shippingFee: ron(2_000),
      payment: card('paid'),
    });
    // 2 × 100.00 and 20.00 of shipping, and 21 % on both.
    expect(await order()).toMatchObject({ total: ron(26_620), account: { paid: ron(26_620) } });
    await status('cancelled');
    expect(asked()).toEqual([['refund-due', 26_620]]);
  });

  it('is nothing where the customer still owes more than the line that is taken off costs', async () => {
    await place([line('A', 1, 6_000), line('B', 1, 4_000)], { payment: card('partially-paid', 5_000) });
    await revise([line('A', 1, 6_000)], 'amendment/1');
    expect(asked()).toEqual([]);
    expect((await order()).account).toMatchObject({
      charged: ron(6_000),
      paid: ron(5_000),
      due: { to: 'shop', amount: ron(1_000) },
    });
  });

  it('is only what was paid beyond what remains: a gift card elsewhere is not money here', async () => {
    await place([line('A', 1, 7_000), line('B', 1, 3_000)], { payment: card('paid', 4_000) });
    await revise([line('B', 1, 3_000)], 'amendment/1');
    expect(asked()).toEqual([['refund-due', 1_000]]);
  });

  it('is never more than the charges fell by: a mistyped sum is no debt', async () => {
    await place([line('A', 1, 1_000)], { payment: card('paid', 99_999) });
    await status('cancelled');
    expect(asked()).toEqual([['refund-due', 1_000]]);
  });

  it('is what was paid, not what a dearer substitute costs', async () => {
    await place([line('A', 1, 20_000)], { payment: card('paid') });
    await revise([line('B', 1, 22_000)], 'amendment/1');
    expect((await order()).account.due).toEqual({ to: 'shop', amount: ron(2_000) });
    await status('cancelled');
    expect(asked()).toEqual([['refund-due', 20_000]]);
  });

  it('follows money that comes after the line was taken off', async () => {
    await place([line('A', 1, 5_000), line('B', 1, 5_000)], { payment: card('authorised') });
    await revise([line('A', 1, 5_000)], 'amendment/1');
    expect(asked()).toEqual([]);
    await paid('paid');
    // What was authorised was captured: 100.00 for 50.00.
    expect(asked()).toEqual([['refund-due', 5_000]]);
  });

  it('is not asked twice, whatever is reported again or late', async () => {
    await place([line('A', 1, 1_000)], { payment: card('pending') });
    await paid('paid', 1_000, { reference: 'ch_1' });
    expect((await paid('authorised', undefined, { reference: 'ch_1' })).body.outcome).toBe('late');
    expect((await paid('pending')).body.outcome).toBe('late');
    await status('cancelled');
    await paid('paid', 1_000, { reference: 'ch_1' });
    expect(asked()).toEqual([['refund-due', 1_000]]);
    expect((await order()).payment).toMatchObject({ state: 'paid', paidAmount: ron(1_000) });
  });

  it('holds to what happened last where reports bring their times', async () => {
    await place([line('A', 1, 1_000)], { payment: card('pending') });
    await paid('partially-refunded', 1_000, {
      refundedAmount: ron(400),
      occurredAt: '2026-11-16T08:03:00Z',
    });
    const late = await paid('paid', 1_000, { occurredAt: '2026-11-16T08:01:00Z' });
    expect(late.body.outcome).toBe('late');
    expect((await order()).account).toMatchObject({ paid: ron(1_000), refunded: ron(400) });
    await status('cancelled');
    expect(asked()).toEqual([['refund-due', 600]]);
  });

  it('is the pieces that had not left, when the rest of the order is cancelled; it ends with those that had', async () => {
    await place([line('A', 10, 1_000)], { payment: card('paid', 10_000) });
    await status('packed');
    await parcel('P1', 'A', 6);
    await status('shipped', { parcelId: 'P1', fact: true });
    await status('cancelled');
    expect(asked()).toEqual([['refund-due', 4_000]]);
    expect(await order()).toMatchObject({ status: 'open', stage: 'shipped', revision: 2 });
    await status('delivered', { parcelId: 'P1', fact: true });
    expect(await order()).toMatchObject({ status: 'closed', stage: 'delivered' });
    expect(asked()).toHaveLength(1);
  });

  it('is nothing for a label that was annulled, and its pieces can be packed again', async () => {
    await place([line('A', 2, 1_000)], { payment: card('paid', 2_000) });
    await status('packed');
    await parcel('P1', 'A', 2);
    const removed = await world.call('DELETE /v1/orders/{orderId}/parcels/{parcelId}', {
      path: { orderId: 'ES-1', parcelId: 'P1' },
    });
    expect(removed.status).toBe(200);
    expect((await parcel('P2', 'A', 2)).status).toBe(201);
    await status('shipped', { fact: true });
    const left = await world.call('DELETE /v1/orders/{orderId}/parcels/{parcelId}', {
      path: { orderId: 'ES-1', parcelId: 'P2' },
    });
    expect(left.status).toBe(409);
    expect(asked()).toEqual([]);
  });

  it('is each parcel that comes back by itself, and with the last one shipping: together what was paid', async () => {
    await place([line('A', 3, 1_000)], { shippingFee: ron(500), payment: card('paid', 3_500) });
    await status('packed');
    await parcel('P1', 'A', 1);
    await parcel('P2', 'A', 2);
    await status('shipped', { fact: true });
    for (const parcelId of ['P1', 'P2']) await status('returned', { parcelId, fact: true });
    expect(asked()).toEqual([
      ['refund-due', 1_000],
      ['refund-due', 2_500],
    ]);
  });

  it('is what was delivered and sent back, and what the shop gave up as lost', async () => {
    await place([line('A', 1, 1_000)], { payment: card('paid', 1_000) });
    await status('delivered', { fact: true });
    world.advance(3_600_000);
    expect((await status('returned', { fact: true })).body.outcome).toBe('accepted');
    expect(asked()).toEqual([['refund-due', 1_000]]);
  });

  it('is withdrawn when the cancellation was a mistake, and asked anew under another name when it comes after all', async () => {
    await place([line('A', 1, 1_000)], { payment: card('paid', 1_000) });
    await status('cancelled');
    await world.call('POST /v1/orders/{orderId}/corrections', {
      path,
      body: { stage: 'preparing', reason: 'wrong order' },
    });
    world.advance(60_000);
    await status('cancelled');
    expect(asked()).toEqual([
      ['refund-due', 1_000],
      ['refund-withdrawn', undefined],
      ['refund-due', 1_000],
    ]);
  });

  it('is money that the carrier collected, when goods that were paid on delivery are sent back; nothing when refused', async () => {
    await place([line('A', 1, 1_000)], { payment: card('on-delivery') });
    await status('shipped', { fact: true });
    await status('refused', { fact: true });
    await status('returned', { fact: true });
    expect(asked()).toEqual([]);
    await world.call('POST /v1/orders/{orderId}/corrections', {
      path,
      body: { stage: 'shipped', reason: 'another parcel' },
    });
    world.advance(60_000);
    await status('delivered', { fact: true });
    expect((await order()).account).toMatchObject({ paid: ron(1_000), due: { to: null } });
    world.advance(60_000);
    await status('returned', { fact: true });
    expect(asked()).toEqual([['refund-due', 1_000]]);
  });
});
