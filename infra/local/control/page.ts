import { type HttpAnswer } from '../http/api-gateway.ts';
import { escape, html, type Html } from './html.ts';
import { style } from './style.ts';
import { type Words } from './words.ts';

/**
 * No script, nothing from elsewhere. Styles may stand inline because the frames that show e-mails inherit
 * this policy, and e-mails have no other place for them.
 */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A whole page of the runtime. */
export function page(words: Words, title: string, header: Html, main: Html): HttpAnswer {
  const text = html`<!doctype html>
    <html lang="${words.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Veghe</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <header>${header}</header>
        <main>${main}</main>
      </body>
    </html> `.html;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    },
    body: Buffer.from(text),
  };
}

/** An instant as people of the sample shops read it. */
export function moment(at: string | number, words: Words): Html {
  const instant = new Date(at);
  const text = instant.toLocaleString(words.lang === 'ro' ? 'ro-RO' : 'en-GB', {
    timeZone: 'Europe/Bucharest',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return html`<time datetime="${instant.toISOString()}" title="Europe/Bucharest">${text}</time>`;
}

/** An e-mail's HTML in a frame that runs nothing; its links open beside the page. */
export function mailFrame(title: string, content: string): Html {
  const source = `<base target="_blank">${content}`;
  return {
    html: `<iframe title="${escape(title)}" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" srcdoc="${escape(source)}"></iframe>`,
  };
}
