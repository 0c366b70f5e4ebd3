import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** Monday, 16 November 2026, ten in the morning in Bucharest. */
const monday = '2026-11-16T08:00:00Z';
const [pops, ...others] = Array.from({ length: 12 }, (_, n) => `ES-${String(1001 + n)}`);
const twelve = [pops!, ...others];

/** The first story, told in order: each step rests on those before it. */
describe('ElectroSmart: an order goes quiet', () => {
  let world: World;
  let store: string;
  const ioana = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    world.as(store, 'operator')(method, path, body, headers);
  const warehouse = (method: string, path: string, body?: unknown) =>
    world.as(store, 'storefront')(method, path, body);

  /** An order as the storefront sends it; the twelve differ in channel and carrier, ten share zone and article. */
  const place = async (orderId: string, n: number, stuck: boolean, promisedAt: string) => {
    const order = popsOrder(orderId, {
      placedAt: monday,
      promisedAt,
      customer: { name: orderId === pops ? 'Ion Pop' : 'Ana Enache', email: `${orderId}@example.com` },
      attributes: {
        zone: stuck && n < 10 ? 'C' : ['A', 'B', 'D'][n % 3],
        channel: ['web', 'app', 'phone'][n % 3],
        carrier: ['fan', 'sameday'][n % 2],
      },
    });
    const [line] = order.lines;
    const sku = stuck && n < 10 ? 'CASTI-BT-7' : `SKU-${String(n % 7)}`;
    const taken = await warehouse('POST', '/v1/orders', { ...order, lines: [{ ...line, sku }] });
    if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
    await warehouse('POST', `/v1/orders/${orderId}/status`, { stage: 'preparing' });
  };

  beforeAll(async () => {
    world = await World.start({ at: monday });
    store = await world.store({
      ...electrosmart,
      report: {},
      staff: [
        ...electrosmart.staff,
        { id: 'dan', name: 'Dan Pop', email: 'dan@electrosmart.example', roles: ['warehouse'] },
      ],
    });
    for (const [n, orderId] of twelve.entries())
      await place(orderId, n, true, orderId === pops ? '2026-11-19T16:00:00Z' : '2026-11-27T16:00:00Z');
    for (let n = 0; n < 40; n++) {
      await place(`OK-${String(n)}`, n, false, '2026-11-27T16:00:00Z');
      await warehouse('POST', `/v1/orders/OK-${String(n)}/status`, { stage: 'delivered' });
    }
    await world.idle();
  }, 120_000);
  afterAll(() => world[Symbol.asyncDispose]());

  const digests = async (role: string) => (await world.alerts()).filter((alert) => alert.role === role);

  it('warns Ioana before the limit passes: one message for the twelve', async () => {
    await world.advance('PT36H2M');
    const [warning, ...more] = (await digests('operator')).filter(({ subject }) =>
      subject.includes('limita se apropie'),
    );
    expect(more).toEqual([]);
    expect(warning?.to).toBe('ioana@electrosmart.example');
    for (const orderId of twelve) expect(warning?.text).toContain(`- ${orderId}, în pregătire de 36 de ore`);
    expect(warning?.text).toMatch(/\/staff\/stalls$/);
    const customers = (await world.mail()).filter(({ to }) => to.startsWith('ES-'));
    expect(customers).toEqual([]);
  });

  it('raises the stall when it passes, and tells Mr Pop once, in Romanian, with a new range', async () => {
    await world.advance('PT12H5M');
    expect((await ioana('GET', '/v1/stalls?level=breached')).body.items).toHaveLength(12);
    const mail = (await world.mail()).filter(({ to }) => to.startsWith('ES-'));
    // The other eleven were promised next week: their dates are not touched.
    expect(mail.map(({ to }) => to)).toEqual(['ES-1001@example.com']);
    expect(mail[0]?.subject).toBe('Comanda ES-1001 întârzie: ce știm acum · ElectroSmart');
    expect(mail[0]?.text).toMatch(/„în pregătire” din luni, 16 noiembrie.*Ne pare rău/);
    expect(mail[0]?.text).toMatch(/cel mai probabil .+, cel târziu .+\./);
    expect(mail[0]?.text).toMatch(/Alegeți: păstrez comanda sau renunț:\nhttp\S+\/l\//);
  });

  it('escalates to the supervisor by SMS when nobody acknowledges in time: one for all', async () => {
    await world.advance('PT4H');
    expect((await world.sms()).map(({ to, text }) => [to, text])).toEqual([
      [
        '+40722000111',
        'ElectroSmart: 12 comenzi au depasit limita si nu le-a preluat nimeni: ES-1001, ES-1002 +10. Va rugam verificati acum.',
      ],
    ]);
  });

  it('puts the pile-up at the top of the report at eight, with its cause and what to check with whom', async () => {
    await world.advance('PT18H');
    const report = (await world.mail()).find(
      ({ to, subject }) => to === 'ioana@electrosmart.example' && subject.includes('joi'),
    );
    expect(report?.at).toBe('2026-11-19T06:00:00.000Z');
    expect(report?.subject).toContain('12 comenzi blocate');
    const { body } = await ioana('GET', '/v1/bottlenecks');
    const preparing = body.items.find((one: { stage: string }) => one.stage === 'preparing');
    expect(preparing.stalled).toBe(12);
    const [cause] = preparing.causes;
    const named = [cause, ...cause.with].map(({ value }: { value: string }) => value).sort();
    expect(named).toEqual(['C', 'CASTI-BT-7']);
    expect(cause.nextCheck.people).toEqual(['dan']);
    // Channel and carrier, in which the twelve differ, are not to blame.
    for (const { attribute } of preparing.causes) expect(['channel', 'carrier']).not.toContain(attribute);
  });

  it('is taken by Ioana, several at once with a cause; nobody is escalated to again meanwhile', async () => {
    const { items } = (await ioana('GET', '/v1/stalls?stage=preparing')).body;
    const answers = await Promise.all(
      items.map(({ stall, version }: any) =>
        ioana(
          'POST',
          `/v1/stalls/${stall.stallId}/acknowledgement`,
          { cause: 'recepție întârziată' },
          { 'if-match': `"${String(version)}"` },
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(twelve.map(() => 200));
    await world.advance('PT8H');
    expect(await world.sms()).toHaveLength(1);
    expect((await ioana('GET', '/v1/stalls?acknowledged=true')).body.items).toHaveLength(12);
  });

  it('gets a new promise, its message looked at before; the first date stays beside it', async () => {
    const command = { promisedAt: '2026-11-24T16:00:00Z', reason: 'recepție întârziată' };
    const before = (await ioana('GET', '/v1/orders/ES-1001')).body;
    const shown = await ioana('POST', '/v1/orders/ES-1001/promise?preview=true', command);
    expect(shown.body.message.text).toContain(
      'Comanda ES-1001 ajunge la dumneavoastră până marți, 24 noiembrie.',
    );
    expect((await ioana('GET', '/v1/orders/ES-1001')).body).toEqual(before);
    await ioana('POST', '/v1/orders/ES-1001/promise', command);
    await world.idle();
    expect((await ioana('GET', '/v1/orders/ES-1001')).body.promise).toEqual({
      promisedAt: '2026-11-24T16:00:00Z',
      original: '2026-11-19T16:00:00Z',
    });
    expect((await world.mail()).at(-1)).toMatchObject({
      to: 'ES-1001@example.com',
      subject: 'Data nouă pentru comanda ES-1001 · ElectroSmart',
      text: shown.body.message.text,
    });
  });

  it('moves on: the stall closes itself, and the customer hears that it left', async () => {
    await ioana('POST', '/v1/orders/ES-1001/status', { stage: 'packed' });
    await warehouse('POST', '/v1/orders/ES-1001/parcels', {
      parcelId: 'P1',
      lines: [{ lineId: '1', quantity: 1 }],
      carrier: 'Fan Courier',
      awb: '2200112233',
      trackingUrl: 'https://fan.example/awb/2200112233',
    });
    await warehouse('POST', '/v1/orders/ES-1001/status', { stage: 'shipped', parcelId: 'P1' });
    await world.idle();
    expect((await ioana('GET', '/v1/orders/ES-1001')).body).toMatchObject({ stage: 'shipped', stall: null });
    expect((await world.mail()).at(-1)).toMatchObject({
      to: 'ES-1001@example.com',
      subject: 'Comanda ES-1001 a plecat spre dumneavoastră · ElectroSmart',
    });
    const told = (await world.mail()).filter(({ to }) => to === 'ES-1001@example.com');
    expect(told.map(({ subject }) => subject)).toEqual([
      'Comanda ES-1001 întârzie: ce știm acum · ElectroSmart',
      'Data nouă pentru comanda ES-1001 · ElectroSmart',
      'Comanda ES-1001 a plecat spre dumneavoastră · ElectroSmart',
    ]);
    const types = (await ioana('GET', '/v1/orders/ES-1001/timeline?limit=200')).body.items.map(
      ({ type }: { type: string }) => type,
    );
    for (const type of [
      'order.stall-warned',
      'order.stalled',
      'order.delay-expected',
      'order.stall-escalated',
      'order.stall-acknowledged',
      'order.promise-revised',
      'order.stall-closed',
      'digest.sent',
      'notice.sent',
    ])
      expect(types).toContain(type);
  });
});
