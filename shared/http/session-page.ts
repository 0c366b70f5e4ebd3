import type { Principal } from '../access/principal.ts';
import { isStationRole } from '../access/station.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { page } from './page.ts';

export interface SessionModel {
  readonly locale: Locale;
  readonly csrf: string;
  readonly who?: Principal;
  /** Where to go on to after signing in. */
  readonly next?: string | undefined;
  readonly fault?:
    'wrong' | 'out-of-date' | 'link-over' | 'codes-wrong' | 'no-issuer' | 'not-identified' | undefined;
  /** His own PIN or badge was set. */
  readonly kept?: true;
  /** A link was asked for: what is said is the same whether the address is known. */
  readonly sent?: true;
  /** Where the shop's issuer says who somebody is. */
  readonly issuer?: string;
  /** A living link: its token, and whom it signs in. */
  readonly link?: { readonly token: string; readonly actor: string; readonly store: string };
}

const words = {
  ro: {
    title: 'Intrați în Veghe',
    email: 'Adresa dumneavoastră de e-mail',
    emailHint: 'Vă trimitem un link de intrare, valabil zece minute.',
    send: 'Trimite linkul',
    sent: 'Dacă adresa este a cuiva din echipă, linkul de intrare ajunge acolo în scurt timp. Este valabil zece minute.',
    credential: 'Cheia dumneavoastră de acces',
    credentials: 'Intrare cu o cheie de acces',
    hint: 'Ați primit-o de la administratorul magazinului; începe cu vgh_.',
    enter: 'Intră',
    enterAs: (actor: string, store: string) => `Intră ca ${actor}, la ${store}`,
    wrong: 'Cheia nu este bună sau a fost retrasă. Verificați-o și încercați din nou.',
    'out-of-date': 'Pagina era prea veche. Încercați din nou.',
    'link-over': 'Linkul a expirat sau a fost deja folosit. Cereți altul mai jos.',
    company: 'Intrare cu contul firmei',
    store: 'Identificatorul magazinului',
    companyEnter: 'Continuă',
    goOn: (host: string) => `Continuă la ${host}`,
    'no-issuer': 'Magazinul nu are intrare cu contul firmei, sau nu răspunde acum.',
    'not-identified':
      'Contul firmei nu v-a putut identifica drept cineva din echipă. Încercați din nou sau cereți un link.',
    everywhere: 'Ieși de pe toate dispozitivele',
    codes: 'La stația de depozit',
    pin: 'PIN nou (șase cifre)',
    badge: 'Codul legitimației (scanați-o)',
    keep: 'Salvează',
    'codes-kept': 'Codurile au fost salvate.',
    'codes-wrong':
      'PIN-ul are șase cifre, iar codul legitimației cel puțin opt caractere și nu poate fi al altcuiva.',
    signedIn: (actor: string, store: string) => `Ați intrat ca ${actor}, la magazinul ${store}.`,
  },
  en: {
    title: 'Sign in to Veghe',
    email: 'Your e-mail address',
    emailHint: 'We send you a link to sign in, valid for ten minutes.',
    send: 'Send the link',
    sent: 'If the address belongs to somebody of the staff, the link arrives there shortly. It is valid for ten minutes.',
    credential: 'Your credential',
    credentials: 'Sign in with a credential',
    hint: 'The shop’s administrator gave it to you; it begins with vgh_.',
    enter: 'Sign in',
    enterAs: (actor: string, store: string) => `Sign in as ${actor}, at ${store}`,
    wrong: 'This credential is wrong or was revoked. Check it and try again.',
    'out-of-date': 'The page was too old. Please try again.',
    'link-over': 'The link has expired or was used already. Ask for another one below.',
    company: 'Sign in with your company’s account',
    store: 'The shop’s identifier',
    companyEnter: 'Continue',
    goOn: (host: string) => `Go on to ${host}`,
    'no-issuer': 'The shop has no sign-in with a company’s account, or it does not answer now.',
    'not-identified':
      'Your company’s account could not identify you as somebody of the staff. Try again, or ask for a link.',
    everywhere: 'Sign out on all devices',
    codes: 'At the warehouse station',
    pin: 'New PIN (six digits)',
    badge: 'The code of your badge (scan it)',
    keep: 'Save',
    'codes-kept': 'The codes were saved.',
    'codes-wrong':
      'A PIN has six digits, a badge’s code eight characters or more and cannot be somebody else’s.',
    signedIn: (actor: string, store: string) => `You are signed in as ${actor}, at the store ${store}.`,
  },
};

