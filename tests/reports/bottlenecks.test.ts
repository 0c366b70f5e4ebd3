import { beforeAll, describe, expect, it } from 'vitest';
import { heaviestFirst } from '../../shared/reports/bottlenecks.ts';
import type { Trait } from '../../shared/reports/causes.ts';
import { laterThan } from '../../shared/reports/cohort.ts';
import { Workflow } from '../../shared/stores/workflow.ts';
import { profileOf } from '../orders/given.ts';
import { inProcess } from '../support/in-process.ts';
import { named, pileUp, scanned, type Shop, take } from './pile.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('GET /v1/bottlenecks', () => {
  let shop: Shop;
  const ask = async (role: 'operator' | 'supervisor' = 'operator') =>
    (await shop.call('GET /v1/bottlenecks', { role })).body;

  beforeAll(async () => {
    shop = await inProcess();
    await pileUp(shop);
  });

  it('names the stage, the zone that the stalled share, and who looks at what', async () => {
    const { asOf, items, next } = await ask();
    expect([asOf, next]).toEqual(['2026-11-18T09:00:00Z', null]);
    expect(items).toHaveLength(1);
    const [{ causes, ...pile }] = items;
    expect(pile).toEqual({
      stage: 'preparing',
      label: 'în pregătire',
      stalled: 12,
      passed: 44,
      since: '2026-11-16T08:00:00Z',
      cut: false,
      evidence: [],
    });
    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatchObject({
      attribute: 'zone',
      value: 'B',
      stalledShare: 10 / 12,
      passedShare: 4 / 44,
      with: [],
      count: 10,
      evidence: [],
      checked: null,
      // Nobody in this shop fills the role warehouse.
      nextCheck: {
        check: 'Mergeți la B: este cineva la lucru, ce lipsește, ce blochează comenzile?',
        role: 'supervisor',
        people: ['vlad'],
      },
    });
    expect(causes[0].orders.sort()).toEqual([
      'B-1',
      'B-10',
      'B-2',
      'B-3',
      'B-4',
      'B-5',
      'B-6',
      'B-7',
      'B-8',
      'B-9',
    ]);
    expect(causes[0].lift).toBeCloseTo(55 / 6, 12);
    expect(causes[0].pValue).toBeLessThan(0.000_01);
  });

  it('is read once in two minutes', async () => {
    let reads = 0;
    const { find } = shop.heads;
    shop.heads.find = (...asked) => {
      reads++;
      return find.apply(shop.heads, asked);
    };
    await ask();
    expect(reads).toBe(0);
    shop.advance(2 * minute);
    expect((await ask()).asOf).toBe('2026-11-18T09:02:00Z');
    expect(reads).toBeGreaterThan(0);
  });

  it('shows why an order is held, beside the cause', async () => {
    for (const orderId of ['B-1', 'B-2', 'A-1'])
      await shop.call('POST /v1/orders/{orderId}/holds', {
        path: { orderId },
        body: { reason: 'lipsă marfă', scope: 'order' },
      });
    shop.advance(2 * minute);
    const [{ evidence, causes }] = (await ask()).items;
    expect(evidence).toEqual([{ kind: 'hold', what: 'lipsă marfă', orders: 3 }]);
    expect(causes[0].evidence).toEqual([{ kind: 'hold', what: 'lipsă marfă', orders: 2 }]);
  });

  it('and what nobody has ticked', async () => {
    const profile = (await shop.call('GET /v1/store', {})).body;
    const stages = profile.stages.map((stage: { name: string }) =>
      stage.name === 'preparing'
        ? { ...stage, checklist: [{ id: 'qc', label: { ro: 'Control', en: 'Quality' } }] }
        : stage,
    );
    await shop.call('PUT /v1/store', { body: { ...profile, stages } });
    shop.advance(minute);
    await shop.call('PUT /v1/orders/{orderId}/checklist/{itemId}', {
      path: { orderId: 'A-2', itemId: 'qc' },
      body: { done: true },
    });
    // Asked under the old profile two minutes ago; this is another one.
    expect((await ask()).items[0].evidence).toEqual([
      { kind: 'hold', what: 'lipsă marfă', orders: 3 },
      { kind: 'checklist', what: 'qc', orders: 11 },
    ]);
  });

  it('and the delivery that is overdue', async () => {
    // Everybody in this pile has bought the same headphones, and so have those that passed: no cause, but worth a look.
    const put = (id: string, line: object) =>
      shop.call('PUT /v1/purchase-orders/{purchaseOrderId}', {
        path: { purchaseOrderId: id },
        body: { supplier: 'Sonar', lines: [{ sku: 'CASTI-BT-7', quantity: 40, ...line }] },
      });
    await put('AC-1', { expectedAt: '2026-11-17', received: 12 });
    await put('AC-2', { expectedAt: '2026-11-19' });
    await put('AC-3', { expectedAt: '2026-11-16', received: 40 });
    shop.advance(2 * minute);
    const [{ evidence, causes }] = (await ask()).items;
    const owed = (orders: number) => ({
      kind: 'missing-receipt',
      what: 'AC-1',
      orders,
      receipt: { sku: 'CASTI-BT-7', quantity: 28, supplier: 'Sonar', expectedAt: '2026-11-17' },
    });
    expect(evidence.at(-1)).toEqual(owed(12));
    expect(causes[0].evidence.at(-1)).toEqual(owed(10));
  });

  it('a check is taken down once, on the timelines of the orders, and shown from then on', async () => {
    const tick = () =>
      shop.call('POST /v1/bottlenecks/{stage}/checks', {
        path: { stage: 'preparing' },
        role: 'supervisor',
        body: { attribute: 'zone', value: 'B', outcome: 'confirmed', note: 'Banda 3 stă.' },
        headers: { 'idempotency-key': 'k1' },
      });
    const first = await tick();
    expect([first.status, first.body.version, first.body.orders.length]).toEqual([201, 1, 10]);
    const again = await tick();
    expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ]);
    const said = shop.heads.log.filter(({ key }) => key.kind === 'bottleneck');
    expect(said.map(({ change }) => change.events.map(({ type }) => type))).toEqual([['bottleneck.checked']]);
    expect(said[0]?.change.events[0]?.data['orders']).toEqual(first.body.orders);
    expect((await ask()).items[0].causes[0].checked).toEqual({
      outcome: 'confirmed',
      by: 'vlad',
      at: '2026-11-18T09:07:00Z',
      note: 'Banda 3 stă.',
    });
  });

  it('of a stage that does not exist is not found', async () => {
    const { status } = await shop.call('POST /v1/bottlenecks/{stage}/checks', {
      path: { stage: 'nowhere' },
      body: { attribute: 'zone', value: 'B', outcome: 'unclear' },
    });
    expect(status).toBe(404);
  });
});

