import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (executablePath === undefined) console.warn('No Chromium here: the pages are not looked at.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What people see, as they see it: wide and narrow, light and dark, in both languages. */
const views = [
  { name: 'desktop, light, ro', width: 1200, colorScheme: 'light', lang: 'ro' },
  { name: 'phone, dark, en', width: 390, colorScheme: 'dark', lang: 'en' },
  { name: 'phone, light, ro', width: 390, colorScheme: 'light', lang: 'ro' },
  { name: 'desktop, dark, en', width: 1200, colorScheme: 'dark', lang: 'en' },
] as const;

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
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  it.each(views)(
    '$name: nothing to find for axe, nothing wider than the screen, no script of a stranger',
    async ({ width, colorScheme, lang }) => {
      // The checker is a script, which our own policy forbids.
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        locale: lang,
        bypassCSP: true,
      });
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
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const { axe: checker, document } = globalThis as any;
          const { violations } = await checker.run(document, { iframes: false });
          const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
          return [
            ...violations.map(({ id }: { id: string }) => id),
            ...(wide ? ['wider than the screen'] : []),
          ];
        });
        expect([name, found]).toEqual([name, []]);
      }
      expect(dialogs).toEqual([]);
      await context.close();
    },
  );

  it('staff sign in with the keyboard alone, and out again', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(`${world.runtime.url}/v1/session`);
    await page.keyboard.press('Tab');
    await page.keyboard.type('vgh_wrong');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toBe(
      'Cheia nu este bună sau a fost retrasă. Verificați-o și încercați din nou.',
    );
    await page.getByLabel('Cheia dumneavoastră de acces').fill(world.key(store, 'operator'));
    await page.keyboard.press('Enter');
    await page.getByText('Ați intrat ca ioana, la magazinul electrosmart.').waitFor();
    await page.getByRole('button', { name: 'Ieși' }).click();
    await page.getByLabel('Cheia dumneavoastră de acces').waitFor();
    await page.context().close();
  });
});
