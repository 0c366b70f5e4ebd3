import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { copySamples } from '../../infra/local/samples/snapshot.ts';
import { storyStart } from '../../infra/local/samples/story-date.ts';
import { assembly } from '../support/world.ts';
import { executablePath, faultsOf, launch, views, windowOf } from './chromium.ts';

/** What is clicked, by language. */
const clicks = {
  ro: {
    wednesday: 'Mută ceasul la miercuri, 08:12',
    report: 'raportul zilei',
    list: 'lista de alerte',
    choose: (id: string) => `Alege ${id}`,
    cause: 'Motiv',
    take: 'Preia',
    pop: 'ce a primit domnul Pop',
    popGot: 'Comanda ES-1001 întârzie: ce știm acum · ElectroSmart',
    pick: 'Culege FP-2010 de pe raft: 0 găsite',
    discrepancy: 'diferența de stoc',
    search: 'Mută ceasul cu 1 h 10 min',
    iancu: 'pagina doamnei Iancu',
    resolve: 'Rezolvă diferența',
    ask: 'cere la GE-3001',
    adds: 'Se adaugă 1',
    pieces: 'Bucăți',
    look: 'Vezi ce înseamnă',
    request: 'Cer modificarea',
    assessment: 'evaluarea',
    approve: 'Aprob',
    accept: 'Acceptă în numele clientului',
    takeTask: 'Preia',
  },
  en: {
    wednesday: 'Move the clock to Wednesday, 08:12',
    report: 'daily report',
    list: 'work list',
    choose: (id: string) => `Choose ${id}`,
    cause: 'Cause',
    take: 'Assign to me',
    pop: 'what Mr Pop got',
    popGot: 'Comanda ES-1001 întârzie: ce știm acum · ElectroSmart',
    pick: 'Pick FP-2010 from the shelf: 0 found',
    discrepancy: 'stock discrepancy',
    search: 'Move the clock by 1 h 10 min',
    iancu: 'Ms Iancu’s page',
    resolve: 'Resolve the discrepancy',
    ask: 'ask on GE-3001',
    adds: 'Added 1',
    pieces: 'Pieces',
    look: 'See what it means',
    request: 'Ask for the change',
    assessment: 'assessment',
    approve: 'Approve',
    accept: 'Accept for the customer',
    takeTask: 'Take',
  },
} as const;

const walks = [
  { ...views[0], width: 1280 },
  { ...views[1], lang: 'en' as const },
];

