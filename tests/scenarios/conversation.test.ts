import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
let store: string;
const start = async (profile: object = {}) => {
  await world.store({ ...electrosmart, ...profile }).then((id) => (store = id));
};
beforeEach(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
});
afterEach(() => world[Symbol.asyncDispose]());

const mugs = (quantity: number) => ({
  lines: [{ lineId: '1', sku: 'CANA', name: 'Cană', quantity, unitPrice: { amount: 1000, currency: 'RON' } }],
});
const as = (role: string) => world.as(store, role);
const parcel = (parcelId: string, quantity: number, more: object = {}) =>
  as('storefront')('POST', '/v1/orders/ES-1/parcels', {
    parcelId,
    lines: [{ lineId: '1', quantity }],
    carrier: 'FAN Courier',
    awb: `AWB${parcelId}`,
    trackingUrl: `https://fan.example/${parcelId}`,
    ...more,
  });
const reports = (stage: string, parcelId?: string) =>
  as('storefront')('POST', '/v1/orders/ES-1/status', {
    stage,
    ...(parcelId === undefined ? {} : { parcelId }),
  });
const lastMail = async () => (await world.mail()).at(-1)!;

describe('a message about one parcel of several', () => {
  beforeEach(async () => {
    await start();
    await as('storefront')('POST', '/v1/orders', popsOrder('ES-1', mugs(10)));
    await reports('packed');
    await parcel('P1', 6);
  });

  it('names its pieces and what follows, and says that all is there with the last alone', async () => {
    await reports('shipped', 'P1');
    await world.idle();
    const shipped = await lastMail();
    expect(shipped.subject).toBe('O parte din comanda ES-1 a plecat spre dumneavoastră · ElectroSmart');
    expect(shipped.text).toContain('- Cană: 6 din 10 bucăți');
    expect(shipped.text).toContain('Restul comenzii urmează: încă 4 bucăți.');
    expect(shipped.text).toContain('AWB AWBP1');
    await reports('delivered', 'P1');
    await world.idle();
    const part = await lastMail();
    expect(part.subject).toBe('A ajuns o parte din comanda ES-1 · ElectroSmart');
    expect(part.text).not.toContain('cu bucurie');
    await parcel('P2', 4);
    await reports('shipped', 'P2');
    await reports('delivered', 'P2');
    await world.idle();
    const all = await lastMail();
    expect(all.subject).toBe('Comanda ES-1 a fost livrată · ElectroSmart');
    expect(all.text).toContain('Să o folosiți cu bucurie!');
  });
});

describe('a number that was told and changes', () => {
  beforeEach(async () => {
    await start();
    await as('storefront')('POST', '/v1/orders', popsOrder('ES-1', mugs(1)));
    await reports('packed');
    await parcel('P1', 1);
  });
  const sameday = { carrier: 'Sameday', awb: 'SD777', trackingUrl: 'https://sameday.example/SD777' };

  it('is told once more, once, also when it is reported twice', async () => {
    await reports('shipped');
    await world.idle();
    expect((await world.mail()).filter(({ text }) => text.includes('AWBP1'))).toHaveLength(1);
    await parcel('P1', 1, sameday);
    await parcel('P1', 1, sameday);
    await world.advance('PT3M');
    const before = await world.mail();
    const told = before.at(-1)!;
    expect(told.subject).toBe('Comanda ES-1: număr nou pentru urmărirea coletului · ElectroSmart');
    expect(told.text).toContain('Sameday, AWB SD777');
    expect(told.text).toContain('https://sameday.example/SD777');
    await world.advance('PT1H');
    expect(await world.mail()).toHaveLength(before.length);
  });

  it('is not told where nothing was said of it, nor where it is the old one again', async () => {
    await parcel('P1', 1, { awb: 'OTHER' });
    await world.advance('PT1H');
    expect(await world.mail()).toEqual([]);
    await reports('shipped');
    await world.idle();
    const told = (await world.mail()).length;
    await parcel('P1', 1, sameday);
    await parcel('P1', 1, { awb: 'OTHER' });
    await world.advance('PT1H');
    expect(await world.mail()).toHaveLength(told);
  });
});

