import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

export const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
if (executablePath === undefined) console.warn('No Chromium here: the pages are not looked at.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath!,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });

/** What people see, as they see it: wide and narrow, light and dark, in both languages. */
export const views = [
  { name: 'desktop, light, ro', width: 1200, colorScheme: 'light', lang: 'ro' },
  { name: 'phone, dark, en', width: 390, colorScheme: 'dark', lang: 'en' },
  { name: 'phone, light, ro', width: 390, colorScheme: 'light', lang: 'ro' },
  { name: 'desktop, dark, en', width: 1200, colorScheme: 'dark', lang: 'en' },
] as const;
export type View = (typeof views)[number];

/** A window of that kind. The checker is a script, which our own policy forbids. */
export const windowOf = (browser: Browser, { width, colorScheme, lang }: View) =>
  browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    locale: lang,
    bypassCSP: true,
  });

/** What the checker finds, and whether the page is wider than the screen. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const shots = process.env['SHOTS'];
  if (shots !== undefined)
    await page.screenshot({ path: `${shots}/${name.replace(/[^a-z0-9]+/gi, '-')}.png`, fullPage: true });
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker, document } = globalThis as any;
    const { violations } = await checker.run(document, { iframes: false });
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    return [
      ...violations.map(({ id }: { id: string }) => id),
      ...(wide ? ['wider than the screen'] : []),
    ] as string[];
  });
}
