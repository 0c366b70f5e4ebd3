import { beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../shared/events/envelope.ts';
import { refundsOf } from '../../shared/refunds/open.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

const ron = (amount: number) => ({ amount, currency: 'RON' });
const heard = ['order.refund-due', 'order.refund-withdrawn', 'order.payment-changed', 'refund.settled'];

describe('a refund', () => {
  let world: Awaited<ReturnType<typeof inProcess>>;
  let read: number;
  beforeEach(async () => {
    world = await inProcess();
    read = 0;
  });
  /** What the consumer gets from the bus since it was last asked, and after that. */
  async function deliver(times = 1): Promise<Envelope[]> {
    const envelopes: Envelope[] = [];
    for (; read < world.heads.log.length; read++) {
      const { key, version, change } = world.heads.log[read]!;
      for (const [n, { type, data }] of change.events.entries()) {
        if (!heard.includes(type)) continue;
        const envelope = {
          id: `${key.id}-${String(version)}-${String(n)}`,
          type,
          storeId: key.store,
          subject: `${key.kind}/${key.id}`,
          occurredAt: '2026-11-16T08:00:00Z',
          version,
          actor: change.actor,
          data,
        };
        envelopes.push(envelope);
        await Promise.all(Array.from({ length: times }, () => refundsOf(world.ports, envelope)));
      }
    }
    return envelopes;
  }
  const path = { orderId: 'ES-1' };
  const place = (more: object) => world.call('POST /v1/orders', { body: popsOrder('ES-1', more as never) });
  const status = (body: object) => world.call('POST /v1/orders/{orderId}/status', { path, body });
  const paid = (body: object) => world.call('POST /v1/orders/{orderId}/payment', { path, body });
  const correct = (stage: string) =>
    world.call('POST /v1/orders/{orderId}/corrections', { path, body: { stage, reason: 'wrong order' } });
  const settle = (refundId: string, reference: string) =>
    world.call('POST /v1/refunds/{refundId}/settlement', {
      path: { refundId },
      body: { reference },
      role: 'finance',
    });
  const refunds = async (state = 'open') =>
    (await world.call('GET /v1/refunds', { query: { status: state } })).body.items.map(
      ({ refundId, amount }: any) => [refundId, amount.amount],
    );
  const account = async () => (await world.call('GET /v1/orders/{orderId}', { path })).body.account;

  it('of a cancelled order is all that was paid, opened once, due in fourteen days', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    const [event] = await deliver(2);
    await refundsOf(world.ports, event!);
    const { items } = (await world.call('GET /v1/refunds', { query: {} })).body;
    expect(items).toMatchObject([
      { refundId: 'ES-1~cancelled', amount: ron(26_989), dueAt: '2026-11-30T08:00:00Z' },
    ]);
  });

  it('that release 0.1.0 asked for without a sum is what the account owes', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    const key = { store: 'electrosmart', kind: 'order', id: 'ES-1' } as never;
    const head = (await world.heads.load<Record<string, unknown>>(key))!;
    const { asks: _, ...before } = head.state;
    await world.heads.commit({
      key,
      expected: head.version,
      state: before,
      events: [],
      at: 0 as never,
      actor: 'x',
      indexes: {},
      receipts: [],
    });
    await refundsOf(world.ports, {
      id: 'e',
      type: 'order.refund-due',
      storeId: 'electrosmart',
      subject: 'order/ES-1',
      occurredAt: '2026-11-16T08:00:00Z',
      version: 1,
      actor: 'x',
      data: { reason: 'cancelled' },
    });
    expect(await refunds()).toEqual([['ES-1~cancelled', 26_989]]);
  });

  it('is settled with a reference, once; the same again is the same; another is refused; the account knows', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    await deliver();
    expect((await account()).due).toEqual({ to: 'customer', amount: ron(26_989) });
    expect((await settle('ES-1~cancelled', 'OP 17')).body).toMatchObject({
      status: 'settled',
      reference: 'OP 17',
    });
    expect((await settle('ES-1~cancelled', 'OP 17')).status).toBe(200);
    expect((await settle('ES-1~cancelled', 'OP 18')).status).toBe(409);
    await deliver(2);
    expect(await refunds()).toEqual([]);
    expect(await refunds('settled')).toHaveLength(1);
    expect(await account()).toMatchObject({ refunded: ron(26_989), due: { to: null } });
  });

  it('is due as well of what was paid after it was cancelled, and is settled when the payment says so', async () => {
    await place({ payment: { method: 'op', state: 'pending' } });
    await status({ stage: 'cancelled' });
    await paid({ state: 'paid', paidAmount: ron(26_989), reference: 'OP 9' });
    await deliver();
    expect(await refunds()).toEqual([['ES-1~cancelled', 26_989]]);
    await paid({ state: 'refunded' });
    await deliver();
    expect(await refunds()).toEqual([]);
    expect(await refunds('settled')).toHaveLength(1);
  });

  it('is settled as far as a partial refund of the payment’s source reaches, the oldest first', async () => {
    await place({
      lines: [{ lineId: '1', sku: 'A', name: 'A', quantity: 3, unitPrice: ron(1_000) }],
      shippingFee: ron(0),
      payment: { method: 'card', state: 'paid', paidAmount: ron(3_000) },
    });
    await status({ stage: 'packed' });
    for (const [parcelId, quantity] of Object.entries({ P1: 1, P2: 2 }))
      await world.call('POST /v1/orders/{orderId}/parcels', {
        path,
        body: { parcelId, lines: [{ lineId: '1', quantity }], carrier: 'Fan' },
      });
    await status({ stage: 'shipped', fact: true });
    for (const parcelId of ['P1', 'P2']) await status({ stage: 'returned', parcelId, fact: true });
    await deliver();
    expect(await refunds()).toEqual([
      ['ES-1~returned~P1', 1_000],
      ['ES-1~returned~P2', 2_000],
    ]);
    await paid({ state: 'partially-refunded', refundedAmount: ron(1_000) });
    await deliver();
    expect(await refunds()).toEqual([['ES-1~returned~P2', 2_000]]);
  });

  it('is void when the order was cancelled by mistake, and opened under another name when it is cancelled after all', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    await deliver();
    await correct('preparing');
    await deliver();
    expect(await refunds()).toEqual([]);
    expect(await refunds('void')).toHaveLength(1);
    world.advance(60_000);
    await status({ stage: 'cancelled' });
    await deliver();
    expect(await refunds()).toEqual([['ES-1~cancelled~2', 26_989]]);
  });

  it('that was paid before the mistake was found stays paid: a second cancellation pays nothing more', async () => {
    await place({});
    await status({ stage: 'cancelled' });
    await deliver();
    await settle('ES-1~cancelled', 'OP 17');
    await deliver();
    await correct('preparing');
    expect((await account()).due).toEqual({ to: 'shop', amount: ron(26_989) });
    world.advance(60_000);
    await status({ stage: 'cancelled' });
    await deliver();
    expect(await refunds()).toEqual([]);
  });
});
