import { describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

/** The first story again, every stream record and every queue message delivered twice: the same messages, once. */
it('everything delivered twice is said once', async () => {
  await using world = await World.start({
    at: '2026-11-16T08:00:00Z',
    faults: { delivery: () => 'duplicate' },
  });
  const store = await world.store(electrosmart);
  const shop = world.as(store, 'storefront');
  await shop('POST', '/v1/orders', popsOrder());
  await shop('POST', '/v1/orders/ES-1001/status', { stage: 'preparing' });
  await world.advance('P3D');
  await shop('POST', '/v1/orders/ES-1001/status', { stage: 'delivered' });
  await world.idle();
  await world.advance('PT2H');
  expect((await world.mail()).map(({ subject }) => subject)).toEqual([
    'Comanda ES-1001 întârzie: ce știm acum · ElectroSmart',
    'Comanda ES-1001 a fost livrată · ElectroSmart',
  ]);
  expect((await world.alerts()).map(({ subject, to }) => `${to} ${subject}`)).toEqual([
    'ioana@electrosmart.example ElectroSmart: 1 alertă: limita se apropie',
    'ioana@electrosmart.example ElectroSmart: 1 alertă: limită depășită',
    'vlad@electrosmart.example ElectroSmart: 1 alertă: nepreluat la timp, trece la dumneavoastră',
    '+40722000111 ',
  ]);
});

/** A shop that tells of delays on one channel, and a sender that dies right after the message has left. */
async function senderDies(channel: 'email' | 'sms') {
  let died = false;
  const world = await World.start({
    at: '2026-11-16T08:00:00Z',
    faults: {
      call: ({ action, phase, body }) => {
        const toCustomer = /ion\.pop@|40722123456/.test(decodeURIComponent(body));
        if (died || phase !== 'after' || !/^(SendEmail|Publish)$/.test(action) || !toCustomer)
          return undefined;
        died = true;
        return 'crash';
      },
    },
  });
  const store = await world.store({ ...electrosmart, delays: { tell: [channel] } });
  const shop = world.as(store, 'storefront');
  await shop('POST', '/v1/orders', popsOrder());
  await shop('POST', '/v1/orders/ES-1001/status', { stage: 'preparing' });
  await world.advance('PT48H10M');
  expect(died).toBe(true);
  return { world, store, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

describe('the one declared window: the sender dies after the message left and before that is known', () => {
  it('an e-mail goes again, five minutes later, and no more', async () => {
    await using dying = await senderDies('email');
    const mail = await dying.world.mail();
    expect(mail.map(({ at }) => at)).toEqual(['2026-11-18T08:02:00.000Z', '2026-11-18T08:07:00.000Z']);
    // The same words; the link is a new one, for of the old one nobody knows more than its hash.
    expect(new Set(mail.map(({ text }) => text.replace(/\/l\/\S+/, '/l/…'))).size).toBe(1);
  });

  it('an SMS does not; it is shown as failed', async () => {
    await using dying = await senderDies('sms');
    const { world, store } = dying;
    expect((await world.sms()).filter(({ to }) => to === '+40722123456')).toHaveLength(1);
    const failed = await world.as(store, 'operator')('GET', '/v1/notices?state=failed');
    expect(failed.body.items).toMatchObject([
      { orderId: 'ES-1001', kind: 'delay', channel: 'sms', why: 'sender-died' },
    ]);
  });
});
