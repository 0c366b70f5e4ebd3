import { own } from '../kernel/own.ts';
import type { output } from 'zod/v4/core';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { refundsApi } from '../refunds/api.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { form, hidden, input } from './stock-parts.ts';
import { stockWords } from './stock-words.ts';

export type Refunds = output<(typeof refundsApi)['GET /v1/refunds']['answers'][200]>['items'];

/** Finance's tasks: what is due, until when, and that it was paid back. */
export function refundsPage({
  locale,
  viewer,
  items,
  said,
  time,
  maySettle,
}: {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly items: Refunds;
  readonly said: Said;
  readonly time: (at: string) => string;
  readonly maySettle: boolean;
}): string {
  const w = stockWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.refunds,
    message: messageOf(said, locale),
    body:
      items.length === 0
        ? html`<p>${w.none.refunds}</p>`
        : html`${items.map(
            ({ refundId, orderId, amount, reason, dueAt, overdue }, at) =>
              html`<h2>${formatMoney(amount.amount, amount.currency, locale)}</h2>
                <p>
                  <a href="${inLanguage(`/staff/orders/${orderId}`, viewer)}">${orderId}</a>,
                  ${own(w.whys, reason) ?? reason}.
                  <span class="${overdue ? 'fault' : 'soft'}">${w.columns.deadline}: ${time(dueAt)}</span>
                </p>
                ${
                  maySettle &&
                  form(
                    viewer,
                    '/staff/refunds',
                    html`${hidden('refundId', refundId)} ${hidden('at', String(at))}
                      ${input(w.fields.reference, `reference-${String(at)}`)}
                      <button>${w.act.settle}</button>`,
                  )
                }`,
          )}`,
  });
}