const hidden = (name: string, value: string | undefined): Html | false =>
  value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`;

/** The sign-in page: a link to one's own address, or a credential; no script. */
export function sessionPage(model: SessionModel): string {
  const { locale, csrf, who, next, fault, sent, kept, link, issuer } = model;
  const w = words[locale];
  const message = fault
    ? ({ kind: 'fault', text: w[fault] } as const)
    : kept
      ? ({ kind: 'done', text: w['codes-kept'] } as const)
      : sent && ({ kind: 'done', text: w.sent } as const);
  if (who)
    return page({
      locale,
      title: 'Veghe',
      message,
      viewer: { who, csrf },
      body: html`<p>${w.signedIn(who.actor, who.store)}</p>
        <form method="post" action="/v1/session">
          ${hidden('csrf', csrf)} ${hidden('action', 'sign-out-everywhere')}
          <button>${w.everywhere}</button>
        </form>
        ${who.roles.some(isStationRole) && codesForm(locale, csrf)}`,
    });
  const form = (fields: Html): Html =>
    html`<form method="post" action="/v1/session">
      ${hidden('csrf', csrf)} ${hidden('next', next)} ${fields}
    </form>`;
  if (issuer !== undefined)
    return page({
      locale,
      title: w.title,
      narrow: true,
      body: html`<p><a href="${issuer}">${w.goOn(new URL(issuer).host)}</a></p>`,
    });
  const body = link
    ? form(html`${hidden('link', link.token)}<button>${w.enterAs(link.actor, link.store)}</button>`)
    : html`${form(emailFields(locale))} ${credentialForm(locale, form)} ${companyForm(locale, form)}`;
  return page({ locale, title: w.title, narrow: true, message, body });
}

/** A person's own PIN and badge, with which he takes his turn at a warehouse station. */
function codesForm(locale: Locale, csrf: string): Html {
  const w = words[locale];
  return html`<h2>${w.codes}</h2>
    <form method="post" action="/v1/session">
      ${hidden('csrf', csrf)} ${hidden('action', 'set-codes')}
      <label for="pin">${w.pin}</label>
      <input
        class="wide"
        type="password"
        id="pin"
        name="pin"
        inputmode="numeric"
        pattern="[0-9]{6}"
        autocomplete="off"
      />
      <label for="badge">${w.badge}</label>
      <input class="wide" type="password" id="badge" name="badge" autocomplete="off" />
      <button>${w.keep}</button>
    </form>`;
}

function emailFields(locale: Locale): Html {
  const w = words[locale];
  return html`<label for="email">${w.email}</label>
    <input
      class="wide"
      type="email"
      id="email"
      name="email"
      required
      autocomplete="email"
      aria-describedby="email-hint"
    />
    <p class="hint" id="email-hint">${w.emailHint}</p>
    <button>${w.send}</button>`;
}

/** Where the shop's profile names an issuer. */
function companyForm(locale: Locale, form: (fields: Html) => Html): Html {
  const w = words[locale];
  return html`<h2>${w.company}</h2>
    ${form(
      html`<label for="store">${w.store}</label>
        <input class="wide" id="store" name="store" required maxlength="30" autocomplete="organization" />
        <button>${w.companyEnter}</button>`,
    )}`;
}

function credentialForm(locale: Locale, form: (fields: Html) => Html): Html {
  const w = words[locale];
  return html`<h2>${w.credentials}</h2>
    ${form(
      html`<label for="credential">${w.credential}</label>
        <input
          class="wide"
          type="password"
          id="credential"
          name="credential"
          required
          autocomplete="current-password"
          aria-describedby="hint"
        />
        <p class="hint" id="hint">${w.hint}</p>
        <button>${w.enter}</button>`,
    )}`;
}