describe('a customer with a phone alone', () => {
  const noEmail = { customer: { name: 'Ion Pop', phone: '0722 123 456' } };
  const short = async () => {
    const movement = { sku: 'CANA', location: 'raft', quantity: 1, occurredAt: '2026-11-16T08:00:00Z' };
    await as('warehouse')('POST', '/v1/stock/movements', {
      items: [{ movementId: 'm', kind: 'opening', ...movement }],
    });
    await as('storefront')('POST', '/v1/orders', popsOrder('ES-1', { ...mugs(2), ...noEmail }));
    await world.advance('PT10M');
  };
  const texts = async () => (await world.sms()).map(({ text }) => text);
  const calls = async () => (await as('operator')('GET', '/v1/notices?state=call')).body.items;

  it('chooses by the link in the SMS where the shop may send links by it, and nobody phones', async () => {
    await start({ smsLinks: true, backorders: { tell: ['email', 'sms'] } });
    await short();
    const [sms, ...more] = await texts();
    expect(more).toEqual([]);
    expect(sms).toMatch(
      /^ElectroSmart: un produs din comanda ES-1 lipseste\. Alegeti aici: http\S+\/l\/electrosmart\.[A-Za-z0-9]{32,}$/,
    );
    const page = await world.fetch('GET', new URL(sms!.split(' ').at(-1)!).pathname, undefined, {});
    expect(page.body).toContain('Renunț la acest produs');
    expect(await calls()).toEqual([]);
    expect((await world.alerts()).map(({ text }) => text).join()).not.toContain('De sunat');
  });

  it('is phoned where no link can be sent: staff have what to ask, and what was said ends the task', async () => {
    await start({ backorders: { tell: ['email', 'sms'] } });
    await short();
    expect(await texts()).toEqual([
      'ElectroSmart: un produs din comanda ES-1 lipseste. Va sunam sa alegeti.',
    ]);
    const [call, ...more] = await calls();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ orderId: 'ES-1', channel: 'call', state: 'call', tries: 0 });
    expect(call.message.text).toContain('- Cană: lipsește o bucată');
    expect(call.message.text).not.toContain('http');
    await world.advance('PT2M');
    expect((await world.alerts()).map(({ text }) => text).join()).toContain('De sunat');
    const said = (decision: string) =>
      as('operator')('POST', '/v1/notices/release', { ids: [call.noticeId], decision });
    expect((await said('not-reached')).body.items).toMatchObject([{ outcome: 'not-reached' }]);
    expect(await calls()).toMatchObject([{ tries: 1 }]);
    const chosen = { lines: [{ lineId: '1', choice: 'cancel' }], rest: 'ship-now' };
    await as('operator')('POST', '/v1/backorders/ES-1~1/choice', chosen);
    await world.idle();
    expect(await calls()).toEqual([]);
    // What was decided is said in full, for no e-mail says it.
    expect((await texts()).at(-1)).toContain('Cana: l-am scos din comanda.');
  });

  it('is not phoned a third time: silence follows the shop’s own rule', async () => {
    await start();
    await short();
    const [{ noticeId }] = await calls();
    const inVain = { ids: [noticeId], decision: 'not-reached' };
    await as('operator')('POST', '/v1/notices/release', inVain);
    await as('operator')('POST', '/v1/notices/release', inVain);
    expect(await calls()).toEqual([]);
    const third = await as('operator')('POST', '/v1/notices/release', inVain);
    expect(third.body.items).toMatchObject([{ outcome: 'notice-not-held' }]);
  });
});

describe('a delay while a question is open', () => {
  it('is told with the question’s reminder, never beside it with a link of its own', async () => {
    await start({ backorders: { answerWithin: 'P10D', remindBefore: 'P1D' } });
    const movement = { sku: 'CANA', location: 'raft', quantity: 1, occurredAt: '2026-11-16T08:00:00Z' };
    await as('warehouse')('POST', '/v1/stock/movements', {
      items: [{ movementId: 'm', kind: 'opening', ...movement }],
    });
    const promised = { promisedAt: '2026-11-19T08:00:00Z' };
    await as('storefront')('POST', '/v1/orders', popsOrder('ES-1', { ...mugs(2), ...promised }));
    await world.advance('P8D');
    const asked = await world.mail();
    expect(asked.map(({ subject }) => subject)).toEqual([
      'Comanda ES-1: un produs nu mai este în stoc. Ce doriți să facem? · ElectroSmart',
    ]);
    const late = (await as('operator')('GET', '/v1/orders/ES-1')).body;
    expect(late.delay.times).toBeGreaterThan(0);
    await world.advance('P1DT1H');
    const reminder = await lastMail();
    expect(reminder.subject).toBe('Comanda ES-1: așteptăm alegerea dumneavoastră · ElectroSmart');
    expect(reminder.text).toMatch(/Ne pare rău: comanda întârzie/);
    // The reminder's link lives; the one before it says that something newer was written.
    const opened = (text: string) =>
      world.fetch('GET', /\/l\/\S+/.exec(text)?.[0] ?? '', undefined, {}).then(({ status }) => status);
    expect([await opened(asked[0]!.text), await opened(reminder.text)]).toEqual([410, 200]);
  });
});

describe('what is told says what is owed', () => {
  const ofTen = (payment: object) => popsOrder('ES-1', { ...mugs(10), shippingFee: undefined, payment });
  const paid = { method: 'card', state: 'paid', paidAmount: { amount: 10_000, currency: 'RON' } };

  it('of a cancelled order what comes back and when; of pieces which, and the rest goes on', async () => {
    await start();
    await as('storefront')('POST', '/v1/orders', ofTen(paid));
    await as('storefront')('POST', '/v1/orders', { ...ofTen(paid), orderId: 'ES-2' });
    await reports('packed');
    await parcel('P1', 6);
    await reports('shipped', 'P1');
    await reports('cancelled');
    await world.advance('PT1M');
    const part = await lastMail();
    expect(part.subject).toBe('O parte din comanda ES-1 a fost anulată · ElectroSmart');
    expect(part.text).toContain('- Cană: 4 din 10 bucăți');
    expect(part.text).toContain('Primiți înapoi 40,00\u00a0lei, în cel mult 14 zile');
    await as('storefront')('POST', '/v1/orders/ES-2/status', { stage: 'cancelled' });
    await world.advance('PT1M');
    const whole = await lastMail();
    expect(whole.subject).toBe('Comanda ES-2 a fost anulată · ElectroSmart');
    expect(whole.text).toContain('Primiți înapoi 100,00\u00a0lei, în cel mult 14 zile');
  });

  it('of payment on delivery what is paid to the carrier, parcel by parcel', async () => {
    await start();
    await as('storefront')('POST', '/v1/orders', ofTen({ method: 'ramburs', state: 'on-delivery' }));
    await reports('packed');
    await parcel('P1', 6);
    await reports('shipped', 'P1');
    await world.advance('PT1M');
    expect((await lastMail()).text).toContain('La livrare plătiți curierului 60,00\u00a0lei.');
    await reports('delivered', 'P1');
    await parcel('P2', 4);
    await reports('shipped', 'P2');
    await world.advance('PT1M');
    expect((await lastMail()).text).toContain('La livrare plătiți curierului 40,00\u00a0lei.');
  });
});
