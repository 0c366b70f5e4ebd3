import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import type { Principal } from '../access/principal.ts';
import { style } from './style.ts';

/** The pages that a signed-in person can go to, by their address. */
export const places = {
  report: '/v1/reports/daily',
  stalls: '/staff/stalls',
  orders: '/staff/orders',
  stock: '/staff/stock',
  backorders: '/staff/backorders',
  refunds: '/staff/refunds',
  amendments: '/staff/amendments',
  notices: '/staff/notices',
  proposals: '/staff/proposals',
} as const;
export type Place = keyof typeof places;

/** Who looks at a page, and the token that makes a form of ours ours. */
export interface Viewer {
  readonly who: Pick<Principal, 'actor' | 'store' | 'station'>;
  readonly csrf: string;
  /** The language that was asked for in the address, kept from page to page. */
  readonly lang?: Locale;
  /** The place that is shown, if it is one of the menu. */
  readonly here?: Place;
}

const words: Record<Locale, Record<Place | 'menu' | 'leave' | 'skip', string>> = {
  ro: {
    report: 'Raportul zilei',
    stalls: 'Alerte',
    orders: 'Comenzi',
    stock: 'Stoc',
    backorders: 'Produse lipsă',
    refunds: 'Restituiri',
    amendments: 'Modificări',
    notices: 'Mesaje reținute',
    proposals: 'Propuneri',
    menu: 'Meniu',
    leave: 'Ieșire',
    skip: 'Sari la conținut',
  },
  en: {
    report: 'Daily report',
    stalls: 'Exceptions',
    orders: 'Orders',
    stock: 'Stock',
    backorders: 'Backorders',
    refunds: 'Refunds',
    amendments: 'Order changes',
    notices: 'Held messages',
    proposals: 'Proposals',
    menu: 'Menu',
    leave: 'Sign out',
    skip: 'Skip to the content',
  },
};

export interface PageModel {
  readonly locale: Locale;
  readonly title: string;
  readonly body: Html;
  /** The menu of staff; a page without one is a door or a customer's. */
  readonly viewer?: Viewer;
  /** A page with little on it: a form, a choice. */
  readonly narrow?: true;
  /** What is shown above everything else: what was just done, or why it was not. */
  readonly message?: { readonly kind: 'done' | 'fault'; readonly text: string } | undefined;
}

/** An address of ours, in the language that was asked for. */
export const inLanguage = (path: string, { lang }: Pick<Viewer, 'lang'>): string =>
  lang === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

/** The frame of every page: one heading, the menu for staff, what was just done. */
export function page({ locale, title, body, viewer, narrow, message }: PageModel): string {
  const w = words[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Veghe</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${viewer && html`<a class="skip" href="#main">${w.skip}</a>`} ${viewer && menu(locale, viewer)}
        <main id="main" class="${narrow ? 'narrow' : 'broad'}">
          <h1>${title}</h1>
          ${
            message &&
            html`<p class="${message.kind}" role="${message.kind === 'fault' ? 'alert' : 'status'}">
              ${message.text}
            </p>`
          }
          ${body}
        </main>
      </body>
    </html>`.text;
}

/** At a warehouse station there is the warehouse's work, and no list of anybody's orders. */
const placesOf = ({ station }: Viewer['who']): readonly Place[] =>
  station === undefined ? (Object.keys(places) as Place[]) : ['stock'];

function menu(locale: Locale, viewer: Viewer): Html {
  const { who, csrf, here } = viewer;
  const w = words[locale];
  return html`<header>
    <div>
      <nav aria-label="${w.menu}">
        ${placesOf(who).map(
          (place) =>
            html`<a href="${inLanguage(places[place], viewer)}" ${place === here && html`aria-current="page"`}
              >${w[place]}</a
            >`,
        )}
      </nav>
      <form method="post" action="${who.station === undefined ? '/v1/session' : '/v1/station'}">
        <span class="soft">${who.actor} · ${who.store}</span>
        <input type="hidden" name="csrf" value="${csrf}" />
        <input type="hidden" name="action" value="${who.station === undefined ? 'sign-out' : 'end'}" />
        <button class="plain">${w.leave}</button>
      </form>
    </div>
  </header>`;
}
