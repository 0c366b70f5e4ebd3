import { afterEach, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
afterEach(() => world[Symbol.asyncDispose]());

const start = async (profile: Record<string, unknown> = {}): Promise<string> => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  return world.store({ ...electrosmart, ...profile });
};

/** So many orders, all standing in the same stage since eight. */
async function standing(store: string, count: number): Promise<void> {
  const shop = world.as(store, 'storefront');
  for (let n = 1; n <= count; n++) {
    await shop(
      'POST',
      '/v1/orders',
      popsOrder(`ES-${String(n)}`, { customer: { name: 'Ana', email: `ana${String(n)}@example.com` } }),
    );
    await shop('POST', `/v1/orders/ES-${String(n)}/status`, { stage: 'preparing' });
  }
  await world.idle();
}

describe('when many orders stall at once', () => {
  it('staff get one digest, and customers wait for an operator’s word: some, the rest dropped', async () => {
    const store = await start({ noticeValve: { mostIn15Minutes: 5 } });
    await standing(store, 12);
    await world.advance('PT48H10M');
    expect(await world.mail()).toEqual([]);
    const subjects = (await world.alerts()).map(({ subject }) => subject);
    expect(subjects.slice(0, 2)).toEqual([
      'ElectroSmart: 12 alerte: limita se apropie',
      'ElectroSmart: 12 alerte: limită depășită',
    ]);
    expect(subjects.slice(2)).toEqual([
      'ElectroSmart: 12 alerte: mesaje către clienți care așteaptă decizia dumneavoastră',
    ]);
    const operator = world.as(store, 'operator');
    const held = (await operator('GET', '/v1/notices?state=held')).body.items;
    expect(held).toHaveLength(12);
    expect(held[0]).toMatchObject({ kind: 'delay', channel: 'email', why: 'too-many' });
    const some = held.slice(0, 2).map(({ noticeId }: { noticeId: string }) => noticeId);
    const released = await operator('POST', '/v1/notices/release', {
      ids: [...some, 'nothing'],
      decision: 'send',
    });
    expect(released.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'released',
      'released',
      'notice-unknown',
    ]);
    await world.advance('PT1M');
    expect(await world.mail()).toHaveLength(2);
    const again = await operator('POST', '/v1/notices/release', { ids: some, decision: 'send' });
    expect(again.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'notice-not-held',
      'notice-not-held',
    ]);
    expect(
      (await operator('POST', '/v1/notices/release', { all: true, decision: 'drop' })).body.items,
    ).toHaveLength(10);
    await world.advance('PT10M');
    expect(await world.mail()).toHaveLength(2);
    expect((await operator('GET', '/v1/notices')).body.items).toEqual([]);
  });

  it('below the valve every customer is told', async () => {
    const store = await start();
    await standing(store, 6);
    await world.advance('PT48H10M');
    expect((await world.mail()).map(({ to }) => to).sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `ana${String(n)}@example.com`),
    );
  });
});

describe('a source that always speaks', () => {
  it('and has fallen silent: its orders’ customers are not told of delays unasked', async () => {
    const store = await start();
    const shop = world.as(store, 'storefront');
    for (let hour = 0; hour < 26; hour++) {
      await shop(
        'POST',
        '/v1/orders',
        popsOrder(`S-${String(hour)}`, { placedAt: (await world.local('GET', '/clock')).body.now }),
      );
      await world.idle();
      if (hour === 24) await shop('POST', '/v1/orders/S-24/status', { stage: 'preparing' });
      else await shop('POST', `/v1/orders/S-${String(hour)}/status`, { stage: 'delivered' });
      await world.advance('PT1H');
    }
    await world.advance('PT48H');
    const held = (await world.as(store, 'operator')('GET', '/v1/notices')).body.items;
    expect(held).toMatchObject([{ orderId: 'S-24', why: 'source-silent' }]);
    expect((await world.mail()).filter(({ text }) => text.includes('întârziere'))).toEqual([]);
  });
});

