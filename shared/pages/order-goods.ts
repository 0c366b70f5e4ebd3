import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import { type Account, type ChargedItem, itemsOf } from '../orders/account.ts';
import type { Content } from '../orders/content.ts';
import { effectOf } from '../orders/reading/shares.ts';
import type { OrderModel } from './order-model.ts';
import { pageWords } from './words.ts';

/** What is taken off and added beside the lines, rounding included. */
function extras(
  { adjustments = [] }: Content,
  items: readonly ChargedItem[],
  locale: Locale,
): (readonly [string, number])[] {
  const w = pageWords[locale].order;
  return [
    ...adjustments.map((one) => [one.name, effectOf(one)] as const),
    ...items.flatMap(({ kind, gross }): (readonly [string, number])[] =>
      kind === 'rounding' || kind === 'difference' ? [[w[kind], gross]] : [],
    ),
  ];
}

/** What was paid and went back, and who owes the rest; sums of nothing are left out. */
function sums(
  { charged, paid, refunded, due }: Account,
  total: number,
  locale: Locale,
): (readonly [string, number])[] {
  const w = pageWords[locale].order.account;
  const all: (readonly [string, number])[] = [
    [w.charged, charged.gross === total ? 0 : charged.gross],
    [w.paid, paid],
    [w.refunded, refunded],
    [due > 0 ? w.toCollect : w.toPayBack, Math.abs(due)],
  ];
  return all.filter(([, amount]) => amount !== 0);
}

/** What was ordered, what else the shop charged, and where the money is. */
export function goods({ locale, profile, content, account }: OrderModel) {
  const w = pageWords[locale];
  if (!content) return html``;
  const money = (amount: number) => formatMoney(amount, profile.currency, locale);
  const items = itemsOf(content, profile.vat.defaultRate);
  const total = items.reduce((sum, { gross }) => sum + gross, 0);
  return html`<h2>${w.order.goods}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${w.order.goods}">
      <table>
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col">${w.order.goods}</th>
            <th scope="col" class="number">${w.order.quantity}</th>
            <th scope="col" class="number">${w.order.price}</th>
          </tr>
        </thead>
        <tbody>
          ${content.lines.map(
            (line) =>
              html`<tr>
                <td>${line.sku ?? ''}</td>
                <td>${line.name}</td>
                <td class="number">${line.quantity}</td>
                <td class="number">${money(line.unitPrice.amount)}</td>
              </tr>`,
          )}
        </tbody>
        <tfoot>
          ${extras(content, items, locale).map(
            ([label, amount]) =>
              html`<tr>
                <td colspan="3">${label}</td>
                <td class="number">${money(amount)}</td>
              </tr>`,
          )}
          <tr>
            <th scope="row" colspan="3">${w.order.total}</th>
            <td class="number">${money(total)}</td>
          </tr>
          ${
            account &&
            sums(account, total, locale).map(
              ([label, amount]) =>
                html`<tr>
                  <th scope="row" colspan="3">${label}</th>
                  <td class="number">${money(amount)}</td>
                </tr>`,
            )
          }
        </tfoot>
      </table>
    </div>`;
}
