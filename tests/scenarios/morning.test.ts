import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { type Sent, World } from '../support/world.ts';

/** Wednesday, 18 November 2026, six in the morning in Bucharest. */
const dawn = '2026-11-18T04:00:00Z';

const hoursBefore = (hours: number) => new Date(Date.parse(dawn) - hours * 3_600_000).toISOString();

describe('the morning after an order went quiet', () => {
  let world: World;
  let store: string;
  let mails: Sent[];

  /** An order that the shop brings along, so many hours in its stage. */
  const bring = async (orderId: string, stage: string, since: number, zone: string, sku: string) => {
    const order = popsOrder(orderId, {
      import: true,
      stage,
      since: hoursBefore(since),
      placedAt: hoursBefore(since + 2),
      attributes: { zone, channel: orderId.endsWith('1') ? 'app' : 'web' },
    });
    const [line] = order.lines;
    const taken = await world.as(store, 'storefront')('POST', '/v1/orders', {
      ...order,
      lines: [{ ...line, sku }],
    });
    if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
  };

  beforeAll(async () => {
    world = await World.start({ at: dawn });
    store = await world.store({
      ...electrosmart,
      report: {},
      staff: [
        ...electrosmart.staff,
        { id: 'dan', name: 'Dan Pop', email: 'dan@electrosmart.example', roles: ['warehouse'] },
        {
          id: 'mara',
          name: 'Mara Lupu',
          email: 'mara@electrosmart.example',
          locale: 'en',
          roles: ['admin', 'operator'],
        },
      ],
    });
    for (let n = 1; n <= 12; n++)
      await bring(
        `ES-${String(n)}`,
        'preparing',
        50,
        n <= 10 ? 'B' : 'A',
        n <= 10 ? 'CASTI-BT-7' : 'FIERB-17',
      );
    for (let n = 1; n <= 48; n++)
      await bring(`OK-${String(n)}`, 'shipped', 20, n <= 6 ? 'B' : 'A', n <= 5 ? 'CASTI-BT-7' : 'LAMPA-LED');
    const ordered = await world.as(store, 'storefront')('PUT', '/v1/purchase-orders/AC-118', {
      supplier: 'Sonar Import SRL',
      lines: [
        { sku: 'CASTI-BT-7', quantity: 40, expectedAt: '2026-11-16', received: 12 },
        { sku: 'FIERB-17', quantity: 5, expectedAt: '2026-11-18' },
      ],
    });
    expect(ordered.status).toBe(201);
    await world.idle();
    await world.advance('PT2H');
    await world.idle();
    mails = (await world.mail()).filter(({ subject }) => subject.startsWith('ElectroSmart, '));
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it('has its report at eight, one e-mail a person, in his language', () => {
    expect(mails.map(({ to, at }) => [to, at]).sort()).toEqual([
      ['ioana@electrosmart.example', '2026-11-18T06:00:00.000Z'],
      ['mara@electrosmart.example', '2026-11-18T06:00:00.000Z'],
      ['vlad@electrosmart.example', '2026-11-18T06:00:00.000Z'],
    ]);
    expect([...new Set(mails.map(({ subject }) => subject))].sort()).toEqual([
      'ElectroSmart, Wednesday 18 November: 12 stalled orders, probably article CASTI-BT-7',
      'ElectroSmart, miercuri, 18 noiembrie: 12 comenzi blocate, probabil articolul CASTI-BT-7',
    ]);
  });

  it('puts the pile-up first, with its probable cause, what goes with it, and who looks where', () => {
    const { text = '', html = '' } = mails.find(({ to }) => to.startsWith('ioana')) ?? {};
    expect(text).toContain(
      [
        'UNDE SE ADUNĂ COMENZILE ȘI DE CE',
        '„în pregătire”: 12 comenzi blocate, 48 au trecut în același timp',
        'Cauza probabilă: articolul CASTI-BT-7',
        'Aceleași comenzi au și zona B: cifrele nu spun care dintre ele este cauza.',
        '- 83 % dintre cele blocate',
        '- 10 % dintre cele trecute',
        'Lipsește recepția comenzii AC-118 (Sonar Import SRL): 28 de bucăți CASTI-BT-7, cu termen luni, 16 noiembrie. Articolul este în 10 comenzi.',
        'De verificat acum (depozit: dan): Numărați CASTI-BT-7 pe raft și căutați recepția: a sosit marfa, este înregistrată?',
      ].join('\n'),
    );
    expect(mails.find(({ to }) => to.startsWith('mara'))?.text).toContain(
      'Missing receipt of purchase order AC-118 (Sonar Import SRL): 28 pieces of CASTI-BT-7, expected Monday 16 November. The article is in 10 orders.',
    );
    expect(text.indexOf('UNDE SE ADUNĂ')).toBeLessThan(text.indexOf('COMENZI BLOCATE ȘI CINE LE ARE'));
    // A chart is a table with coloured cells: no picture to load.
    expect(html).toContain('background:#c23b3b');
    expect(html).not.toMatch(/<svg|<img/);
  });

  it('says the same as JSON, as a sheet and as a page', async () => {
    const ask = world.as(store, 'operator');
    const { body } = await ask('GET', '/v1/reports/daily?date=2026-11-18');
    expect(body.asOf).toBe('2026-11-18T06:00:00Z');
    const [{ stage, causes }] = body.bottlenecks;
    expect([stage, causes[0].attribute, causes[0].value, causes[0].with]).toEqual([
      'preparing',
      'sku',
      'CASTI-BT-7',
      [{ attribute: 'zone', value: 'B' }],
    ]);
    const preparing = body.stages.find((one: { stage: string }) => one.stage === 'preparing');
    expect([preparing.waiting, preparing.ageing[2]]).toEqual([12, { days: '2–3', orders: 12 }]);
    const sheet = (await ask('GET', '/v1/reports/daily?date=2026-11-18', undefined, { accept: 'text/csv' }))
      .body;
    expect(sheet.split('\r\n')).toEqual(
      expect.arrayContaining([
        // As a Romanian spreadsheet reads it.
        'stages;preparing;waiting;12',
        'stalls;all;total;12',
        `causes preparing;sku=CASTI-BT-7 / zone=B;stalledShare;${String(causes[0].stalledShare).replace('.', ',')}`,
      ]),
    );
    const page = await ask('GET', '/v1/reports/daily?date=2026-11-18', undefined, { accept: 'text/html' });
    expect(page.body).toContain('Cauza probabilă: articolul CASTI-BT-7');
  });

  it('is told once, whatever runs again', async () => {
    await world.local('POST', '/schedules/scan-reports');
    await world.local('POST', '/schedules/scan-reports');
    await world.advance('PT6H');
    const now = (await world.mail()).filter(({ subject }) => subject.startsWith('ElectroSmart, '));
    expect(now).toHaveLength(3);
  });

  it('what Dan found is shown with the cause, and on the orders’ timelines', async () => {
    const found = await world.as(store, 'warehouse')('POST', '/v1/bottlenecks/preparing/checks', {
      attribute: 'sku',
      value: 'CASTI-BT-7',
      outcome: 'confirmed',
      note: 'Marfa a sosit luni, nu este recepționată.',
    });
    expect(found.status).toBe(201);
    await world.idle();
    const ask = world.as(store, 'operator');
    const page = await ask('GET', '/v1/reports/daily?date=2026-11-18', undefined, { accept: 'text/html' });
    expect(page.body).toContain('Verificat de dan: se confirmă. „Marfa a sosit luni, nu este recepționată.”');
    const timeline = await ask('GET', '/v1/orders/ES-3/timeline?limit=200');
    expect(timeline.body.items.map(({ type }: { type: string }) => type)).toContain('bottleneck.checked');
  });
});
