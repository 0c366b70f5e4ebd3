import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';

/** What every object of JavaScript has from birth: as keys from outside they are names like any other. */
const inherited = ['constructor', 'valueOf', 'toString', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString'];
const lower = 'constructor';

let world: Awaited<ReturnType<typeof inProcess>>;
beforeAll(async () => {
  world = await inProcess();
});
const line = (sku: string, lineId: string) => ({ ...popsOrder('x').lines[0], sku, lineId });

describe.each(inherited)('the key %s', (key) => {
  it('is an attribute, an article and a line like any other', async () => {
    const id = `K-${key}`;
    const body = { ...popsOrder(id), attributes: { [key]: 'x', channel: 'web' }, lines: [line(key, key)] };
    expect((await world.call('POST /v1/orders', { body })).status).toBe(201);
    const read = await world.call('GET /v1/orders/{orderId}', { path: { orderId: id } });
    expect([read.status, read.body.attributes[key]]).toEqual([200, 'x']);
    const progress = { stage: 'preparing', lines: [{ lineId: key, unitsDone: 1 }] };
    const done = await world.call('POST /v1/orders/{orderId}/progress', {
      path: { orderId: id },
      body: progress,
    });
    expect(done.status).toBe(200);
    const parcel = { parcelId: key, lines: [{ lineId: key, quantity: 1 }], carrier: key };
    const packed = await world.call('POST /v1/orders/{orderId}/parcels', {
      path: { orderId: id },
      body: parcel,
    });
    expect(packed.status).toBe(201);
    const change = { changes: [{ op: 'add-line', sku: key, quantity: 1, lineId: `${key}2` }] };
    const asked = await world.call('POST /v1/orders/{orderId}/amendments', {
      path: { orderId: id },
      query: { preview: 'true' },
      body: change,
    });
    expect(asked.status).toBeLessThan(500);
  });

  it('is a place and an article of the stock like any other', async () => {
    const movement = {
      movementId: key,
      sku: key,
      location: key,
      kind: 'opening',
      quantity: 5,
      occurredAt: '2026-11-16T08:00:00Z',
    };
    const booked = await world.call('POST /v1/stock/movements', { body: { items: [movement] } });
    expect(booked.body.items).toEqual([{ movementId: key, outcome: 'booked', delta: 5 }]);
    const count = {
      countId: key,
      location: key,
      items: [{ sku: key, counted: 3, countedAt: '2026-11-16T08:00:00Z' }],
    };
    const counted = await world.call('POST /v1/stock/counts', { body: count });
    expect(counted.body.items).toMatchObject([{ sku: key, outcome: 'differs' }]);
    const stock = await world.call('GET /v1/stock/{sku}', { path: { sku: key } });
    expect(stock.body).toMatchObject({ book: 5, locations: [{ location: key, book: 5 }] });
    const elsewhere = { ...count, countId: `${key}2`, location: 'B1' };
    const opened = await world.call('POST /v1/stock/counts', { body: elsewhere });
    expect(opened.body.items).toMatchObject([{ outcome: 'opened' }]);
  });

  it('names no place, tick or product where nobody has put one', async () => {
    const tick = await world.call('PUT /v1/orders/{orderId}/checklist/{itemId}', {
      path: { orderId: `K-${key}`, itemId: key },
      body: { done: true },
    });
    expect(tick.status).toBe(404);
    const page = await world.call('GET /v1/stock/uncounted', {
      query: { location: key, since: '2026-11-16T08:00:00Z' },
    });
    expect(page.status).toBe(200);
    const product = await world.call('GET /v1/products/{sku}', { path: { sku: `${key}-none` } });
    expect(product.status).toBe(404);
  });

  it('is a field that there is not, elsewhere', async () => {
    const { status, body } = await world.call('POST /v1/orders', { body: { ...popsOrder('K-0'), [key]: 1 } });
    expect([status, body.errors]).toEqual([422, [{ path: key, message: 'there is no such field' }]]);
    const query = await world.call('GET /v1/orders', { query: { [key]: '1' } });
    expect(query.status).toBe(400);
  });
});

it('is the name of a stage, of a checklist item, and a key of the profile’s own maps', async () => {
  const shop = await inProcess('2026-11-16T08:00:00Z', {
    shop: {
      ...electrosmart,
      stages: [
        {
          name: 'placed',
          next: [lower, 'cancelled'],
          limit: 'PT12H',
          checklist: [{ id: 'valueOf', label: { ro: 'Verificat', en: 'Checked' } }],
        },
        { name: lower, next: ['delivered', 'cancelled'], limit: 'PT24H', tell: ['email'] },
        { name: 'delivered' },
        { name: 'cancelled' },
      ],
      calendar: {
        hours: { mon: [['09:00', '17:00']] },
        exceptions: [
          { from: '2026-11-16', to: '2026-11-18', limits: { [lower]: 'PT1H' }, capacity: { [lower]: 5 } },
        ],
      },
      texts: { ro: { stages: { [lower]: { subject: 'Comanda {order}' } } } },
      segments: ['valueOf'],
    } as never,
  });
  const path = { orderId: 'S-1' };
  const at = (stage: string) =>
    shop.call('POST /v1/orders/{orderId}/status', { path, body: { stage, fact: false } });
  await shop.call('POST /v1/orders', { body: { ...popsOrder('S-1'), attributes: {} } });
  const open = await at(lower);
  expect([open.status, open.body.missing]).toEqual([409, [{ itemId: 'valueOf', label: 'Verificat' }]]);
  const tick = { path: { orderId: 'S-1', itemId: 'valueOf' }, body: { done: true } };
  expect((await shop.call('PUT /v1/orders/{orderId}/checklist/{itemId}', tick)).body.outcome).toBe('ticked');
  expect((await at(lower)).status).toBe(200);
  expect((await shop.call('GET /v1/orders/{orderId}', { path })).body.stage).toBe(lower);
  for (const route of ['GET /v1/bottlenecks', 'GET /v1/reports/daily'])
    expect((await shop.call(route, {})).status).toBe(200);
  expect(shop.faults).toEqual([]);
});

describe('the key __proto__', () => {
  const bodies: [string, string, string][] = [
    ['in attributes', '"attributes":{"__proto__":"x"}', 'attributes.__proto__'],
    ['in an order', '"__proto__":{"admin":true}', '__proto__'],
    ['in a line', '"lines":[{"__proto__":1}]', 'lines.0.__proto__'],
  ];
  it.each(bodies)('is refused with its path: %s', async (_, json, path) => {
    const { status, body } = await world.call('POST /v1/orders', { text: `{"orderId":"K-1",${json}}` });
    expect([status, body.errors]).toEqual([422, [{ path, message: 'there is no such field' }]]);
  });

  it('is no id, article, place or stage', async () => {
    const key = '__proto__';
    const one = { orderId: 'K-2', lineId: key, sku: key };
    const body = { ...popsOrder('K-2'), lines: [{ ...line('A', 'x'), ...one, orderId: undefined }] };
    const { status, body: refused } = await world.call('POST /v1/orders', { body });
    expect([status, refused.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ['lines.0.lineId', 'lines.0.sku'],
    ]);
    const read = await world.call('GET /v1/orders/{orderId}', { path: { orderId: key } });
    expect(read.status).toBe(404);
  });
});

it('answered no request of these with a fault', () => {
  expect(world.faults).toEqual([]);
});
