import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

const t0 = '2026-11-16T08:00:00Z';
const types = async (world: World, store: string, order: string): Promise<string[]> =>
  (await world.as(store, 'operator')('GET', `/v1/orders/${order}/timeline?limit=200`)).body.items.map(
    ({ type }: { type: string }) => type,
  );

describe('an order goes quiet', () => {
  let world: World;
  let store: string;

  beforeAll(async () => {
    world = await World.start({ at: t0 });
    store = await world.store(electrosmart);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('is taken in and reaches its stage', async () => {
    const shop = world.as(store, 'storefront');
    const taken = await shop('POST', '/v1/orders', popsOrder());
    expect([taken.status, taken.body]).toEqual([201, { orderId: 'ES-1001', outcome: 'created', version: 1 }]);
    expect((await shop('POST', '/v1/orders/ES-1001/status', { stage: 'preparing' })).body).toMatchObject({
      outcome: 'accepted',
      version: 2,
    });
    await world.idle();
  });

  it('is warned of before the limit: one message to the operator, none to the customer', async () => {
    await world.advance('PT37H');
    const alerts = await world.alerts();
    expect(alerts.map(({ to, role, at }) => [to, role, at])).toEqual([
      ['ioana@electrosmart.example', 'operator', '2026-11-17T20:01:00.000Z'],
    ]);
    expect(alerts[0]?.text).toContain(
      'Limita se apropie:\n- ES-1001, în pregătire de 36 de ore (limita 48 de ore)',
    );
    expect(await world.mail()).toEqual([]);
    const list = await world.as(store, 'operator')('GET', '/v1/stalls');
    expect(list.body.items).toMatchObject([
      { orderId: 'ES-1001', stall: { stallId: 'ES-1001~2', level: 'warned', acknowledged: false } },
    ]);
  });

  it('is raised at the limit: one alert, and one notice to the customer in Romanian', async () => {
    await world.advance('PT12H');
    const alerts = await world.alerts();
    expect(alerts.slice(1).map(({ to, subject }) => [to, subject])).toEqual([
      ['ioana@electrosmart.example', 'ElectroSmart: 1 alertă: limită depășită'],
    ]);
    const mail = await world.mail();
    expect(mail.map(({ to, at }) => [to, at])).toEqual([['ion.pop@example.com', '2026-11-18T08:02:00.000Z']]);
    expect(mail[0]?.subject).toBe('Comanda ES-1001 întârzie: ce știm acum · ElectroSmart');
    expect(mail[0]?.text.replace(/http\S+\/l\/\S+/, '[link]')).toBe(
      [
        'Bună ziua, Ion Pop,',
        'Comanda ES-1001 este „în pregătire” din luni, 16 noiembrie, și durează mai mult decât ar fi trebuit. Ne pare rău pentru întârziere.',
        'Ajunge la dumneavoastră cel mai probabil vineri, 20 noiembrie, cel târziu luni, 23 noiembrie.',
        'Nu trebuie să faceți nimic: vă scriem când comanda merge mai departe.',
        'Dacă nu mai vreți să așteptați, puteți renunța la comandă și vă dăm înapoi toți banii.',
        'Alegeți: păstrez comanda sau renunț:\n[link]',
        'Dacă nu alegeți nimic, comanda rămâne deschisă, iar drepturile dumneavoastră nu se schimbă.',
        'Aveți o întrebare sau vreți să renunțați? Răspundeți la acest e-mail sau scrieți-ne la ajutor@electrosmart.example ori sunați la +40312345678.',
        'Echipa ElectroSmart',
      ].join('\n\n'),
    );
  });

  it('is escalated by SMS when nobody reacts', async () => {
    await world.advance('PT4H');
    expect((await world.sms()).map(({ to, text }) => [to, text])).toEqual([
      [
        '+40722000111',
        'ElectroSmart: comanda ES-1001 a depasit limita si nu a preluat-o nimeni. Va rugam verificati acum.',
      ],
    ]);
    expect((await world.alerts()).map(({ role }) => role)).toEqual([
      'operator',
      'operator',
      'supervisor',
      'supervisor',
    ]);
  });

  it('says nothing more however long it lies', async () => {
    await world.advance('PT48H');
    expect(await world.mail()).toHaveLength(1);
    expect(await world.alerts()).toHaveLength(4);
  });

  it('moves on: the stall closes, and the timeline shows all of it', async () => {
    const done = await world.as(store, 'operator')('POST', '/v1/orders/ES-1001/status', { stage: 'packed' });
    expect(done.body).toMatchObject({ outcome: 'accepted' });
    await world.idle();
    expect((await world.as(store, 'operator')('GET', '/v1/stalls')).body.items).toEqual([]);
    expect((await world.as(store, 'operator')('GET', '/v1/orders/ES-1001')).body.stall).toBeNull();
    expect(await types(world, store, 'ES-1001')).toEqual([
      'order.placed',
      'order.stage-changed',
      'order.stall-warned',
      'digest.sent',
      'order.stalled',
      'order.delay-expected',
      'notice.opened',
      'digest.sent',
      'link.issued',
      'notice.sent',
      'order.stall-escalated',
      'digest.sent',
      'order.stall-closed',
      'order.stage-changed',
      'notice.opened',
      'notice.sent',
    ]);
    expect((await world.mail())[1]?.subject).toBe('Comanda ES-1001 merge mai departe · ElectroSmart');
  });

  it('is told as shipped once the parcel has its number and link, and not before', async () => {
    const shop = world.as(store, 'storefront');
    await shop('POST', '/v1/orders/ES-1001/status', { stage: 'shipped' });
    await world.idle();
    await world.advance('PT1H');
    expect(await world.mail()).toHaveLength(2);
    const parcel = {
      parcelId: 'P1',
      lines: [{ lineId: '1', quantity: 1 }],
      carrier: 'Fan Courier',
      awb: '2200112233',
      trackingUrl: 'https://fan.example/awb/2200112233',
    };
    expect((await shop('POST', '/v1/orders/ES-1001/parcels', parcel)).status).toBe(201);
    await world.idle();
    const [, , shipped, ...more] = await world.mail();
    expect(more).toEqual([]);
    expect(shipped?.subject).toBe('Comanda ES-1001 a plecat spre dumneavoastră · ElectroSmart');
    expect(shipped?.text).toContain(
      'Fan Courier, AWB 2200112233\nUrmăriți coletul: https://fan.example/awb/2200112233',
    );
    await world.advance('PT24H');
    expect(await world.mail()).toHaveLength(3);
  });

  it('is delivered, told so, and never called stalled', async () => {
    await world.as(store, 'storefront')('POST', '/v1/orders/ES-1001/status', { stage: 'delivered' });
    await world.idle();
    await world.advance('P30D');
    const mail = await world.mail();
    expect(mail.map(({ subject }) => subject).slice(3)).toEqual([
      'Comanda ES-1001 a fost livrată · ElectroSmart',
    ]);
    expect(await world.alerts()).toHaveLength(4);
    expect((await world.as(store, 'operator')('GET', '/v1/orders/ES-1001')).body).toMatchObject({
      status: 'closed',
      stage: 'delivered',
      due: null,
      stall: null,
    });
  });
});
