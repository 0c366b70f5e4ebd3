import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { assembly } from '../support/world.ts';
import { SampleShops } from './play.ts';
import { recordedReleases, restoreRecording } from './restore.ts';

/** Data that an earlier release wrote, under the code of this one: nothing is refused, lost, or said a second time. */
describe.each(recordedReleases())('data of release %s', (release) => {
  let runtime: Runtime;
  let shops: SampleShops;
  let dataDir: string;
  let sentBefore: number;

  const local = async (path: string) =>
    (await (await fetch(`${runtime.url}/_local/${path}`)).json()) as { items: Record<string, string>[] };
  const mails = async (): Promise<Record<string, string>[]> => (await local('mail')).items;
  /** What functions have printed as errors since the start. */
  const errors = (): string[] =>
    readFileSync(join(dataDir, 'functions.log'), 'utf8')
      .split('\n')
      .filter((line) => /"level":"(ERROR|WARN)"/.test(line));

  beforeAll(async () => {
    const stacks = await assembly();
    const restored = await restoreRecording(release, stacks);
    dataDir = restored.dataDir;
    runtime = await startRuntime({ dataDir, port: 0, quiet: true, stacks, frozenAt: restored.recordedAt });
    shops = await SampleShops.at(runtime.url);
    sentBefore = (await mails()).length;
  });
  afterAll(async () => {
    await runtime.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says nothing again to anybody', async () => {
    await shops.idle();
    expect((await mails()).slice(sentBefore)).toEqual([]);
  });

  it('takes the order of yesterday for the one that it knows', async () => {
    const again = await fetch(`${runtime.url}/v1/orders`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${shops.credential('giftexpress storefront')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        orderId: 'GE-3100',
        placedAt: '2026-11-17T14:05:00Z',
        customer: { name: 'Dan Moga', email: 'dan.moga@client.example' },
        lines: [
          {
            sku: 'COS-CADOU-L',
            name: 'Coș cadou mare',
            quantity: 2,
            unitPrice: { amount: 18_900, currency: 'RON' },
            vatRate: 21,
          },
        ],
      }),
    });
    expect([again.status, await again.text()]).toEqual([200, expect.any(String)]);
  });

  it.each([
    ['electrosmart', 'ES-1003'],
    ['fashionpoint', 'FP-2012'],
    ['giftexpress', 'GE-3100'],
  ])('shows every list of %s, an order whole, and what a change of it would cost', async (shop, order) => {
    const anyone = shop === 'electrosmart' ? `${shop} admin` : `${shop} supervisor`;
    for (const path of ['orders', 'stalls', 'notices', 'proposals', 'backorders', 'amendments'])
      await shops.items(anyone, `/v1/${path}`);
    await shops.call(anyone, 'GET', '/v1/bottlenecks');
    await shops.call(anyone, 'GET', `/v1/orders/${order}`);
    expect(await shops.items(anyone, `/v1/orders/${order}/timeline`)).not.toEqual([]);
    const [lineId] = (
      (await shops.call(anyone, 'GET', `/v1/orders/${order}`))['lines'] as { lineId: string }[]
    ).map((line) => line.lineId);
    const preview = await shops.call(
      `${shop} operator`,
      'POST',
      `/v1/orders/${order}/amendments?preview=true`,
      { changes: [{ op: 'change-quantity', lineId, quantity: 4 }] },
    );
    expect(preview).toMatchObject({ assessment: { lines: expect.any(Array) as object } });
  });

  it('opens every link that was sent: shown, decided or expired, never lost', async () => {
    const links = new Set(
      (await mails()).flatMap(({ text = '' }) => [...text.matchAll(/\/l\/\S+/g)].map(([path]) => path)),
    );
    expect(links.size).toBeGreaterThan(3);
    for (const path of links) {
      const { status } = await fetch(`${runtime.url}${path}`);
      expect([200, 410], path).toContain(status);
    }
  });

  it('takes the credentials of everybody, and has moved them to their own table within a minute', async () => {
    await shops.advance('PT2M');
    for (const shop of ['electrosmart', 'fashionpoint', 'giftexpress']) {
      const listed = await shops.items(`${shop} admin`, '/v1/credentials');
      const roles = listed.flatMap((one) => [one['roles'] ?? []].flat());
      expect([shop, new Set(roles).size]).toEqual([shop, 9]);
    }
  });

  it('goes on with what was open: questions, promises, changes and the morning report of the next day', async () => {
    await shops.advance('PT26H');
    const sent = (await mails()).slice(sentBefore);
    const to = sent.map((mail) => mail['to']);
    // He is asked about his coats: that his order is late as well is told with that question, and not beside it.
    expect(to).not.toContain('radu.marin@client.example');
    const path = '/v1/orders/FP-2012/timeline?limit=200';
    const told = await shops.call('fashionpoint operator', 'GET', path);
    expect(JSON.stringify(told)).toContain('told-with-question');
    expect(to).toContain('ioana@electrosmart.example');
    expect(errors()).toEqual([]);
  });
});
