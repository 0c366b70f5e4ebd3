import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultStages } from '../../shared/stores/profile.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';
import { executablePath, faultsOf, launch, views, windowOf } from './chromium.ts';

const shop = {
  ...electrosmart,
  noticeValve: { mostIn15Minutes: 1 },
  stages: defaultStages.map((stage) =>
    stage.name === 'preparing'
      ? { ...stage, checklist: [{ id: 'picked', label: { ro: 'Toate culese', en: 'All picked' } }] }
      : stage,
  ),
};

describe.skipIf(executablePath === undefined)('the pages of staff', () => {
  let world: World;
  let browser: Browser;
  let store: string;

  beforeAll(async () => {
    world = await World.start({ at: '2026-11-16T08:00:00Z' });
    store = await world.store(shop);
    const call = world.as(store, 'storefront');
    for (const n of [1, 2, 3, 4]) {
      await call('POST', '/v1/orders', popsOrder(`ES-${String(n)}`, { promisedAt: '2026-11-18T16:00:00Z' }));
      await call('POST', `/v1/orders/ES-${String(n)}/status`, { stage: 'preparing' });
    }
    await call('POST', '/v1/orders/ES-1/parcels', {
      parcelId: 'P1',
      lines: [{ lineId: '1', quantity: 1 }],
      carrier: 'Fan',
      awb: '2200',
    });
    await world.advance('PT54H');
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const url = (path: string) => `${world.runtime.url}${path}`;
  const signIn = async (page: Page, lang: 'ro' | 'en' = 'ro', role = 'operator') => {
    await page
      .getByLabel(lang === 'ro' ? 'Cheia dumneavoastră de acces' : 'Your credential')
      .fill(world.key(store, role));
    await page.keyboard.press('Enter');
    await page.waitForURL((to) => to.pathname !== '/v1/session');
  };

  it.each(views)(
    '$name: nothing to find for axe, nothing wider than the screen',
    async (view) => {
      const context = await windowOf(browser, view);
      const page = await context.newPage();
      await page.goto(url(`/staff/stalls?lang=${view.lang}`));
      expect(await faultsOf(page, `${view.name} door`)).toEqual([]);
      await signIn(page, view.lang);
      const link = /\/l\/\S+/.exec((await world.mail())[0]?.text ?? '')?.[0];
      for (const path of [
        '/staff/stalls',
        '/staff/orders?stage=preparing',
        '/staff/orders/ES-1',
        '/staff/notices',
        '/staff/proposals',
        ...(link === undefined ? [] : [link]),
      ]) {
        await page.goto(url(`${path}${path.includes('?') ? '&' : '?'}lang=${view.lang}`));
        expect([
          path,
          await faultsOf(page, `${view.name} ${path.startsWith('/l/') ? 'link' : path}`),
        ]).toEqual([path, []]);
      }
      await context.close();
    },
    120_000,
  );

  it('several stalls are taken at once with a cause, and one is put off', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(url('/staff/stalls?level=&stage=preparing'));
    await signIn(page);
    // Back from the door to where the link led.
    expect(new URL(page.url()).pathname).toBe('/staff/stalls');
    await page.getByLabel('Alege ES-2').check();
    await page.getByLabel('Alege ES-3').check();
    await page.getByLabel('Motiv', { exact: true }).fill('recepție întârziată');
    await page.getByRole('button', { name: 'Preia' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Ați preluat 2 comenzi.');
    expect(await page.getByRole('row', { name: /ES-2/ }).innerText()).toContain('recepție întârziată');

    await page.getByLabel('Alege ES-4').check();
    await page.getByLabel('Motivul').fill('vine mâine');
    await page.getByRole('button', { name: 'Amână' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Ați amânat 1 comandă.');
    await page.getByRole('button', { name: 'Preia' }).click();
    expect(await page.getByRole('alert').innerText()).toBe('Nu ați ales nimic.');
    const list = (await world.as(store, 'operator')('GET', '/v1/stalls?acknowledged=true')).body.items;
    expect(list.map(({ orderId }: { orderId: string }) => orderId).sort()).toEqual(['ES-2', 'ES-3']);
    await page.context().close();
  });

  it('an order: a new date is looked at before it is promised; the checklist gates the move', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(url('/staff/orders?order=ES-4'));
    await signIn(page);
    await page.getByRole('heading', { name: 'Comanda ES-4' }).waitFor();
    await page.getByLabel('Data nouă promisă').fill('2026-11-25');
    await page.getByRole('group', { name: 'Data nouă promisă' }).getByLabel('Motivul').fill('furnizor');
    await page.getByRole('button', { name: 'Vezi mesajul' }).click();
    await page.getByText('Comanda ES-4 ajunge la dumneavoastră până miercuri, 25 noiembrie.').waitFor();
    const before = (await world.as(store, 'operator')('GET', '/v1/orders/ES-4')).body;
    expect(before.promise.promisedAt).toBe('2026-11-18T16:00:00Z');
    await page.getByRole('button', { name: 'Promite data' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Data nouă este promisă.');

    await page.getByRole('button', { name: 'Mută' }).click();
    expect(await page.getByRole('alert').innerText()).toBe(
      'Mai întâi bifați ce este obligatoriu în lista de verificare.',
    );
    await page.getByRole('button', { name: 'Bifează Toate culese' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Bifat.');
    await page.getByRole('button', { name: 'Mută' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Comanda a fost mutată.');
    const after = (await world.as(store, 'operator')('GET', '/v1/orders/ES-4')).body;
    expect([after.stage, after.promise.promisedAt]).toEqual(['packed', '2026-11-25T21:59:00Z']);
    await world.idle();
    await page.reload();
    expect(await page.getByRole('list').last().innerText()).toContain('Nu mai stă pe loc');
    await page.context().close();
  });

  it('held messages are read, and sent or dropped', async () => {
    const page = await (await browser.newContext({ locale: 'en' })).newPage();
    await page.goto(url('/staff/notices?lang=en'));
    await signIn(page, 'en');
    await page.getByText('too many within a quarter of an hour').first().waitFor();
    await page.getByRole('row', { name: /ES-2/ }).getByRole('group').locator('summary').click();
    await page.getByText('Bună ziua, Ion Pop').first().waitFor();
    await page.getByLabel('Choose ES-2').check();
    await page.getByRole('button', { name: 'Drop' }).click();
    expect(await page.getByRole('status').innerText()).toBe('1 message dropped.');
    await page.context().close();
  });

  it('an operator proposes, an administrator accepts, and the profile is changed', async () => {
    const page = await (await browser.newContext({ locale: 'ro' })).newPage();
    await page.goto(url('/staff/proposals'));
    await signIn(page);
    await page.getByText('Propune ceva').click();
    const form = page.getByRole('group', { name: 'Limită' });
    await form.getByLabel('Etapa').selectOption('packed');
    await form.getByLabel('Limita, în ore').fill('30');
    await form.getByRole('button', { name: 'Propune' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Propunerea a fost trimisă.');
    expect(await page.getByRole('heading', { name: 'Limită: ambalată' }).count()).toBe(1);
    // Ioana may propose; she may not decide.
    expect(await page.getByRole('button', { name: /Acceptă/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Ieși' }).click();
    await page.goto(url('/staff/proposals'));
    await signIn(page, 'ro', 'admin');
    await page.getByRole('button', { name: 'Acceptă ambalată' }).click();
    expect(await page.getByRole('status').innerText()).toBe(
      'Propunerea a fost acceptată; profilul este schimbat.',
    );
    const profile = (await world.as(store, 'admin')('GET', '/v1/store')).body;
    expect(profile.profile?.stages ?? profile.stages).toContainEqual(
      expect.objectContaining({ name: 'packed', limit: 'PT30H' }),
    );
    await page.context().close();
  });

  it('no form is taken without the token of its page', async () => {
    const signedIn = await world.fetch('GET', '/v1/session', undefined, {});
    const csrf = /veghe_csrf=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const door = await world.fetch(
      'POST',
      '/v1/session',
      new URLSearchParams({ csrf, credential: world.key(store, 'operator') }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded', cookie: `veghe_csrf=${csrf}` },
    );
    const session = /veghe_session=([^;]+)/.exec(door.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const forged = await world.fetch('POST', '/staff/orders/ES-3', 'action=hold&hold-reason=x', {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: `veghe_session=${session}`,
    });
    expect(forged.status).toBe(403);
    expect((await world.as(store, 'operator')('GET', '/v1/orders/ES-3')).body.holds).toEqual([]);
  });
});
