import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultStages } from '../../shared/stores/profile.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

const weekday = [['08:00', '18:00']];

/** What must not happen on the first day, each by itself. */
describe('it must not happen that', () => {
  let world: World;
  let store: string;
  const operator = (method: string, path: string, body?: unknown) =>
    world.as(store, 'operator')(method, path, body);
  const shop = (method: string, path: string, body?: unknown) =>
    world.as(store, 'storefront')(method, path, body);
  const order = async (orderId: string) => (await operator('GET', `/v1/orders/${orderId}`)).body;
  const mailTo = async (orderId: string) =>
    (await world.mail()).filter(({ to }) => to === `${orderId.toLowerCase()}@example.com`);
  const now = async () => (await world.local('GET', '/clock')).body.now as string;
  const place = async (orderId: string, more: object = {}) => {
    await shop(
      'POST',
      '/v1/orders',
      popsOrder(orderId, {
        placedAt: await now(),
        customer: { name: 'Ana', email: `${orderId.toLowerCase()}@example.com` },
        ...more,
      }),
    );
    await shop('POST', `/v1/orders/${orderId}/status`, { stage: 'preparing' });
    await world.idle();
  };
  const types = async (orderId: string): Promise<string[]> =>
    (await operator('GET', `/v1/orders/${orderId}/timeline?limit=200`)).body.items.map(
      ({ type }: { type: string }) => type,
    );

  beforeAll(async () => {
    // Thursday, 15 October 2026, noon in Bucharest.
    world = await World.start({ at: '2026-10-15T09:00:00Z' });
    store = await world.store({
      ...electrosmart,
      calendar: { hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday } },
      stages: defaultStages.map((stage) =>
        stage.name === 'preparing'
          ? { ...stage, limit: 'PT20H', checklist: [{ id: 'picked', label: { ro: 'Culese', en: 'Picked' } }] }
          : stage,
      ),
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('a note, a payment or a checklist tick resets the stall clock', async () => {
    await place('MN-1');
    const { due, since } = await order('MN-1');
    for (const done of [true, false, true])
      await operator('PUT', '/v1/orders/MN-1/checklist/picked', { done, note: 'bifat' });
    await shop('POST', '/v1/orders/MN-1/payment', {
      state: 'paid',
      paidAmount: { amount: 20_000, currency: 'RON' },
    });
    await shop('POST', '/v1/orders/MN-1/status', { stage: 'preparing', note: 'încă' });
    await operator('POST', '/v1/orders/MN-1/promise', { promisedAt: '2026-12-20T16:00:00Z', reason: 'x' });
    expect([(await order('MN-1')).due, (await order('MN-1')).since]).toEqual([due, since]);
  });

  it('a weekend or a clock change counts as working time', async () => {
    // Twenty working hours from Thursday noon: six on Thursday, ten on Friday, four on Monday.
    expect((await order('MN-1')).due).toBe('2026-10-19T09:00:00Z');
    // Into the autumn change of 25 October: Friday noon, twenty hours: six, then Monday ten, Tuesday four – one hour later in UTC.
    await world.local('POST', '/clock', { set: '2026-10-23T09:00:00Z' });
    await place('MN-2');
    expect((await order('MN-2')).due).toBe('2026-10-27T10:00:00Z');
  });

  it('a held order alarms', async () => {
    await place('MN-3', { promisedAt: '2026-12-20T16:00:00Z' });
    await operator('POST', '/v1/orders/MN-3/holds', {
      reason: 'verificare',
      reviewAt: '2026-12-18T08:00:00Z',
    });
    await world.advance('P10D');
    expect((await types('MN-3')).filter((type) => type.startsWith('order.stall'))).toEqual([]);
    expect((await order('MN-3')).stall).toBeNull();
  });

  it('a hold hides an order from the promise that was made', async () => {
    const promisedAt = new Date(Date.parse(await now()) + 2 * 86_400_000).toISOString();
    await place('MN-4', { promisedAt });
    await operator('POST', '/v1/orders/MN-4/holds', {
      reason: 'verificare',
      reviewAt: '2026-12-18T08:00:00Z',
    });
    await world.advance('P3D');
    expect(await types('MN-4')).toContain('order.promise-missed');
    expect(await mailTo('MN-4')).toHaveLength(1);
  });

  it('a customer is told twice, or of a delay that does not touch his date', async () => {
    const soon = new Date(Date.parse(await now()) + 2 * 86_400_000).toISOString();
    await place('MN-5', { promisedAt: soon });
    await place('MN-6', { promisedAt: '2027-02-20T16:00:00Z' });
    await world.advance('P4D');
    await world.local('POST', '/schedules/scan-stalled-orders');
    await world.local('POST', '/schedules/scan-notices');
    await world.idle();
    expect((await order('MN-6')).stall?.level).toBe('breached');
    expect(await mailTo('MN-6')).toEqual([]);
    expect((await mailTo('MN-5')).map(({ subject }) => subject)).toEqual([
      'Comanda MN-5 întârzie: ce știm acum · ElectroSmart',
    ]);
  });

  it('a late status report moves the order back', async () => {
    await place('MN-7');
    const at = await now();
    await shop('POST', '/v1/orders/MN-7/status', { stage: 'shipped' });
    await world.advance('PT1H');
    const late = await shop('POST', '/v1/orders/MN-7/status', { stage: 'packed', occurredAt: at });
    expect([late.status, late.body.outcome]).toEqual([200, 'late']);
    expect((await order('MN-7')).stage).toBe('shipped');
  });

  it('a courier’s fact is refused because a checklist is open', async () => {
    await place('MN-8');
    const refused = await operator('POST', '/v1/orders/MN-8/status', { stage: 'packed' });
    expect([refused.status, refused.body.type, refused.body.missing]).toEqual([
      409,
      'urn:veghe:checklist-open',
      [{ itemId: 'picked', label: 'Culese' }],
    ]);
    await world.advance('PT2M');
    expect((await world.alerts()).at(-1)?.text).toContain('Așteaptă doar lista de verificare:\n- MN-8');
    const fact = await shop('POST', '/v1/orders/MN-8/status', { stage: 'shipped' });
    expect(fact.status).toBe(200);
    await world.idle();
    const entries = (await operator('GET', '/v1/orders/MN-8/timeline?limit=200')).body.items;
    expect(entries.at(-1).data.unticked ?? entries.at(-2).data.unticked).toEqual(['picked']);
  });

  it('what is no text is taken in, as bytes, in an address, or as half of a character', async () => {
    const raw = (path: string, body?: Uint8Array<ArrayBuffer>, type = 'application/json') =>
      fetch(`${world.runtime.url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${world.key(store, 'admin')}`, 'content-type': type },
        ...(body ? { body } : {}),
      });
    const order = JSON.stringify(popsOrder('MN-TEXT', { placedAt: await now() }));
    const bytes = (text: string, mark: number[]) => {
      const [before = '', after = ''] = text.split('Ion Pop');
      return new Uint8Array(Buffer.concat([Buffer.from(before), Buffer.from(mark), Buffer.from(after)]));
    };
    const said = async (answer: Response) => [
      answer.status,
      ((await answer.json()) as any).errors?.[0]?.path,
    ];
    expect(await said(await raw('/v1/orders', bytes(order, [0xff])))).toEqual([400, 'body']);
    expect(await said(await raw('/v1/orders', bytes(order, [0xed, 0xa0, 0xbd])))).toEqual([400, 'body']);
    const half = [...Buffer.from(String.raw`Mia \ud83d`)];
    expect(await said(await raw('/v1/orders', bytes(order, half)))).toEqual([422, 'customer.name']);
    expect(await said(await raw('/v1/orders', bytes(order, [0x41]), 'text/plain'))).toEqual([415, undefined]);
    expect(await said(await raw('/v1/orders?stage=%FF'))).toEqual([400, 'query']);
    expect(await said(await raw('/v1/orders/%ED%A0%BD'))).toEqual([400, 'path']);
    expect((await operator('GET', '/v1/orders/MN-TEXT')).status).toBe(404);
  });

  it('a cursor tells how the tables are made', async () => {
    await place('MN-C1');
    await place('MN-C2');
    const first = (await operator('GET', '/v1/orders?stage=preparing&limit=1')).body;
    const read = Buffer.from(String(first.next), 'base64url').toString('latin1');
    expect(read).not.toMatch(/pk|sk|head|order|MN-|list/i);
    const next = await operator('GET', `/v1/orders?stage=preparing&limit=1&cursor=${String(first.next)}`);
    expect([next.status, next.body.items.length]).toEqual([200, 1]);
    expect(next.body.items[0].orderId).not.toBe(first.items[0].orderId);
    const elsewhere = await operator('GET', `/v1/stalls?cursor=${String(first.next)}`);
    expect(elsewhere.status).toBe(400);
    for (const id of ['MN-C1', 'MN-C2'])
      await shop('POST', `/v1/orders/${id}/status`, { stage: 'cancelled' });
  });

  it('a delivered order is ever called stalled', async () => {
    await place('MN-9');
    await shop('POST', '/v1/orders/MN-9/status', { stage: 'delivered' });
    await world.advance('P30D');
    expect((await types('MN-9')).filter((type) => type.startsWith('order.stall'))).toEqual([]);
    const stalled = (await operator('GET', '/v1/stalls')).body.items;
    expect(stalled.map(({ orderId }: { orderId: string }) => orderId)).not.toContain('MN-9');
  });

  it('five hundred customers are mailed because the warehouse’s system fell silent', async () => {
    // Said of fifty here, above the valve's five; the source's silence is told in notices.test.ts.
    const quiet = await world.store({
      ...electrosmart,
      storeId: 'silent',
      noticeValve: { mostIn15Minutes: 5 },
    });
    const call = world.as(quiet, 'storefront');
    const placedAt = await now();
    for (let n = 0; n < 50; n++) {
      await call('POST', '/v1/orders', popsOrder(`SI-${String(n)}`, { placedAt }));
      await call('POST', `/v1/orders/SI-${String(n)}/status`, { stage: 'preparing' });
    }
    await world.idle();
    await world.local('DELETE', '/mail');
    await world.advance('PT49H');
    expect((await world.mail()).filter(({ subject }) => subject.includes('SI-'))).toEqual([]);
    const held = await world.as(quiet, 'operator')('GET', '/v1/notices?state=held&limit=200');
    expect(held.body.items).toHaveLength(50);
  });
});
