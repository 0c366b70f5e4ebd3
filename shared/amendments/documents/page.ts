import { own } from '../../kernel/own.ts';
import { page } from '../../http/page.ts';
import { longDate, type Locale } from '../../i18n/dates.ts';
import { type Html, html } from '../../i18n/html.ts';
import { formatMoney } from '../../i18n/money.ts';
import { instant } from '../../time/instant.ts';
import type { DocumentView } from './view.ts';
import { documentWords, type DocumentWords } from './words.ts';

interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** A paper to read and to print: the same figures as the data, in the reader's words. */
export function documentPage(view: DocumentView, locale: Locale, timeZone: string): string {
  const w = documentWords[locale];
  const date = (text: string) => longDate(instant(Date.parse(text)), locale, timeZone);
  const { seller, buyer } = view;
  const fact = (name: string, value: string | null | undefined) =>
    value != null &&
    value !== '' &&
    html`<dt>${name}</dt>
      <dd>${value}</dd>`;
  return page({
    locale,
    title: `${w.titles[view.kind]} ${view.number ?? ''}`.trim(),
    body: html`<p><strong>${w.notFiscal}</strong></p>
      ${'replacedBy' in view && html`<p class="fault">${w.void(view.replacedBy ?? '')}</p>`}
      <dl>
        ${fact(w.order, view.orderId)} ${fact(w.revision, String(view.revision))}
        ${fact(w.date, view.issuedAt === undefined ? undefined : date(view.issuedAt))}
        ${fact(w.seller, seller?.name)} ${fact(`${w.seller}: ${w.vatId}`, seller?.vatId)}
        ${fact(`${w.seller}: ${w.registration}`, seller?.registration)}
        ${fact(`${w.seller}: ${w.bank}`, seller?.bank)} ${fact(w.buyer, buyer.name)}
        ${fact(`${w.buyer}: ${w.vatId}`, buyer.vatId)} ${fact(w.buyerOrder, view.buyerOrderNumber)}
        ${fact(w.address, buyer.address && [buyer.address.street, buyer.address.city, buyer.address.postalCode].filter(Boolean).join(', '))}
      </dl>
      ${view.acceptedAt != null && html`<p>${w.accepted(date(view.acceptedAt))}</p>`}
      ${goods(view, locale, w)} ${rates(view, locale, w)} ${difference(view, locale, w)}`,
  });
}

const sum = ({ amount, currency }: Money, locale: Locale): string => formatMoney(amount, currency, locale);

const table = (caption: string, columns: readonly string[], rows: readonly Html[], foot?: Html): Html =>
  html`<h2>${caption}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${caption}">
      <table>
        <thead>
          <tr>
            ${columns.map((name, at) => html`<th scope="col" ${at > 0 && html`class="number"`}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
        ${
          foot &&
          html`<tfoot>
            ${foot}
          </tfoot>`
        }
      </table>
    </div>`;

const cells = ({ net, vat, gross }: { net: Money; vat: Money; gross: Money }, locale: Locale): Html =>
  html`<td class="number">${sum(net, locale)}</td>
    <td class="number">${sum(vat, locale)}</td>
    <td class="number">${sum(gross, locale)}</td>`;

function goods({ lines, total }: DocumentView, locale: Locale, w: DocumentWords): Html {
  return table(
    w.goods,
    [w.goods, w.quantity, w.price, w.rate, w.net, w.vat, w.gross],
    lines.map(
      (line) =>
        html`<tr>
          <td>${own(w.kinds, line.name) ?? line.name}</td>
          <td class="number">${line.quantity}</td>
          <td class="number">${line.unitPrice === undefined ? '' : sum(line.unitPrice, locale)}</td>
          <td class="number">${line.vatRate ?? ''}</td>
          ${cells(line, locale)}
        </tr>`,
    ),
    html`<tr>
      <th scope="row" colspan="4">${w.total}</th>
      ${cells(total, locale)}
    </tr>`,
  );
}

const rates = ({ vat }: DocumentView, locale: Locale, w: DocumentWords): Html =>
  table(
    w.perRate,
    [w.rate, w.net, w.vat, w.gross],
    vat.map(
      (one) =>
        html`<tr>
          <td>${one.vatRate === null ? '' : `${String(one.vatRate)} %`}</td>
          ${cells(one, locale)}
        </tr>`,
    ),
  );

function difference({ difference: of }: DocumentView, locale: Locale, w: DocumentWords): Html {
  if (!of) return html``;
  return table(
    w.difference,
    [w.goods, w.quantity, w.net, w.vat, w.gross],
    of.items.map(
      (item) =>
        html`<tr>
          <td>
            ${item.kind === 'goods' ? (item.name ?? '') : `${w.kinds[item.kind] ?? item.kind}${item.name === undefined ? '' : `: ${item.name}`}`}
          </td>
          <td class="number">${item.quantity ?? ''}</td>
          ${cells(item, locale)}
        </tr>`,
    ),
    html`<tr>
      <th scope="row" colspan="2">${of.gross.amount < 0 ? w.toReturn : w.toPay}</th>
      ${cells(of, locale)}
    </tr>`,
  );
}
