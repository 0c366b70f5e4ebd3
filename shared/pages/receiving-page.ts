import { page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { form, input } from './stock-parts.ts';
import { stockWords } from './stock-words.ts';

/** Lines that a paper of goods received has on one page; more go on the next paper. */
export const receivingLines = 8;

/** A delivery, entered blind: what came and what is no good, not what was ordered. */
export function receivingPage({
  locale,
  viewer,
  said,
}: {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly said: Said;
}): string {
  const w = stockWords[locale];
  const { purchaseOrder, receiptId, location, sku, received, rejected, reason } = w.fields;
  return page({
    locale,
    viewer,
    title: w.titles.receiving,
    message: messageOf(said, locale),
    body: html`<p>${w.receivingHint} ${w.blind}</p>
      ${form(
        viewer,
        '/staff/stock/receiving',
        html`${input(receiptId, 'receiptId')} ${input(purchaseOrder, 'purchaseOrder')}
          ${input(location, 'location')}
          ${Array.from({ length: receivingLines }, (_, n) => {
            const at = String(n);
            return html`<fieldset>
              <legend>${n + 1}</legend>
              <div class="actions">
                ${input(`${sku} ${String(n + 1)}`, `sku-${at}`)}
                ${input(`${received} ${String(n + 1)}`, `received-${at}`, { type: 'number' })}
                ${input(`${rejected} ${String(n + 1)}`, `rejected-${at}`, { type: 'number' })}
                ${input(`${reason} ${String(n + 1)}`, `reason-${at}`)}
              </div>
            </fieldset>`;
          })} <button>${w.act.receive}</button>`,
      )}`,
  });
}