describe('the hour of placing', () => {
  const night = { channel: 'web' };
  /** Six orders of one hour or two nights, stuck; thirty of other hours have passed. */
  const causes = async (nights: 1 | 2) => {
    const shop = await inProcess('2026-11-16T01:00:00Z');
    await take(shop, named('N', 3), night, 'preparing');
    if (nights === 2) shop.advance(24 * hour);
    await take(shop, named('M', 3), night, 'preparing');
    shop.advance(9 * hour);
    await take(shop, named('P', 30), night, 'preparing', 'packed');
    shop.advance(49 * hour);
    await scanned(shop);
    const { body } = await shop.call('GET /v1/bottlenecks', { query: { stage: 'preparing' } });
    return body.items[0].causes.map(({ attribute, value }: Trait) => `${attribute}=${value}`);
  };
  it('is a cause where it comes back, and not where one batch shares it', async () => {
    expect(await causes(2)).toEqual(['hour=03–06']);
    expect(await causes(1)).toEqual([]);
  });
});

describe('the stages that an order passed to', () => {
  const flow = new Workflow(profileOf());
  it('are those of the usual way on, not the way out', () => {
    expect(laterThan(flow, 'preparing')).toEqual([
      'packed',
      'shipped',
      'at-pickup-point',
      'delivery-failed',
      'refused',
      'returning',
      'lost',
      'delivered',
      'returned',
    ]);
    expect(laterThan(flow, 'delivered')).toEqual([]);
  });
  it('never include one that leads back', () => {
    // From shipped a delivery can fail again.
    expect(laterThan(flow, 'delivery-failed')).toEqual([
      'at-pickup-point',
      'refused',
      'returning',
      'lost',
      'delivered',
      'returned',
    ]);
  });
});

it('the stage whose share of stalled orders is hardest to explain comes first', () => {
  const orders = (count: number) => Array.from({ length: count }, () => ({ orderId: 'x', traits: [] }));
  const pile = (stage: string, stalled: number, passed: number) => ({
    stage,
    stalled: orders(stalled),
    passed: orders(passed),
  });
  expect(
    heaviestFirst([pile('placed', 14, 400), pile('preparing', 12, 3), pile('packed', 1, 50)]).map(
      ({ stage }) => stage,
    ),
  ).toEqual(['preparing', 'placed', 'packed']);
});
