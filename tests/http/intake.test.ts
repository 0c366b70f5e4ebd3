import { beforeAll, describe, expect, it } from 'vitest';
import { orderKey } from '../../shared/orders/aggregate.ts';
import type { Order } from '../../shared/orders/state.ts';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

const store = electrosmart.storeId;
const lei = (amount: number) => ({ amount, currency: 'RON' });
const line = (sku: string, amount: number, more: object = {}) => ({
  sku,
  name: sku,
  quantity: 1,
  unitPrice: lei(amount),
  ...more,
});

let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess('2026-11-16T08:00:00Z');
});

const post = (body: object, more: object = {}) =>
  world.call('POST /v1/orders', { role: 'storefront', body, ...more });
const put = (orderId: string, body: object) =>
  world.call('PUT /v1/orders/{orderId}/content', { role: 'storefront', path: { orderId }, body });
const get = async (orderId: string) =>
  (await world.call('GET /v1/orders/{orderId}', { path: { orderId } })).body;
const state = async (orderId: string) => (await world.heads.load<Order>(orderKey(store, orderId)))!.state;
const types = async (orderId: string) => {
  const { body } = await world.call('GET /v1/orders/{orderId}/timeline', { path: { orderId } });
  return body.items.map(({ type }: { type: string }) => type) as string[];
};

describe('an order as shops have it', () => {
  it('is taken under an id that is written for people, and read under it', async () => {
    const created = await post({ ...popsOrder('#7001') });
    expect([created.status, created.body.orderId]).toEqual([201, '7001']);
    expect(await get('#7001')).toMatchObject({ orderId: '7001', orderNumber: '#7001' });
    expect((await post({ ...popsOrder('#7001') })).body.outcome).toBe('repeated');
  });

  it.each(['ES-7002', 'es-7002', '#7002', '7002', '0007002'])('is found by its number as %s', async (q) => {
    await post(popsOrder('ES-7002'));
    const { body } = await world.call('GET /v1/orders', { query: { q } });
    expect(body.items.map(({ orderId }: { orderId: string }) => orderId)).toEqual(['ES-7002']);
  });

  it('is found by the number that the shop gave it, with whatever else has that number', async () => {
    await post(popsOrder('620040', { orderNumber: 'FC/2026/3' }));
    await post(popsOrder('620041', { orderNumber: 'fc 2026-3' }));
    const { body } = await world.call('GET /v1/orders', { query: { q: 'FC/2026/3' } });
    expect(body.items.map(({ orderNumber }: { orderNumber: string }) => orderNumber)).toEqual([
      'FC/2026/3',
      'fc 2026-3',
    ]);
    expect((await world.call('GET /v1/orders', { query: { q: '#' } })).body.items).toEqual([]);
  });

  it('has one plain entry for its number and no more', async () => {
    const before = world.heads.parts.size;
    await post(popsOrder('ES-7003', { orderNumber: '#7003' }));
    // Its content, and the entry.
    expect(world.heads.parts.size - before).toBe(2);
  });

  it('keeps an e-mail that is none where nothing is sent to it', async () => {
    await post(popsOrder('ES-7004', { customer: { email: 'ana@@client', phone: '-' } }));
    const { customer, problems } = await get('ES-7004');
    expect(customer).toEqual({
      problems: [
        { field: 'email', reason: 'not-an-email', value: 'ana@@client' },
        { field: 'phone', reason: 'not-a-phone', value: '-' },
      ],
    });
    expect(problems.map(({ field }: { field: string }) => field)).toEqual([
      'customer.email',
      'customer.phone',
    ]);
  });

  it('shows an operator what is to be checked', async () => {
    await post(popsOrder('ES-7005', { customer: { phone: '<b>nu are</b>' } }));
    const page = await world.call('GET /staff/orders/{orderId}', {
      role: 'operator',
      path: { orderId: 'ES-7005' },
      headers: { accept: 'text/html' },
    });
    expect(page.body).toContain('De verificat');
    expect(page.body).toContain('&lt;b&gt;nu are&lt;/b&gt;');
  });

  it('packs its goods, whatever a platform says of services', async () => {
    const lines = [line('CANA', 1_000), line('AMBALARE', 500, { kind: 'service' })];
    await post(popsOrder('ES-7006', { lines }));
    const body = {
      parcelId: 'P1',
      carrier: 'fan',
      awb: ' 2114 8800 01 ',
      lines: [
        { lineId: '1', quantity: 1 },
        { lineId: '2', quantity: 1 },
      ],
    };
    const done = await world.call('POST /v1/orders/{orderId}/parcels', {
      path: { orderId: 'ES-7006' },
      body,
    });
    expect(done.status).toBe(201);
    const { parcels, stage } = await get('ES-7006');
    expect(parcels).toMatchObject([{ awb: '2114880001', lines: [{ lineId: '1', quantity: 1 }] }]);
    // All its goods are in parcels: the order is where they are.
    expect(stage).toBe('packed');
  });
});

