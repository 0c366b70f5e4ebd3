import { describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

describe('an order that was late when it was imported', () => {
  it('is not notified and says so, until somebody does it now', async () => {
    const world = await inProcess('2026-11-16T08:00:00Z');
    const imported = popsOrder('ES-1', {
      placedAt: '2026-11-02T08:00:00Z',
      promisedAt: '2026-11-06T08:00:00Z',
      import: true,
      stage: 'preparing',
      since: '2026-11-03T08:00:00Z',
    });
    expect((await world.call('POST /v1/orders', { body: imported })).status).toBe(201);
    const path = { orderId: 'ES-1' };
    const seen = async () => (await world.call('GET /v1/orders/{orderId}', { path })).body;
    expect((await seen()).delay).toMatchObject({ times: 0 });
    expect((await seen()).delay).not.toHaveProperty('toldAt');
    const page = async () => String((await world.call('GET /staff/orders/{orderId}', { path })).body);
    const before = await page();
    expect(before).toContain('clientul nu este anunțat');
    expect(before).not.toContain('clientului i s-a scris');
    const form = before.slice(0, before.indexOf('Anunță clientul acum')).split('<form').at(-1) ?? '';
    const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const text = new URLSearchParams({ ...Object.fromEntries(fields), action: 'promise' }).toString();
    const done = await world.call('POST /staff/orders/{orderId}', { path, text });
    expect([done.status, String(done.headers['location'])]).toEqual([
      303,
      expect.stringContaining('said=promised'),
    ]);
    expect(await page()).not.toContain('clientul nu este anunțat');
    const events = world.heads.log.flatMap(({ change }) => change.events);
    expect(events.at(-1)).toMatchObject({ type: 'order.promise-revised', data: { notifyCustomer: true } });
  });
});