describe.skipIf(executablePath === undefined).each(walks)('the first page, $name', (view) => {
  const t = clicks[view.lang];
  let browser: Browser;
  let runtime: Runtime;
  let context: BrowserContext;
  let page: Page;
  let dataDir: string;
  const home = () => page.goto(`${runtime.url}/?lang=${view.lang}`);
  const story = (shop: string) => page.locator(`#${shop}`);
  const states = (shop: string) =>
    story(shop)
      .locator('.todo li')
      .evaluateAll((items) => items.map((item) => item.className));

  beforeAll(async () => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'veghe-first-run-')), 'data');
    await copySamples(dataDir);
    runtime = await startRuntime({
      dataDir,
      port: 0,
      quiet: true,
      stacks: await assembly(),
      startAt: storyStart,
    });
    browser = await launch();
    context = await windowOf(browser, view as (typeof views)[number]);
    page = await context.newPage();
    page.setDefaultTimeout(120_000);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await runtime?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('opens on a Monday morning with messages that were sent, and nothing for axe to find', async () => {
    await home();
    expect(await page.locator('p.clock time').getAttribute('datetime')).toMatch(/^2026-11-16T06:0/);
    expect(await page.locator('.work .what a').count()).toBeGreaterThanOrEqual(5);
    for (const shop of ['electrosmart', 'fashionpoint', 'giftexpress'])
      expect((await states(shop))[0]).toBe('next');
    for (const other of views) {
      const window = await windowOf(browser, other);
      const shown = await window.newPage();
      await shown.goto(`${runtime.url}/?lang=${other.lang}`);
      expect([other.name, await faultsOf(shown, `first run ${other.name}`)]).toEqual([other.name, []]);
      await window.close();
    }
  }, 60_000);

  it('tells the story of the empty shelf by clicks alone', async () => {
    await home();
    await story('fashionpoint').getByRole('button', { name: t.pick }).click();
    expect((await states('fashionpoint')).slice(0, 2)).toEqual(['done', 'next']);
    await story('fashionpoint').getByRole('link', { name: t.discrepancy }).click();
    expect(new URL(page.url()).pathname).toContain('/staff/stock/drifts/');
    expect(await page.locator('h1').innerText()).toContain('PALTON-M');
    await home();
    await story('fashionpoint').getByRole('button', { name: t.search }).click();
    expect((await states('fashionpoint'))[3]).toBe('next');
    await story('fashionpoint').getByRole('link', { name: t.iancu }).click();
    expect(await page.locator('h1').innerText()).toContain('FP-2010');
    await page.locator('input[type=radio][value=cancel]').first().check();
    await page.locator('input[type=radio][value=ship-now]').check();
    await page.locator('main button').last().click();
    await runtime.idle();
    await home();
    expect((await states('fashionpoint'))[3]).toBe('done');
    await story('fashionpoint').getByRole('link', { name: t.resolve }).click();
    expect(new URL(page.url()).pathname).toContain('/staff/stock/drifts/');
  }, 240_000);

  it('tells the story of the late change by clicks alone', async () => {
    await home();
    await story('giftexpress').getByRole('link', { name: t.ask }).click();
    const row = page.getByRole('group', { name: t.adds });
    await row.getByLabel('SKU').fill('CANA-PROMO');
    await row.getByLabel(t.pieces).fill('100');
    await page.getByRole('button', { name: t.look }).click();
    await page.getByRole('button', { name: t.request }).click();
    await runtime.idle();
    for (const who of ['Elena', 'Dragoș']) {
      await home();
      expect((await states('giftexpress'))[2]).toBe('next');
      await story('giftexpress').locator('.todo li.next').getByRole('link', { name: who }).click();
      await page.getByRole('button', { name: t.approve, exact: true }).click();
      await runtime.idle();
    }
    await home();
    expect((await states('giftexpress')).slice(0, 4)).toEqual(['done', 'done', 'done', 'next']);
    await story('giftexpress').getByRole('link', { name: t.accept }).click();
    await page.locator('input[value=accept]').check();
    await page.locator('main button').last().click();
    await runtime.idle();
    await home();
    expect((await states('giftexpress'))[4]).toBe('next');
    for (const who of ['Paul', 'Ana', 'Dragoș']) {
      await home();
      await story('giftexpress').locator('.todo li').last().getByRole('link', { name: who }).click();
      await page.getByRole('button', { name: t.takeTask }).click();
      await runtime.idle();
    }
    await home();
    expect(new Set(await states('giftexpress'))).toEqual(new Set(['done']));
  }, 240_000);

  it('tells the story of the order that goes quiet by clicks alone, in a session that outlives two days', async () => {
    await home();
    await story('electrosmart').getByRole('link', { name: 'Ioana' }).click();
    await home();
    await story('electrosmart').getByRole('button', { name: t.wednesday }).click();
    // Not signed in again: the page of before the move is still hers.
    await page.goto(`${runtime.url}/staff/stalls?lang=${view.lang}`);
    expect(new URL(page.url()).pathname).toBe('/staff/stalls');
    await home();
    await story('electrosmart').getByRole('link', { name: t.report }).click();
    expect(await page.locator('main').innerText()).toContain('CASTI-BT-7');
    await home();
    await story('electrosmart').getByRole('link', { name: t.list }).click();
    for (let n = 1001; n <= 1010; n++) await page.getByLabel(t.choose(`ES-${String(n)}`)).check();
    await page.getByLabel(t.cause, { exact: true }).fill('recepție întârziată');
    await page.getByRole('button', { name: t.take }).click();
    await runtime.idle();
    await home();
    expect((await states('electrosmart')).slice(0, 4)).toEqual(['done', 'done', 'done', 'next']);
    await story('electrosmart').getByRole('link', { name: t.pop }).click();
    expect(await page.locator('details[open] > summary strong').first().innerText()).toBe(t.popGot);
    expect(await faultsOf(page, `inbox ${view.name}`)).toEqual([]);
    // The digest of the twelve leads to its page, without a key.
    await page.locator('.alert a', { hasText: '/staff/stalls' }).first().click();
    expect(new URL(page.url()).pathname).toBe('/staff/stalls');
    await home();
    expect(await faultsOf(page, `first run after ${view.name}`)).toEqual([]);
  }, 240_000);
});