describe('a repeat', () => {
  it('of an order that release 0.1.0 took in is one', async () => {
    await post(popsOrder('ES-7010'));
    const head = (await world.heads.load<Order>(orderKey(store, 'ES-7010')))!;
    const { createHash } = await import('node:crypto');
    // What that release kept: the body as it read it, its keys in order, the telephone number in international form.
    const then =
      '{"attributes":{"channel":"web","warehouse":"B1"},"customer":{"email":"ion.pop@example.com","name":"Ion Pop","phone":"+40722123456"},' +
      '"deliveryAddress":{"city":"Cluj-Napoca","country":"RO","postalCode":"400174","street":"Str. Horea 12"},' +
      '"lines":[{"name":"Căști fără fir","quantity":1,"sku":"CASTI-BT-7","unitPrice":{"amount":24990,"currency":"RON"},"vatRate":21}],' +
      '"orderId":"ES-7010","payment":{"method":"card","paidAmount":{"amount":26989,"currency":"RON"},"state":"paid"},' +
      '"placedAt":"2026-11-16T08:00:00Z","pricesIncludeVat":true,"shippingFee":{"amount":1999,"currency":"RON"}}';
    const intake = createHash('sha256').update(then).digest('base64url').slice(0, 11);
    expect(head.state.intake).toMatch(/^2:/);
    await world.heads.commit<Order>({
      key: head.key,
      expected: head.version,
      state: { ...head.state, intake },
      events: [{ type: 'order.content-confirmed', data: {} }],
      at: world.ports.clock(),
      actor: 'test',
      indexes: {},
      receipts: [],
    });
    const again = await post(popsOrder('ES-7010'));
    expect([again.status, again.body.outcome]).toEqual([200, 'repeated']);
  });

  it('with other content and no time of its own is a conflict', async () => {
    await post(popsOrder('ES-7011'));
    expect((await post(popsOrder('ES-7011', { shippingFee: lei(1) }))).status).toBe(409);
  });
});

describe('an order that the shop has edited', () => {
  const two = { lines: [line('CANA', 1_000), line('TRICOU', 3_000)], shippingFee: undefined };
  const paid = { payment: { method: 'card', state: 'paid', paidAmount: lei(4_000) } };
  const one = [line('CANA', 1_000)];

  it('has a new revision without approvals, and what was removed is owed back', async () => {
    await post(popsOrder('ES-7020', { ...two, ...paid }));
    const done = await put('ES-7020', { lines: one, sourceUpdatedAt: '2026-11-16T08:00:00Z' });
    expect([done.status, done.body.outcome]).toEqual([200, 'revised']);
    expect(await get('ES-7020')).toMatchObject({
      revision: 2,
      sourceUpdatedAt: '2026-11-16T08:00:00Z',
      lines: [{ sku: 'CANA' }],
      account: { due: { to: 'customer', amount: lei(3_000) } },
    });
    expect((await state('ES-7020')).asks).toMatchObject([{ reason: 'shop', amount: 3_000 }]);
  });

  it('is the same whatever the order in which its edits arrive', async () => {
    const [first, last] = [
      { lines: one, sourceUpdatedAt: '2026-11-16T08:01:00Z' },
      { lines: [line('TRICOU', 3_000)], note: 'Sunați înainte', sourceUpdatedAt: '2026-11-16T08:02:00Z' },
    ];
    const ends = [];
    for (const [orderId, edits] of [
      ['ES-7021', [first, last]],
      ['ES-7022', [last, first]],
    ] as const) {
      await post(popsOrder(orderId, { ...two, ...paid }));
      const outcomes = [];
      for (const edit of edits) outcomes.push((await put(orderId, edit)).body.outcome);
      const { lines, account, sourceUpdatedAt } = await get(orderId);
      ends.push({ lines, account, sourceUpdatedAt });
      if (orderId === 'ES-7022') expect(outcomes).toEqual(['revised', 'outdated']);
    }
    expect(ends[0]).toEqual(ends[1]);
  });

  it('told again unchanged makes no revision, and what was said before that is outdated', async () => {
    await post(popsOrder('ES-7023', two));
    expect(
      (await put('ES-7023', { lines: two.lines, sourceUpdatedAt: '2026-11-16T08:05:00Z' })).body.outcome,
    ).toBe('confirmed');
    expect((await put('ES-7023', { lines: one, sourceUpdatedAt: '2026-11-16T08:04:00Z' })).body.outcome).toBe(
      'outdated',
    );
    expect(await get('ES-7023')).toMatchObject({ revision: 1, lines: [{ sku: 'CANA' }, { sku: 'TRICOU' }] });
  });

  it('told twice at the same moment is as the last says, and shown to a person', async () => {
    await post(popsOrder('ES-7024', two));
    const sourceUpdatedAt = '2026-11-16T08:05:00Z';
    await put('ES-7024', { lines: one, sourceUpdatedAt });
    expect((await put('ES-7024', { lines: one, sourceUpdatedAt })).body.outcome).toBe('repeated');
    expect((await put('ES-7024', { lines: two.lines, sourceUpdatedAt })).body.outcome).toBe('revised');
    expect((await get('ES-7024')).problems).toEqual([
      { field: 'sourceUpdatedAt', reason: 'same-time-other-content' },
    ]);
  });

  it('may be sent whole by a second intake: what it does not say is gone, and its customer is as it says', async () => {
    await post(popsOrder('ES-7025', { ...two, sourceUpdatedAt: '2026-11-16T08:00:00Z' }));
    const anew = {
      ...popsOrder('ES-7025', { lines: one, shippingFee: undefined, deliveryAddress: undefined }),
      customer: { name: 'Ana Marin', email: 'ana@client.example' },
      sourceUpdatedAt: '2026-11-16T08:10:00Z',
    };
    const done = await post(anew);
    expect([done.status, done.body.outcome]).toEqual([200, 'revised']);
    expect((await post(anew)).body.outcome).toBe('repeated');
    const order = await get('ES-7025');
    expect(order).toMatchObject({ customer: { name: 'Ana Marin', email: 'ana@client.example' } });
    expect(order.deliveryAddress).toBeUndefined();
  });

  it('that is closed takes an edit as the fact that it is', async () => {
    await post(popsOrder('ES-7026', { ...two, ...paid }));
    await world.call('POST /v1/orders/{orderId}/status', {
      role: 'storefront',
      path: { orderId: 'ES-7026' },
      body: { stage: 'delivered' },
    });
    expect((await put('ES-7026', { lines: one })).body.outcome).toBe('revised');
  });

  it('proposes no money back where the shop charged something else than its lines', async () => {
    await post(popsOrder('ES-7027', { ...two, ...paid, totals: { gross: lei(4_100) } }));
    await put('ES-7027', { lines: one, totals: { gross: lei(1_100) } });
    expect((await state('ES-7027')).asks).toBeUndefined();
    expect((await get('ES-7027')).problems).toEqual([{ field: 'totals', reason: 'differs-from-lines' }]);
  });
});

