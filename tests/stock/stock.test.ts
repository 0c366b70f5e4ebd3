import { beforeEach, describe, expect, it } from 'vitest';
import { itemOf } from '../../shared/kernel/item.ts';
import { awaitedIn, mark, overdueReceipts } from '../../shared/stock/awaited.ts';
import { purchaseContent } from '../../shared/stock/purchase-order.ts';
import { inProcess } from '../support/in-process.ts';

const day = 24 * 3_600_000;
const ron = (amount: number) => ({ amount, currency: 'RON' });

let shop: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  // Monday, ten in the morning in Bucharest.
  shop = await inProcess('2026-11-16T08:00:00Z');
});

const putProduct = (body: unknown, headers: Record<string, string> = {}, sku = 'CASTI-BT-7') =>
  shop.call('PUT /v1/products/{sku}', { path: { sku }, body, headers });
const getProduct = (sku = 'CASTI-BT-7') => shop.call('GET /v1/products/{sku}', { path: { sku } });
const putOrder = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  shop.call('PUT /v1/purchase-orders/{purchaseOrderId}', { path: { purchaseOrderId: id }, body, headers });
const getOrder = async (id: string) =>
  (await shop.call('GET /v1/purchase-orders/{purchaseOrderId}', { path: { purchaseOrderId: id } })).body;
const list = async (status?: string, more: Record<string, string> = {}) =>
  (await shop.call('GET /v1/purchase-orders', { query: { ...(status && { status }), ...more } })).body;
const overdue = (sku: string) => overdueReceipts(shop.heads, 'electrosmart', sku, shop.ports.clock());

describe('a product', () => {
  it('shows what is unknown as unknown, never as zero', async () => {
    const made = await putProduct({
      name: 'Căști',
      price: ron(24990),
      vatRate: 0,
      rush: { leadTime: 'P2D' },
    });
    expect([made.status, made.body]).toEqual([201, { sku: 'CASTI-BT-7', outcome: 'created', version: 1 }]);
    expect((await getProduct()).body).toEqual({
      sku: 'CASTI-BT-7',
      name: 'Căști',
      category: null,
      size: null,
      packUnit: null,
      vatRate: 0,
      price: ron(24990),
      cost: null,
      supplier: null,
      leadTime: null,
      rush: { leadTime: 'P2D', surchargePercent: null },
      components: null,
      version: 1,
    });
    expect((await getProduct('NIMIC')).status).toBe(404);
  });

  it('is replaced whole; the same again changes nothing; a stale version is refused', async () => {
    await putProduct({ name: 'Căști', category: 'audio' });
    const again = await putProduct({ category: 'audio', name: 'Căști' });
    expect([again.status, again.body.outcome, again.body.version]).toEqual([200, 'unchanged', 1]);
    const next = await putProduct({ name: 'Căști BT' }, { 'if-match': '"1"' });
    expect([next.status, next.headers['etag']]).toEqual([200, '"2"']);
    expect((await getProduct()).body.category).toBeNull();
    expect((await putProduct({ name: 'Altele' }, { 'if-match': '"1"' })).status).toBe(412);
    expect(shop.heads.log.filter(({ key }) => key.kind === 'product')).toHaveLength(2);
  });

  it('answers a repeated key as it did the first time', async () => {
    const first = await putProduct({ name: 'Căști' }, { 'idempotency-key': 'k' });
    await putProduct({ name: 'Altele' });
    const again = await putProduct({ name: 'Căști' }, { 'idempotency-key': 'k' });
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect((await getProduct()).body.name).toBe('Altele');
  });

  it.each([
    [{ price: { amount: 1, currency: 'EUR' } }, 'price.currency'],
    [{ cost: { amount: 1, currency: 'EUR' } }, 'cost.currency'],
    [{ components: [{ sku: 'CASTI-BT-7', quantity: 1 }] }, 'components.0.sku'],
    [
      {
        components: [
          { sku: 'A', quantity: 1 },
          { sku: 'A', quantity: 2 },
        ],
      },
      'components.1.sku',
    ],
    [{}, ''],
    [{ rush: {} }, 'rush'],
    [{ colour: 'blue' }, 'colour'],
  ])('%j is refused at %s', async (body, path) => {
    const { status, body: answer } = await putProduct(body);
    expect([status, answer.errors[0].path]).toEqual([422, path]);
  });
});

