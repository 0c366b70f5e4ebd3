import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import type { Principal } from '../stores/credentials.ts';

export interface SessionModel {
  readonly locale: Locale;
  readonly csrf: string;
  readonly who?: Principal;
  readonly fault?: 'wrong' | 'out-of-date';
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
    leave: 'Ieși',
  },
  en: {
    title: 'Sign in to Veghe',
    credential: 'Your credential',
    hint: 'The shop’s administrator gave it to you; it begins with vgh_.',
    enter: 'Sign in',
    wrong: 'This credential is wrong or was revoked. Check it and try again.',
    'out-of-date': 'The page was too old. Please try again.',
    signedIn: (actor: string, store: string) => `You are signed in as ${actor}, at the store ${store}.`,
    leave: 'Sign out',
  },
};

/** The door for staff: a form with one field, no script. */
export function sessionPage({ locale, csrf, who, fault }: SessionModel): string {
  const w = words[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${w.title}</title>
        <style>
          :root {
            color-scheme: light dark;
            --ink: #1d1d1b;
            --paper: #ffffff;
            --ground: #f4f4f1;
            --accent: #0b5c4a;
            --on: #ffffff;
            --fault: #9b1c1c;
            --line: #6f6f69;
          }
          @media (prefers-color-scheme: dark) {
            :root {
              --ink: #ececea;
              --paper: #232320;
              --ground: #161614;
              --accent: #7fd6bf;
              --on: #10211c;
              --fault: #ffb4ab;
              --line: #a3a39c;
            }
          }
          body {
            margin: 0;
            padding: 10vh 16px;
            background: var(--ground);
            color: var(--ink);
            font:
              16px/1.5 system-ui,
              -apple-system,
              'Segoe UI',
              Roboto,
              sans-serif;
          }
          main {
            max-width: 420px;
            margin: 0 auto;
            padding: 32px 24px;
            background: var(--paper);
            border-radius: 12px;
          }
          h1 {
            margin: 0 0 24px;
            font-size: 22px;
          }
          label {
            display: block;
            font-weight: 600;
          }
          input[type='password'] {
            box-sizing: border-box;
            width: 100%;
            margin: 8px 0;
            padding: 12px;
            font: inherit;
            color: inherit;
            background: transparent;
            border: 1px solid var(--line);
            border-radius: 8px;
          }
          button {
            margin-top: 16px;
            padding: 12px 24px;
            font: inherit;
            font-weight: 600;
            color: var(--on);
            background: var(--accent);
            border: 0;
            border-radius: 8px;
            cursor: pointer;
          }
          :focus-visible {
            outline: 3px solid var(--accent);
            outline-offset: 2px;
          }
          .fault {
            color: var(--fault);
            font-weight: 600;
          }
          .hint {
            margin: 0;
            font-size: 14px;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${who ? 'Veghe' : w.title}</h1>
          ${fault && html`<p class="fault" role="alert">${w[fault]}</p>`}
          ${who && html`<p>${w.signedIn(who.actor, who.store)}</p>`}
          <form method="post" action="/v1/session">
            <input type="hidden" name="csrf" value="${csrf}" />
            ${
              who
                ? html`<input type="hidden" name="action" value="sign-out" /><button>${w.leave}</button>`
                : html`<label for="credential">${w.credential}</label>
                    <input
                      type="password"
                      id="credential"
                      name="credential"
                      required
                      autocomplete="current-password"
                      aria-describedby="hint"
                    />
                    <p class="hint" id="hint">${w.hint}</p>
                    <button>${w.enter}</button>`
            }
          </form>
        </main>
      </body>
    </html>`.text;
}
