import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';

/** The frame of every e-mail: one column, system letters, no picture to load, light and dark. */
export function layout({
  locale,
  title,
  heading,
  body,
}: {
  locale: Locale;
  title: string;
  heading: string;
  body: Html;
}): string {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            margin: 0;
            padding: 24px 16px;
            background: #f4f4f1;
            color: #1d1d1b;
            font:
              16px/1.5 system-ui,
              -apple-system,
              'Segoe UI',
              Roboto,
              sans-serif;
          }
          main {
            max-width: 560px;
            margin: 0 auto;
            padding: 24px;
            background: #ffffff;
            border-radius: 12px;
          }
          h1 {
            margin: 0 0 16px;
            font-size: 18px;
          }
          p {
            margin: 0 0 16px;
          }
          a {
            color: #0b5c4a;
          }
          @media (prefers-color-scheme: dark) {
            body {
              background: #161614;
              color: #ececea;
            }
            main {
              background: #232320;
            }
            a {
              color: #7fd6bf;
            }
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          ${body}
        </main>
      </body>
    </html>`.text;
}
