import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giftexpress, promo } from '../amendments/given.ts';
import { World } from '../support/world.ts';
import { executablePath, faultsOf, launch, views, windowOf } from './chromium.ts';

describe.skipIf(executablePath === undefined)('the pages of amendments', () => {
  let world: World;
  let browser: Browser;
  const store = 'giftexpress';
  const url = (path: string) => `${world.runtime.url}${path}`;
  const links = async () =>
    (await world.mail()).flatMap(({ to, text }) => {
      const path = /https?:\/\/\S+(\/l\/\S+)/.exec(text)?.[1];
      return path === undefined ? [] : [{ to, path }];
    });

  const basket = (orderId: string) => ({
    orderId,
    placedAt: '2026-11-16T07:00:00Z',
    customer: { name: 'Birou Nordica', email: 'achizitii@nordica.example' },
    buyer: { kind: 'company', name: 'Nordica SA', vatId: 'RO123', orderNumber: 'PO-77' },
    deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov' },
    lines: [
      { sku: 'COS-L', name: 'Coș cadou mare', quantity: 100, unitPrice: { amount: 18_900, currency: 'RON' } },
    ],
    payment: { method: 'transfer', state: 'on-delivery' },
    promisedAt: '2026-11-19T15:00:00Z',
    attributes: { carrier: 'fan' },
  });

  beforeAll(async () => {
    world = await World.start({ at: '2026-11-16T08:00:00Z' });
    await world.store(giftexpress);
    const shop = world.as(store, 'storefront');
    await world.as(store, 'procurement')('PUT', '/v1/products/CANA', promo);
    const opening = { location: 'A', kind: 'opening', occurredAt: '2026-11-16T07:00:00Z' };
    await shop('POST', '/v1/stock/movements', {
      items: [{ movementId: 'M1', sku: 'CANA', quantity: 60, ...opening }],
    });
    for (const id of ['GE-1', 'GE-2', 'GE-3']) {
      await shop('POST', '/v1/orders', basket(id));
      await shop('POST', `/v1/orders/${id}/status`, { stage: 'preparing' });
    }
    await world.as(store, 'packing')('POST', '/v1/orders/GE-1/progress', {
      stage: 'preparing',
      lines: [{ lineId: '1', unitsDone: 35 }],
    });
    await world.idle();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const signIn = async (page: Page, lang: 'ro' | 'en', role: string) => {
    await page
      .getByLabel(lang === 'ro' ? 'Cheia dumneavoastră de acces' : 'Your credential')
      .fill(world.key(store, role));
    await page.keyboard.press('Enter');
    await page.waitForURL((to) => to.pathname !== '/v1/session');
  };

  it('a change is looked at, asked for, agreed to, taken and printed, by forms alone', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(url('/staff/orders/GE-1'));
    await signIn(page, 'ro', 'supervisor');
    await page.getByRole('link', { name: 'Modifică comanda GE-1' }).click();
    await page.getByRole('group', { name: 'Se adaugă 1' }).getByLabel('SKU').fill('CANA');
    await page.getByRole('group', { name: 'Se adaugă 1' }).getByLabel('Bucăți').fill('100');
    await page.getByRole('button', { name: 'Vezi ce înseamnă' }).click();
    await page.getByText('Cană personalizată: 60 în stoc, 40 de cumpărat').waitFor();
    await page.getByText('Vor fi întrebați: financiar, supervizor, client.').waitFor();
    // What was written is still in the form; nothing is kept yet.
    const none = await world.as(store, 'operator')('GET', '/v1/amendments?status=awaiting-approval');
    expect(none.body.items).toEqual([]);
    await page.getByRole('button', { name: 'Cer modificarea' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Modificarea a fost cerută.');
    // Marius asked: he is told so when he tries.
    await page.getByRole('button', { name: 'Aprob' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Nimeni nu decide asupra propriei cereri.');
    const { pathname } = new URL(page.url());
    await world.idle();
    const elena = (await links()).find(({ to }) => to === 'elena@giftexpress.example')!;
    await page.goto(url(elena.path));
    await page.getByLabel('Aprob exact aceste linii').check();
    await page.getByRole('button', { name: 'Trimit decizia' }).click();
    await page.getByRole('heading', { name: 'Am notat aprobarea' }).waitFor();
    await page.context().close();

    const finance = await (await browser.newContext({ locale: 'ro' })).newPage();
    await finance.goto(url('/staff/amendments'));
    await signIn(finance, 'ro', 'finance');
    await finance.getByRole('link', { name: 'GE-1' }).click();
    await finance.getByRole('button', { name: 'Aprob' }).click();
    expect(await finance.getByRole('status').innerText()).toBe('Ați aprobat modificarea.');
    await world.idle();
    const mine = (await links()).find(({ to }) => to === 'achizitii@nordica.example')!;
    for (const view of views) {
      const context = await windowOf(browser, view);
      const own = await context.newPage();
      await own.goto(url(`${mine.path}?lang=${view.lang}`));
      expect([view.name, await faultsOf(own, `${view.name} acceptance`)]).toEqual([view.name, []]);
      await context.close();
    }
    await finance.goto(url(mine.path));
    await finance.getByLabel('Accept modificarea').check();
    await finance.getByRole('button', { name: 'Trimit răspunsul' }).click();
    await finance.getByRole('heading', { name: 'Vă mulțumim, am notat acordul' }).waitFor();
    await finance.goto(url(pathname));
    await finance.getByRole('button', { name: 'Preia' }).click();
    expect(await finance.getByRole('status').innerText()).toBe('Sarcina este preluată.');
    for (const department of ['procurement', 'packing'])
      await world.as(store, department)('POST', `/v1${pathname.replace('/staff', '')}/tasks/${department}`, {
        state: 'acknowledged',
      });
    await world.idle();
    await finance.goto(url(`${pathname}?lang=ro`));
    await finance.getByRole('link', { name: 'Factură proformă PF-1' }).click();
    await finance.getByText('Document nefiscal: nu ține loc de factură.').waitFor();
    await finance.context().close();
  }, 120_000);

  it.each(views)(
    '$name: nothing to find for axe, nothing wider than the screen',
    async (view) => {
      const shop = world.as(store, 'operator');
      const { body } = await shop('POST', `/v1/orders/GE-2/amendments`, {
        changes: [{ op: 'add-line', sku: 'PIX', name: 'Pix gravat', quantity: 100, unlisted: true }],
      });
      const other = await shop('POST', `/v1/orders/GE-3/amendments`, {
        changes: [{ op: 'add-line', sku: 'CANA', quantity: 20 }],
      });
      await world.idle();
      const asked = (await links()).at(-1)!;
      const context = await windowOf(browser, view);
      const page = await context.newPage();
      await page.goto(url(`/staff/amendments?lang=${view.lang}`));
      await signIn(page, view.lang, 'procurement');
      for (const path of [
        '/staff/amendments?status=applied',
        `/staff/amendments/${body.amendmentId}`,
        `/staff/amendments/${other.body.amendmentId}`,
        '/staff/orders/GE-1/amendment',
        '/v1/orders/GE-1/documents/pro-forma-2',
        '/v1/orders/GE-1/documents/addendum-2',
        asked.path,
      ]) {
        await page.goto(url(`${path}${path.includes('?') ? '&' : '?'}lang=${view.lang}`));
        const name = `${view.name} ${path.startsWith('/l/') ? 'approval' : path.replace(/[A-Za-z0-9]{11}$/, 'one')}`;
        expect([path, await faultsOf(page, name)]).toEqual([path, []]);
      }
      for (const id of [body.amendmentId, other.body.amendmentId])
        await shop('POST', `/v1/amendments/${id}/withdrawal`, {});
      await context.close();
    },
    120_000,
  );
});