describe('a customer who was taken in wrongly', () => {
  const patch = (orderId: string, body: object) =>
    world.call('PATCH /v1/orders/{orderId}/customer', { role: 'operator', path: { orderId }, body });

  it('is put right: what is absent stays, null removes, and he is found by his new address', async () => {
    await post(popsOrder('ES-7030'));
    const before = (await state('ES-7030')).customer;
    const body = { email: 'ion@client.example', phone: null, reason: 'greșită la telefon' };
    expect((await patch('ES-7030', body)).status).toBe(200);
    expect((await get('ES-7030')).customer).toEqual({ name: 'Ion Pop', email: 'ion@client.example' });
    expect((await state('ES-7030')).customer).not.toBe(before);
    expect((await patch('ES-7030', body)).body.outcome).toBe('repeated');
  });

  it('keeps what still cannot be used, and is refused where nothing is said', async () => {
    await post(popsOrder('ES-7031', { customer: { name: 'Ana', email: 'ana@' } }));
    await patch('ES-7031', { email: 'ana@@', reason: 'r' });
    expect((await get('ES-7031')).customer.problems).toEqual([
      { field: 'email', reason: 'not-an-email', value: 'ana@@' },
    ]);
    expect((await patch('ES-7031', { reason: 'r' })).status).toBe(422);
  });
});

describe('a fact that comes before its order', () => {
  const tell = (
    route: string,
    orderId: string,
    body: object,
    role: 'storefront' | 'operator' = 'storefront',
  ) => world.call(`POST /v1/orders/{orderId}/${route}`, { role, path: { orderId }, body });

  it('is kept, and applied when the order comes', async () => {
    expect((await tell('status', 'ES-7040', { stage: 'preparing' })).status).toBe(202);
    expect((await tell('payment', 'ES-7040', { state: 'paid', reference: 'R-1' })).status).toBe(202);
    await post(popsOrder('ES-7040', { payment: { method: 'card', state: 'pending' } }));
    expect(await get('ES-7040')).toMatchObject({
      stage: 'preparing',
      payment: { state: 'paid', reference: 'R-1' },
    });
    // Applied once: a repeat of the intake finds nothing more.
    const before = await types('ES-7040');
    await post(popsOrder('ES-7040', { payment: { method: 'card', state: 'pending' } }));
    expect(await types('ES-7040')).toEqual(before);
  });

  it('is not kept of a person, who has mistaken the number', async () => {
    expect((await tell('status', 'ES-7041', { stage: 'preparing' }, 'operator')).status).toBe(404);
  });

  it('is forgotten after seven days', async () => {
    await tell('status', 'ES-7042', { stage: 'preparing' });
    world.advance(7 * 86_400_000 + 1);
    await post(popsOrder('ES-7042'));
    expect((await get('ES-7042')).stage).toBe('placed');
  });
});

it('met no fault', () => {
  expect(world.faults).toEqual([]);
});