describe('a purchase order', () => {
  const line = { sku: 'CASTI-BT-7', quantity: 40, expectedAt: '2026-11-16' };

  it('is late when the shop’s day has ended, not before', async () => {
    await putOrder('AC-1', { supplier: 'Sonar', lines: [line, { sku: 'LAMPA-LED', quantity: 3 }] });
    // Half a second before midnight in Bucharest.
    shop.advance(14 * 3_600_000 - 500);
    expect((await getOrder('AC-1')).status).toBe('open');
    expect(await overdue('CASTI-BT-7')).toEqual([]);
    shop.advance(500);
    expect(await getOrder('AC-1')).toEqual({
      purchaseOrderId: 'AC-1',
      supplier: 'Sonar',
      reference: null,
      status: 'late',
      cancelled: false,
      lines: [
        { ...line, received: null, late: true, overReceived: false },
        {
          sku: 'LAMPA-LED',
          quantity: 3,
          expectedAt: null,
          received: null,
          late: false,
          overReceived: false,
        },
      ],
      version: 1,
    });
    expect(await overdue('CASTI-BT-7')).toEqual([
      {
        purchaseOrder: 'AC-1',
        sku: 'CASTI-BT-7',
        supplier: 'Sonar',
        expectedAt: '2026-11-16',
        by: Date.parse('2026-11-16T22:00:00Z'),
        quantity: 40,
      },
    ]);
    expect(await overdue('LAMPA-LED')).toEqual([]);
  });

  it('owes what is not booked in; more than ordered is shown', async () => {
    await putOrder('AC-1', { supplier: 'Sonar', lines: [{ ...line, received: 28 }] });
    shop.advance(day);
    expect((await overdue('CASTI-BT-7')).map(({ quantity }) => quantity)).toEqual([12]);
    await putOrder('AC-1', { supplier: 'Sonar', lines: [{ ...line, received: 41 }] });
    expect(await overdue('CASTI-BT-7')).toEqual([]);
    const { status, lines } = await getOrder('AC-1');
    expect([status, lines[0].overReceived, lines[0].late]).toEqual(['received', true, false]);
    // Booked in by mistake: owed again.
    await putOrder('AC-1', { supplier: 'Sonar', lines: [{ ...line, received: 0 }] });
    expect((await overdue('CASTI-BT-7')).map(({ quantity }) => quantity)).toEqual([40]);
  });

  it('owes nothing once it is cancelled', async () => {
    await putOrder('AC-1', { supplier: 'Sonar', lines: [line] });
    shop.advance(day);
    await putOrder('AC-1', { supplier: 'Sonar', lines: [line], cancelled: true });
    expect([(await getOrder('AC-1')).status, await overdue('CASTI-BT-7')]).toEqual(['cancelled', []]);
  });

  it('leaves no markers behind but those of its last version', async () => {
    for (const received of [0, 5, 10])
      await putOrder('AC-1', { supplier: 'S', lines: [{ ...line, received }] });
    const markers = [...shop.heads.parts.keys()].filter((name) => name.includes(' expected#'));
    expect(markers).toHaveLength(1);
    expect(markers[0]).toMatch(
      /^electrosmart#product#CASTI-BT-7 expected#2026-11-16T22:00:00\.000Z#3#content#.+#AC-1$/,
    );
  });

  it('a marker of what was never committed is passed over, and covers no other', async () => {
    const lost = purchaseContent({ supplier: 'S', lines: [line] }, 'Europe/Bucharest');
    const version = { content: 'content#never.1', version: 1 };
    await mark(shop.heads, 'electrosmart', awaitedIn('AC-1', lost), shop.ports.clock(), version);
    shop.advance(day);
    expect(await overdue('CASTI-BT-7')).toEqual([]);
    await putOrder('AC-1', { supplier: 'S', lines: [{ sku: 'LAMPA-LED', quantity: 1 }] });
    expect(await overdue('CASTI-BT-7')).toEqual([]);
    await putOrder('AC-2', { supplier: 'S', lines: [{ ...line, received: 1 }] });
    // Whoever wrote the same version at the same moment came too late with it.
    await mark(shop.heads, 'electrosmart', awaitedIn('AC-2', lost), shop.ports.clock(), version);
    expect((await overdue('CASTI-BT-7')).map(({ quantity }) => quantity)).toEqual([39]);
  });

  it('the same again changes nothing, and a stale version is refused', async () => {
    const body = { supplier: 'S', lines: [{ ...line, expectedAt: '2026-11-16T12:00:00+02:00' }] };
    expect((await putOrder('AC-1', body)).status).toBe(201);
    const same = { ...body, lines: [{ ...line, expectedAt: '2026-11-16T10:00:00Z' }] };
    expect((await putOrder('AC-1', same)).body.outcome).toBe('unchanged');
    expect((await putOrder('AC-1', { supplier: 'T', lines: [line] }, { 'if-match': '"7"' })).status).toBe(
      412,
    );
  });

  it('lists are by status, the longest overdue first', async () => {
    const on = (expectedAt: string | undefined) => ({
      supplier: 'S',
      lines: [{ sku: 'A', quantity: 2, ...(expectedAt && { expectedAt }) }],
    });
    await putOrder('SOME-DAY', on(undefined));
    await putOrder('LATER', on('2026-12-01'));
    await putOrder('LATE', on('2026-11-14'));
    await putOrder('LATEST', on('2026-11-10'));
    await putOrder('IN', { supplier: 'S', lines: [{ sku: 'A', quantity: 2, received: 2 }] });
    const ids = ({ items }: { items: { purchaseOrderId: string }[] }) =>
      items.map(({ purchaseOrderId }) => purchaseOrderId);
    expect(ids(await list())).toEqual(['LATEST', 'LATE', 'LATER', 'SOME-DAY']);
    expect(ids(await list('late'))).toEqual(['LATEST', 'LATE']);
    expect(ids(await list('received'))).toEqual(['IN']);
    const first = await list('open', { limit: '1' });
    expect(first.items).toEqual([
      {
        purchaseOrderId: 'LATEST',
        supplier: 'S',
        status: 'late',
        lines: 1,
        nextExpectedAt: '2026-11-10T22:00:00Z',
        version: 1,
      },
    ]);
    expect(ids(await list('open', { limit: '1', cursor: first.next }))).toEqual(['LATE']);
  });
});

it('heads stay small, however much is known', async () => {
  const skus = Array.from({ length: 500 }, (_, n) => `ARTICOL-${String(n)}`);
  await putProduct({
    name: 'x'.repeat(200),
    components: skus.slice(0, 50).map((sku) => ({ sku, quantity: 1 })),
  });
  await putOrder('AC-1', {
    supplier: 'x'.repeat(80),
    lines: skus.map((sku) => ({ sku, quantity: 1, expectedAt: '2026-11-16' })),
  });
  for (const { key, change } of shop.heads.rows.values())
    if (key.kind === 'product' || key.kind === 'purchase-order')
      expect(JSON.stringify(itemOf(change, 'commit')).length).toBeLessThan(2_048);
  expect((await getOrder('AC-1')).lines).toHaveLength(500);
});
