import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fashionpoint } from '../support/shops.ts';
import { World } from '../support/world.ts';
import { executablePath, faultsOf, launch, views, windowOf } from './chromium.ts';

const monday = '2026-11-16T08:00:00Z';
const ron = (amount: number) => ({ amount, currency: 'RON' });

describe.skipIf(executablePath === undefined)('the pages about stock', () => {
  let world: World;
  let browser: Browser;
  let store: string;
  let link: string;

  beforeAll(async () => {
    world = await World.start({ at: monday });
    store = await world.store(fashionpoint);
    const andrei = world.as(store, 'warehouse');
    const operator = world.as(store, 'operator');
    const shop = world.as(store, 'storefront');
    const coat = { category: 'paltoane', size: 'M', cost: ron(20_000) };
    await operator('PUT', '/v1/products/PALTON-M', { ...coat, name: 'Palton de lână', price: ron(60_000) });
    await operator('PUT', '/v1/products/PALTON-BEJ-M', { ...coat, name: 'Palton bej', price: ron(63_000) });
    await operator('PUT', '/v1/purchase-orders/AC-9', {
      supplier: 'Lână SRL',
      lines: [{ sku: 'PALTON-M', quantity: 5, expectedAt: '2026-11-21' }],
    });
    const opening = (sku: string, quantity: number) => ({
      movementId: `open-${sku}`,
      sku,
      location: 'A1',
      kind: 'opening',
      quantity,
      occurredAt: monday,
    });
    await andrei('POST', '/v1/stock/movements', {
      items: [opening('PALTON-M', 2), opening('PALTON-BEJ-M', 2), opening('FULAR', 9)],
    });
    await shop('PUT', '/v1/stock/published', { asOf: monday, items: [{ sku: 'PALTON-M', quantity: 2 }] });
    for (const orderId of ['FP-1', 'FP-2'])
      await shop('POST', '/v1/orders', {
        orderId,
        placedAt: monday,
        customer: { name: 'Irina Iancu', email: `${orderId}@example.com` },
        lines: ['PALTON-M', 'FULAR'].map((sku) => ({
          lineId: sku,
          sku,
          name: sku === 'FULAR' ? 'Fular' : 'Palton de lână',
          quantity: 1,
          unitPrice: ron(sku === 'FULAR' ? 8_000 : 60_000),
        })),
        payment: { method: 'card', state: 'paid', paidAmount: ron(68_000) },
      });
    await world.idle();
    await andrei('POST', '/v1/stock/movements', {
      items: [
        {
          movementId: 'sp-1',
          sku: 'PALTON-M',
          location: 'A1',
          kind: 'short-pick',
          quantity: 1,
          reference: 'FP-1',
          occurredAt: '2026-11-16T08:05:00Z',
        },
      ],
    });
    await andrei('POST', '/v1/stock/returns', {
      returnId: 'R-1',
      orderId: 'FP-0',
      lines: [{ sku: 'FULAR', quantity: 2 }],
    });
    await world.advance('PT1H10M');
    const mail = (await world.mail()).find(({ to }) => to === 'FP-1@example.com');
    link = new URL(/http\S+\/l\/\S+/.exec(mail?.text ?? '')![0]).pathname;
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const url = (path: string) => `${world.runtime.url}${path}`;
  const signIn = async (page: Page, role: string) => {
    await page.locator('input[type=password], input[name=credential]').first().fill(world.key(store, role));
    await page.keyboard.press('Enter');
    await page.waitForURL((to) => to.pathname !== '/v1/session');
  };
  const drift = `/staff/stock/drifts/${encodeURIComponent('PALTON-M~A1~1')}`;

  it.each(views)(
    '$name: nothing to find for axe, nothing wider than the screen',
    async (view) => {
      const context = await windowOf(browser, view);
      const page = await context.newPage();
      await page.goto(url(`/staff/stock?lang=${view.lang}`));
      await signIn(page, 'admin');
      for (const path of [
        '/staff/stock',
        drift,
        '/staff/stock/receiving',
        '/staff/backorders',
        '/staff/refunds',
        link,
      ]) {
        await page.goto(url(`${path}?lang=${view.lang}`));
        const name = path.startsWith('/l/') ? 'choice' : path;
        expect([path, await faultsOf(page, `stock ${view.name} ${name}`)]).toEqual([path, []]);
      }
      const mail = (await world.mail()).find(({ to }) => to === 'FP-1@example.com');
      await page.setContent(mail?.html ?? '');
      expect(await faultsOf(page, `stock ${view.name} mail`)).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it('Andrei resolves a difference; the page says what was done and what was not', async () => {
    const andrei = await (await browser.newContext({ locale: 'ro' })).newPage();
    await andrei.goto(url('/staff/stock'));
    await signIn(andrei, 'operator');
    await andrei.getByRole('link', { name: 'PALTON-M' }).first().click();
    await andrei.getByRole('heading', { name: 'Diferență de stoc: PALTON-M' }).waitFor();
    expect(await andrei.getByRole('row', { name: /FP-2/ }).innerText()).toContain('1');
    await andrei.getByLabel('Cauza').selectOption('loss');
    await andrei.getByLabel('Corecția').fill('-2 bucăți');
    await andrei.getByRole('button', { name: 'Îndreaptă' }).click();
    expect(await andrei.getByRole('alert').innerText()).toBe('Completați toate câmpurile.');
    await andrei.getByLabel('Cauza').selectOption('loss');
    await andrei.getByLabel('Notă').fill('nu e nicăieri');
    await andrei.getByRole('button', { name: 'Îndreaptă' }).click();
    expect(await andrei.getByText(/propune: pierdere fără altă explicație, −2 bucăți/).count()).toBe(0);
    expect(await andrei.getByText('încheiat').count()).toBe(1);
    const stock = (await world.as(store, 'operator')('GET', '/v1/stock/PALTON-M')).body;
    expect([stock.book, stock.available]).toEqual([0, 0]);
    await andrei.context().close();
  });

  it('a return is inspected, an article counted, a choice recorded, a refund settled', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(url('/staff/stock'));
    await signIn(page, 'admin');
    await page.getByLabel('Locul').fill('A1');
    await page.getByLabel('Scoase din uz: FULAR').fill('1');
    await page.getByLabel('Motivul respingerii').fill('pătat');
    await page.getByRole('button', { name: 'Am verificat returul' }).click();
    expect(await page.getByRole('status').innerText()).toBe('S-a înregistrat.');
    const call = world.as(store, 'admin');
    expect((await call('GET', '/v1/stock/FULAR')).body.book).toBe(10);
    await page.goto(url('/staff/backorders'));
    await page.getByRole('group', { name: /FP-2/ }).getByLabel('PALTON-M').selectOption('cancel');
    await page.getByRole('group', { name: /FP-2/ }).getByRole('button').click();
    expect(await page.getByRole('status').innerText()).toBe('S-a înregistrat.');
    await world.idle();
    await page.goto(url('/staff/refunds'));
    expect(await page.getByRole('heading', { level: 2 }).innerText()).toMatch(/600,00\sRON/);
    await page.getByLabel('Referința plății').fill('OP 17');
    await page.getByRole('button', { name: 'Marchează ca plătită' }).click();
    expect(await page.getByRole('status').innerText()).toBe('S-a înregistrat.');
    expect((await call('GET', '/v1/refunds?status=settled')).body.items).toHaveLength(1);
    await page.context().close();
  });
});
