import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Faults } from '../../infra/local/faults.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** docs/operations.md, "Stop and resume mail", rehearsed: what `put-account-sending-attributes` does to SES. */
let paused = false;
let knocks = 0;
const faults: Faults = {
  call: ({ service, action, phase }) => {
    if (!paused || phase !== 'before' || service !== 'ses' || action !== 'SendEmail') return undefined;
    knocks++;
    return {
      refuse: 'AccountSendingPausedException',
      message: 'Email sending is disabled for the account.',
    };
  },
};

let world: World;
let store: string;
beforeAll(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z', faults });
  store = await world.store({
    ...electrosmart,
    staff: [
      ...electrosmart.staff,
      {
        id: 'radu',
        name: 'Radu Pop',
        email: 'radu@electrosmart.example',
        phone: '+40722000333',
        locale: 'ro',
        roles: ['admin'],
      },
    ],
  });
});
afterAll(() => world[Symbol.asyncDispose]());

/** An order that is delivered: its customer is written to at once. */
async function delivered(orderId: string): Promise<void> {
  const shop = world.as(store, 'storefront');
  const customer = { name: 'Ana', email: `${orderId.toLowerCase()}@client.example` };
  await shop('POST', '/v1/orders', popsOrder(orderId, { customer }));
  await shop('POST', `/v1/orders/${orderId}/status`, { stage: 'delivered' });
  await world.idle();
}
const customers = async () =>
  (await world.mail()).map(({ to }) => to).filter((to) => to.endsWith('@client.example'));
const failed = async () =>
  (await world.as(store, 'operator')('GET', '/v1/notices?state=failed')).body.items as unknown[];

it('while mail is stopped messages wait, none fails, and one probe a minute knocks', async () => {
  await delivered('ES-1');
  expect(await customers()).toEqual(['es-1@client.example']);
  paused = true;
  for (const orderId of ['ES-2', 'ES-3', 'ES-4']) await delivered(orderId);
  expect(knocks).toBe(1);
  await world.advance('PT40M');
  expect(await customers()).toEqual(['es-1@client.example']);
  expect(await failed()).toEqual([]);
  expect(knocks).toBeGreaterThan(5);
  expect(knocks).toBeLessThanOrEqual(41);
}, 120_000);

it('the shop’s admin hears of it on the phone, once', async () => {
  expect((await world.sms()).map(({ to, text }) => [to, text])).toEqual([
    [
      '+40722000333',
      'ElectroSmart: e-mailurile nu mai pleaca, furnizorul le refuza. Mesajele asteapta. Va rugam anuntati administratorul.',
    ],
  ]);
  const told = (await world.alerts()).filter(({ to }) => to === '+40722000333');
  expect(told.map(({ role }) => role)).toEqual(['admin']);
});

it('once mail goes again everything that waited leaves within a quarter of an hour, each message once', async () => {
  paused = false;
  await world.advance('PT17M');
  expect((await customers()).sort()).toEqual([
    'es-1@client.example',
    'es-2@client.example',
    'es-3@client.example',
    'es-4@client.example',
  ]);
  // Staff read afterwards what was the matter.
  const digest = (await world.alerts()).find(({ to }) => to === 'radu@electrosmart.example');
  expect(digest?.text).toContain('E-mailurile nu sunt primite de furnizor');
  const before = knocks;
  await delivered('ES-5');
  expect(knocks).toBe(before);
  expect(await customers()).toContain('es-5@client.example');
}, 120_000);
