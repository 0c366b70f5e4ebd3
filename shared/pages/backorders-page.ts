import type { output } from 'zod/v4/core';
import type { backordersApi } from '../backorders/api.ts';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { form, hidden, select, table } from './stock-parts.ts';
import { stockWords } from './stock-words.ts';

export type Backorders = output<(typeof backordersApi)['GET /v1/backorders']['answers'][200]>['items'];
type One = Backorders[number];

export interface BackordersModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly items: Backorders;
  readonly said: Said;
  readonly time: (at: string) => string;
  readonly mayChoose: boolean;
}

/** Orders that lack something, each with what was asked and chosen; what a customer said on the phone is entered here. */
export function backordersPage(model: BackordersModel): string {
  const { locale, viewer, items, said, mayChoose } = model;
  const w = stockWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.backorders,
    message: messageOf(said, locale),
    body:
      items.length === 0
        ? html`<p>${w.none.backorders}</p>`
        : html`${table(
            w.titles.backorders,
            [w.columns.order, w.columns.lacks, w.columns.status, w.columns.deadline],
            items.map((one) => row(model, one)),
          )}
          ${
            mayChoose &&
            items
              .filter(({ status }) => status === 'asked')
              .map((one, at) => choiceForm(model, one, String(at)))
          }`,
  });
}

function row({ locale, viewer, time }: BackordersModel, one: One): Html {
  const w = stockWords[locale];
  const lacks = one.lines.map(({ sku, lacking }) => `${sku}: ${w.pieces(lacking)}`).join('; ');
  const chosen = one.choice?.lines.map(({ lineId, choice, substituteSku }) =>
    choice === 'substitute'
      ? `${lineId}: ${w.choices.substitute(substituteSku ?? '')}`
      : `${lineId}: ${w.choices[choice]}`,
  );
  return html`<tr>
    <td><a href="${inLanguage(`/staff/orders/${one.orderId}`, viewer)}">${one.orderId}</a></td>
    <td>${lacks}</td>
    <td>
      ${w.caseStatus[one.status] ?? one.status}${chosen && html`<br /><span class="soft">${chosen.join('; ')}</span>`}
    </td>
    <td>${one.deadline === null ? '–' : time(one.deadline)}</td>
  </tr>`;
}

function choiceForm({ locale, viewer }: BackordersModel, one: One, at: string): Html {
  const w = stockWords[locale];
  const money = (sum: { amount: number; currency: string }) => formatMoney(sum.amount, sum.currency, locale);
  return form(
    viewer,
    '/staff/backorders',
    html`${hidden('backorderId', one.backorderId)} ${hidden('at', at)}
      <fieldset>
        <legend>${w.titles.backorder(one.orderId)}</legend>
        ${one.lines.map(({ lineId, sku, wait, refund, substitutes = [] }, n) => {
          const options: (readonly [string, string])[] = [
            ...(wait ? [['wait', w.choices.wait] as const] : []),
            ['cancel', refund ? `${w.choices.cancel} (${money(refund)})` : w.choices.cancel],
            ...substitutes.map(
              (other) =>
                [
                  `substitute:${other.sku}`,
                  `${w.choices.substitute(other.name)} (${money(other.price)})`,
                ] as const,
            ),
          ];
          return html`${hidden(`line-${String(n)}`, lineId)}
          ${select(`${sku}`, `choice-${at}-${String(n)}`, options)}`;
        })}
        ${select(w.columns.rest, `rest-${at}`, [
          ['ship-now', w.rest['ship-now']],
          ['ship-together', w.rest['ship-together']],
          ['cancel', w.rest.cancel],
        ])}
        <button>${w.act.choose}</button>
      </fieldset>`,
  );
}
