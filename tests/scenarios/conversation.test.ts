import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
let store: string;
beforeEach(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  store = await world.store(electrosmart);
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
