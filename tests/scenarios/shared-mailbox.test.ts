import { afterAll, beforeAll, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** Two shops with one office: the same address in the staff of both, and twice in the staff of one. */
const office = 'birou@magazine.example';
const shop = (storeId: string, name: string) => ({
  ...electrosmart,
  storeId,
  name,
  staff: [
    { id: 'ioana', name: 'Ioana Radu', email: office, locale: 'ro', roles: ['operator'] },
    { id: 'dan', name: 'Dan Rus', email: office, locale: 'ro', roles: ['operator'] },
    { id: 'eva', name: 'Eva Moore', email: 'eva@magazine.example', locale: 'en', roles: ['operator'] },
    {
      id: 'vlad',
      name: 'Vlad Ene',
      email: 'vlad@magazine.example',
      phone: '+40722000111',
      roles: ['supervisor'],
    },
  ],
  report: { roles: ['operator'] },
});

let world: World;
const stores = ['first', 'second'];
beforeAll(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  for (const storeId of stores) await world.store(shop(storeId, `Magazinul ${storeId}`));
});
afterAll(() => world[Symbol.asyncDispose]());

const admin = async (event: Record<string, unknown>) => {
  const done = await world.runtime.invoke('veghe-dev-admin', event);
  if (!done.ok) throw new Error(done.error.errorMessage);
  return done.payload as { status: number; body: Record<string, unknown> };
};

it('a profile is applied step by step, and says so', async () => {
  for (const store of stores) {
    const { body } = await world.as(store, 'admin')('GET', '/v1/store');
    expect(body.applying).toEqual({
      status: 'done',
      revision: 1,
      steps: ['rearm', 'report', 'subscriptions'].map((name) => ({ name, status: 'done' })),
    });
    // What was read can be sent.
    expect((await world.as(store, 'admin')('PUT', '/v1/store', body)).status).toBe(200);
  }
});

it('who subscribes to one shop’s digests hears of no other, and not of one that there is not', async () => {
  const subscribed = await admin({
    action: 'subscribe',
    store: 'second',
    protocol: 'email',
    endpoint: 'pager@operator.example',
  });
  expect(subscribed).toMatchObject({ status: 201, body: { store: 'second' } });
  const unknown = { action: 'subscribe', store: 'third', protocol: 'email', endpoint: 'x@y.example' };
  expect((await admin(unknown)).status).toBe(404);
});

it('each shop’s alert goes once to the shared mailbox, once to a reader of English, and to the phone', async () => {
  for (const store of stores) {
    const front = world.as(store, 'storefront');
    const orderId = `${store}-1`;
    await front('POST', '/v1/orders', popsOrder(orderId));
    await front('POST', `/v1/orders/${orderId}/status`, { stage: 'preparing' });
  }
  await world.idle();
  await world.advance('PT37H');
  const told = (await world.alerts()).map(({ to, subject }) => `${to} ${subject}`);
  expect(told.sort()).toEqual([
    `${office} Magazinul first: 1 alertă: limita se apropie`,
    `${office} Magazinul second: 1 alertă: limita se apropie`,
    'eva@magazine.example Magazinul first: 1 alert: close to the limit',
    'eva@magazine.example Magazinul second: 1 alert: close to the limit',
    'pager@operator.example Magazinul second: 1 alerta: limita se apropie',
  ]);
  const mail = (await world.alerts()).find(({ to, subject }) => to === office && subject.includes('first'));
  expect(mail?.html).toContain('/staff/orders/first-1">first-1</a>');
});

it('the morning report goes once to the shared mailbox for each shop and day', async () => {
  const reports = (await world.mail()).filter(({ to, at }) => to === office && at.startsWith('2026-11-17'));
  expect(reports.map(({ subject }) => subject.slice(0, 17)).sort()).toEqual([
    'Magazinul first, ',
    'Magazinul second,',
  ]);
});
