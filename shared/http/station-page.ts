import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { page } from './page.ts';

export interface StationModel {
  readonly locale: Locale;
  readonly csrf: string;
  /** The code in the address, before the device is paired. */
  readonly code?: string | undefined;
  /** A paired station: its name, who may take a turn, and who has one. */
  readonly station?: {
    readonly name: string;
    readonly people: readonly { readonly id: string; readonly name: string }[];
    readonly turn?: string | undefined;
  };
  readonly fault?: 'out-of-date' | 'code-over' | 'wrong' | 'too-many' | 'order' | undefined;
}

const words = {
  ro: {
    title: 'Stație de depozit',
    pair: 'Asociază acest dispozitiv',
    code: 'Codul de asociere',
    codeHint: 'Îl primiți de la administratorul magazinului; este valabil zece minute.',
    badge: 'Scanați legitimația',
    badgeEnter: 'Intră cu legitimația',
    person: 'Cine sunteți',
    pin: 'PIN (șase cifre)',
    pinEnter: 'Intră cu PIN',
    turn: (name: string) => `Lucrează ${name}. Stația se blochează după cinci minute fără activitate.`,
    stock: 'Stoc, retururi, numărători',
    orderLabel: 'Numărul comenzii',
    open: 'Deschide comanda',
    end: 'Blochează stația',
    'out-of-date': 'Pagina era prea veche. Încercați din nou.',
    'code-over': 'Codul nu este bun, a expirat sau a fost deja folosit. Cereți altul.',
    wrong: 'Legitimația sau PIN-ul nu sunt bune. PIN-ul îl stabilește fiecare pe pagina proprie de intrare.',
    'too-many': 'Prea multe încercări greșite. Încercați din nou mai târziu, sau scanați legitimația.',
    order: 'Scrieți numărul comenzii.',
  },
  en: {
    title: 'Warehouse station',
    pair: 'Pair this device',
    code: 'Pairing code',
    codeHint: 'The shop’s admin gives it to you; it is valid for ten minutes.',
    badge: 'Scan your badge',
    badgeEnter: 'Enter with the badge',
    person: 'Who are you',
    pin: 'PIN (six digits)',
    pinEnter: 'Enter with the PIN',
    turn: (name: string) => `${name} is working. The station locks after five minutes without activity.`,
    stock: 'Stock, returns, counts',
    orderLabel: 'Order number',
    order: 'Type the number of the order.',
    open: 'Open the order',
    end: 'Lock the station',
    'out-of-date': 'The page was too old. Please try again.',
    'code-over': 'The code is wrong, has expired or was used already. Ask for another one.',
    wrong: 'The badge or the PIN is wrong. Everybody sets his PIN on his own sign-in page.',
    'too-many': 'Too many wrong attempts. Try again later, or scan the badge.',
  },
};

/** The page of a device in the warehouse: paired by an admin, used by people in turns. */
export function stationPage(model: StationModel): string {
  const { locale, csrf, station, fault, code } = model;
  const w = words[locale];
  const form = (action: string, fields: Html): Html =>
    html`<form method="post" action="/v1/station">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="action" value="${action}" />
      ${fields}
    </form>`;
  const field = (name: string, label: string, more: Html): Html =>
    html`<label for="${name}">${label}</label
      ><input class="wide" id="${name}" name="${name}" required ${more} />`;
  const pairing = (): Html =>
    form(
      'pair',
      html`${field('code', w.code, html`value="${code ?? ''}" autocomplete="off"`)}
        <p class="hint">${w.codeHint}</p>
        <button>${w.pair}</button>`,
    );
  const entering = (people: readonly { id: string; name: string }[]): Html =>
    html`${form(
      'badge',
      html`${field('badge', w.badge, html`type="password" autocomplete="off" autofocus`)}
        <button>${w.badgeEnter}</button>`,
    )}
    ${form(
      'pin',
      html`<label for="person">${w.person}</label>
        <select id="person" name="person" required>
          ${people.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
        </select>
        ${field('pin', w.pin, html`type="password" inputmode="numeric" pattern="[0-9]{6}" autocomplete="off"`)}
        <button>${w.pinEnter}</button>`,
    )}`;
  const working = (name: string): Html =>
    html`<p>${w.turn(name)}</p>
      <p><a href="/staff/stock">${w.stock}</a></p>
      ${form('order', html`${field('order', w.orderLabel, html``)}<button>${w.open}</button>`)}
      ${form('end', html`<button>${w.end}</button>`)}`;
  return page({
    locale,
    title: station === undefined ? w.title : `${w.title}: ${station.name}`,
    narrow: true,
    message: fault && { kind: 'fault', text: w[fault] },
    body: !station
      ? pairing()
      : station.turn === undefined
        ? entering(station.people)
        : working(station.turn),
  });
}