describe('a message', () => {
  it('of delay is not sent when the order has moved on meanwhile', async () => {
    const store = await start();
    await standing(store, 1);
    await world.advance('PT48H1M');
    await world.as(store, 'operator')('POST', '/v1/orders/ES-1/status', { stage: 'packed' });
    await world.advance('PT10M');
    expect(await world.mail()).toEqual([]);
  });

  it('in shadow mode is kept for viewing, unsent', async () => {
    const store = await start({ mode: 'shadow' });
    await standing(store, 1);
    await world.advance('PT48H10M');
    expect(await world.mail()).toEqual([]);
    const kept = (await world.as(store, 'operator')('GET', '/v1/notices?state=kept')).body.items;
    expect(kept).toMatchObject([
      {
        orderId: 'ES-1',
        kind: 'delay',
        message: { subject: 'Comanda ES-1 întârzie: ce știm acum · ElectroSmart' },
      },
    ]);
    expect((await world.alerts()).length).toBeGreaterThan(0);
  });

  it('to a marketplace’s customer is not sent unless the profile allows it', async () => {
    const store = await start();
    const shop = world.as(store, 'storefront');
    await shop('POST', '/v1/orders', popsOrder('M-1', { attributes: { marketplace: 'emag' } }));
    await shop('POST', '/v1/orders/M-1/status', { stage: 'delivered' });
    await world.idle();
    expect(await world.mail()).toEqual([]);
  });

  it('to an address that bounces is the last; staff hear of it, and the next goes by SMS alone', async () => {
    const stages = (profile: { stages: { name: string; tell: string[] }[] }) =>
      profile.stages.map((stage) =>
        stage.name === 'delivered' ? { ...stage, tell: ['email', 'sms'] } : stage,
      );
    const store = await start();
    const admin = world.as(store, 'admin');
    const profile = (await admin('GET', '/v1/store')).body;
    await admin('PUT', '/v1/store', { ...profile, stages: stages(profile) });
    await world.advance('PT31S');
    const shop = world.as(store, 'storefront');
    const customer = { name: 'Ana', email: 'bounce@simulator.amazonses.com', phone: '+40722999888' };
    await shop('POST', '/v1/orders', popsOrder('B-1', { customer }));
    await shop('POST', '/v1/orders/B-1/status', { stage: 'confirmed' });
    await world.idle();
    await world.advance('PT2M');
    expect((await world.alerts()).map(({ text }) => text).join()).toContain(
      'Adrese la care nu mai scriem:\n- B-1, adresa nu există',
    );
    // What bounced goes by SMS.
    expect((await world.sms()).map(({ to }) => to)).toEqual(['+40722999888']);
    const before = (await world.mail()).length;
    await shop('POST', '/v1/orders/B-1/status', { stage: 'delivered' });
    await world.idle();
    expect(await world.mail()).toHaveLength(before);
    expect((await world.sms()).at(-1)?.text).toContain('B-1 a fost livrat');
  });

  it('by SMS waits for the end of the shop’s quiet hours', async () => {
    const store = await start({ quietHours: { from: '21:00', to: '08:00' }, delays: { tell: ['sms'] } });
    const shop = world.as(store, 'storefront');
    // Half past nine in the evening in Bucharest.
    await world.advance('PT11H30M');
    await shop('POST', '/v1/orders', popsOrder('Q-1', { placedAt: '2026-11-16T19:30:00Z' }));
    await shop('POST', '/v1/orders/Q-1/status', { stage: 'preparing' });
    await world.advance('PT49H');
    expect((await world.sms()).filter(({ to }) => to === '+40722123456')).toEqual([]);
    await world.advance('PT12H');
    const [sms, ...more] = (await world.sms()).filter(({ to }) => to === '+40722123456');
    expect(more).toEqual([]);
    expect(sms?.at).toBe('2026-11-19T06:00:00.000Z');
    expect(sms?.text).toMatch(/^ElectroSmart: comanda Q-1 intarzie, ne pare rau\. Ajunge cel mai probabil /);
    expect(sms!.text.length).toBeLessThanOrEqual(160);
  });

  it('about a wrong stage is put right, to those who were told wrong', async () => {
    const store = await start();
    const shop = world.as(store, 'storefront');
    const operator = world.as(store, 'operator');
    await shop('POST', '/v1/orders', popsOrder('W-1'));
    await shop('POST', '/v1/orders/W-1/status', { stage: 'delivered' });
    await world.idle();
    await operator('POST', '/v1/orders/W-1/corrections', {
      stage: 'packed',
      reason: 'scanned the wrong box',
    });
    await world.idle();
    expect((await world.mail()).map(({ subject }) => subject)).toEqual([
      'Comanda W-1 a fost livrată · ElectroSmart',
      'Îndreptăm o greșeală: comanda W-1 · ElectroSmart',
    ]);
    // Nobody was told that it is being prepared: nothing to put right.
    await shop('POST', '/v1/orders', popsOrder('W-2'));
    await shop('POST', '/v1/orders/W-2/status', { stage: 'preparing' });
    await operator('POST', '/v1/orders/W-2/corrections', { stage: 'placed', reason: 'mistake' });
    await world.idle();
    expect(await world.mail()).toHaveLength(2);
  });
});
