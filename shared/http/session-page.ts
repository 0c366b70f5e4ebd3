import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import type { Principal } from '../stores/credentials.ts';
import { page } from './page.ts';

export interface SessionModel {
  readonly locale: Locale;
  readonly csrf: string;
  readonly who?: Principal;
  /** Where to go on to after signing in. */
  readonly next?: string | undefined;
  readonly fault?: 'wrong' | 'out-of-date' | undefined;
}

const words = {
  ro: {
    title: 'Intrați în Veghe',
    credential: 'Cheia dumneavoastră de acces',
    hint: 'Ați primit-o de la administratorul magazinului; începe cu vgh_.',
    enter: 'Intră',
    wrong: 'Cheia nu este bună sau a fost retrasă. Verificați-o și încercați din nou.',
    'out-of-date': 'Pagina era prea veche. Încercați din nou.',
    signedIn: (actor: string, store: string) => `Ați intrat ca ${actor}, la magazinul ${store}.`,
  },
  en: {
    title: 'Sign in to Veghe',
    credential: 'Your credential',
    hint: 'The shop’s administrator gave it to you; it begins with vgh_.',
    enter: 'Sign in',
    wrong: 'This credential is wrong or was revoked. Check it and try again.',
    'out-of-date': 'The page was too old. Please try again.',
    signedIn: (actor: string, store: string) => `You are signed in as ${actor}, at the store ${store}.`,
  },
};

/** The door for staff: a form with one field, no script. */
export function sessionPage({ locale, csrf, who, next, fault }: SessionModel): string {
  const w = words[locale];
  const message = fault && ({ kind: 'fault', text: w[fault] } as const);
  if (who)
    return page({
      locale,
      title: 'Veghe',
      message,
      viewer: { who, csrf },
      body: html`<p>${w.signedIn(who.actor, who.store)}</p>`,
    });
  return page({
    locale,
    title: w.title,
    narrow: true,
    message,
    body: html`<form method="post" action="/v1/session">
      <input type="hidden" name="csrf" value="${csrf}" />
      ${next !== undefined && html`<input type="hidden" name="next" value="${next}" />`}
      <label for="credential">${w.credential}</label>
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
      <button>${w.enter}</button>
    </form>`,
  });
}
