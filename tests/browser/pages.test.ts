import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';
import { executablePath, faultsOf, launch, views, windowOf } from './chromium.ts';

describe.skipIf(executablePath === undefined)('what people see', () => {
  let world: World;
  let browser: Browser;
  let store: string;

  beforeAll(async () => {
    world = await World.start({ at: '2026-11-16T08:00:00Z' });
    store = await world.store(electrosmart);
    const shop = world.as(store, 'storefront');
    for (const [orderId, locale] of [
      ['ES-1', 'ro'],
      ['ES-2', 'en'],
    ] as const) {
      await shop(
        'POST',
        '/v1/orders',
        popsOrder(orderId, {
          customer: { name: 'Ana <script>alert(1)</script>', email: 'a@example.com', locale },
        }),
      );
      await shop('POST', `/v1/orders/${orderId}/status`, { stage: 'preparing' });
    }
    await world.advance('PT53H');
    const parcel = {
      parcelId: 'P1',
      lines: [{ lineId: '1', quantity: 1 }],
      carrier: 'Fan',
      awb: '2200',
      trackingUrl: 'https://fan.example/1',
    };
    await shop('POST', '/v1/orders/ES-1/parcels', parcel);
    await shop('POST', '/v1/orders/ES-1/status', { stage: 'shipped' });
    await world.idle();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  it.each(views)(
    '$name: nothing to find for axe, nothing wider than the screen, no script of a stranger',
    async (view) => {
      const { lang } = view;
      const context = await windowOf(browser, view);
      const page = await context.newPage();
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      const mails = await world.mail();
      expect(mails.map(({ subject }) => subject)).toHaveLength(3);
      const seen: [string, () => Promise<unknown>][] = [
        ['inbox', () => page.goto(`${world.runtime.url}/_local/inbox?lang=${lang}`)],
        [
          'report',
          async () => {
            await context.setExtraHTTPHeaders({ authorization: `Bearer ${world.key(store, 'operator')}` });
            await page.goto(`${world.runtime.url}/v1/reports/daily?lang=${lang}`);
            await context.setExtraHTTPHeaders({});
          },
        ],
        ['sign-in', () => page.goto(`${world.runtime.url}/v1/session?lang=${lang}`)],
        ...mails.map(({ subject, html }): [string, () => Promise<unknown>] => [
          subject,
          () => page.setContent(html),
        ]),
      ];
      for (const [name, open] of seen) {
        await open();
        const found = await faultsOf(page, `${view.name} ${name}`);
        expect([name, found]).toEqual([name, []]);
      }
      expect(dialogs).toEqual([]);
      await context.close();
    },
  );

  it('staff sign in with the keyboard alone, and out again', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(`${world.runtime.url}/v1/session`);
    // Behind the address and its button.
    for (let times = 0; times < 3; times++) await page.keyboard.press('Tab');
    await page.keyboard.type('vgh_wrong');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toBe(
      'Cheia nu este bună sau a fost retrasă. Verificați-o și încercați din nou.',
    );
    await page.getByLabel('Cheia dumneavoastră de acces').fill(world.key(store, 'operator'));
    await page.keyboard.press('Enter');
    await page.getByText('Ați intrat ca ioana, la magazinul electrosmart.').waitFor();
    await page.getByRole('button', { name: 'Ieșire', exact: true }).click();
    await page.getByLabel('Cheia dumneavoastră de acces').waitFor();
    await page.context().close();
  });
});
