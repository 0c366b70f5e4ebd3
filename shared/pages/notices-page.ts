import { own } from '../kernel/own.ts';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { cut } from '../i18n/graphemes.ts';
import { html } from '../i18n/html.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { pageWords } from './words.ts';

export interface HeldLine {
  readonly noticeId: string;
  readonly orderId: string;
  readonly kind: string;
  readonly channel: string;
  readonly since: string;
  readonly why: string;
  /** It was given up: sent, it goes once more. */
  readonly failed: boolean;
  /** Somebody has to phone: whom, and how often it was tried. */
  readonly call?: { readonly phone?: string; readonly tries: number };
  /** As it would leave now. */
  readonly message: { readonly subject: string; readonly text: string } | undefined;
}

/** Messages that wait for a person, and those that were given up: read, then sent or dropped, some or all that are held. */
export function noticesPage({
  locale,
  viewer,
  lines,
  said,
  next,
  mayRelease,
}: {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly lines: readonly HeldLine[];
  readonly said: Said;
  readonly next: string | undefined;
  readonly mayRelease: boolean;
}): string {
  const w = pageWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.notices,
    message: messageOf(said, locale),
    body:
      lines.length === 0
        ? html`<p>${w.none.notices}</p>`
        : html`<form method="post" action="${inLanguage('/staff/notices', viewer)}">
              <input type="hidden" name="csrf" value="${viewer.csrf}" />
              <div class="scroll" tabindex="0" role="region" aria-label="${w.titles.notices}">
                <table>
                  <thead>
                    <tr>
                      ${mayRelease && html`<th scope="col">${w.columns.choose}</th>`}
                      <th scope="col">${w.columns.order}</th>
                      <th scope="col">${w.columns.why}</th>
                      <th scope="col">${w.columns.message}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${lines.map((line) => row(line, mayRelease, locale, viewer))}
                  </tbody>
                </table>
              </div>
              ${
                mayRelease &&
                html`<fieldset>
                  <legend>${w.act.legend}</legend>
                  <p>
                    <input type="checkbox" id="all" name="all" value="true" /><label for="all"
                      >${w.act.all}</label
                    >
                  </p>
                  <p class="actions">
                    <button name="action" value="send">${w.act.send}</button>
                    <button class="plain" name="action" value="drop">${w.act.drop}</button>
                    ${
                      lines.some(({ call }) => call) &&
                      html`<button name="action" value="reached">${w.act.reached}</button>
                        <button class="plain" name="action" value="not-reached">${w.act.notReached}</button>`
                    }
                  </p>
                </fieldset>`
              }
            </form>
            ${next !== undefined && html`<p><a href="${next}">${w.next}</a></p>`}`,
  });
}

function row(
  { noticeId, orderId, kind, channel, since, why, failed, call, message }: HeldLine,
  mayRelease: boolean,
  locale: Locale,
  viewer: Viewer,
) {
  const w = pageWords[locale];
  return html`<tr>
    ${
      mayRelease &&
      html`<td>
        <input
          type="checkbox"
          name="pick.${noticeId}"
          value="1"
          aria-label="${w.columns.choose} ${orderId}"
        />
      </td>`
    }
    <td>
      <a href="${inLanguage(`/staff/orders/${orderId}`, viewer)}">${orderId}</a><br /><span class="soft"
        >${own(w.kinds, kind) ?? kind}, ${own(w.channels, channel) ?? channel}</span
      >
    </td>
    <td>
      ${call ? w.call(call.phone, call.tries) : failed ? w.failed(own(w.held, why) ?? why) : (own(w.held, why) ?? why)}<br /><span
        class="soft"
        >${w.since(since)}</span
      >
    </td>
    <td>
      ${
        message &&
        html`<details>
          <summary>${message.subject === '' ? cut(message.text, 60) : message.subject}</summary>
          <pre>${message.text}</pre>
        </details>`
      }
    </td>
  </tr>`;
}
