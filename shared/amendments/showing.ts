import { day, type Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, parseInstant } from '../time/instant.ts';
import type { Plan } from './assessment.ts';
import type { Change } from './bodies.ts';
import type { Touched } from './changed.ts';
import type { Cost } from './cost.ts';
import { amendmentWords } from './words.ts';

type Shop = Pick<Profile, 'timeZone' | 'currency'>;

/** What changes, line by line. */
export function changesIn(
  touched: readonly Touched[],
  changes: readonly Change[],
  { timeZone }: Pick<Profile, 'timeZone'>,
  locale: Locale,
): string[] {
  const { change: w } = amendmentWords[locale];
  const lines = touched.map(({ line, before, after }) =>
    before === 0
      ? w.added(line.name, after)
      : after === 0
        ? w.removed(line.name)
        : w.more(line.name, before, after),
  );
  const others = changes.flatMap((change): string[] => {
    if (change.op === 'change-address') {
      const { street, city, postalCode } = change.address;
      return [w.address([street, city, postalCode].filter(Boolean).join(', '))];
    }
    if (change.op !== 'change-delivery') return [];
    const at = change.promisedAt === undefined ? undefined : parseInstant(change.promisedAt);
    return [
      ...(at === undefined ? [] : [w.date(day(at, locale, timeZone))]),
      ...(change.shipments === undefined ? [] : [w.shipments[change.shipments]]),
      ...(change.carrier === undefined ? [] : [w.carrier(change.carrier)]),
    ];
  });
  return [...lines, ...others];
}

/** The cost by item, with VAT; in words where there is none. */
export function costTable(cost: Cost, { currency }: Shop, locale: Locale): Html {
  const { cost: w } = amendmentWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  if (cost.total.gross === 0 && cost.items.every(({ gross }) => gross === 0)) return html`<p>${w.free}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${w.title}">
    <table>
      <thead>
        <tr>
          <th scope="col">${w.item}</th>
          <th scope="col" class="number">${w.net}</th>
          <th scope="col" class="number">${w.vat}</th>
          <th scope="col" class="number">${w.gross}</th>
        </tr>
      </thead>
      <tbody>
        ${cost.items.map(
          (item) =>
            html`<tr>
              <td>${itemName(item, locale)}</td>
              <td class="number">${money(item.net)}</td>
              <td class="number">${money(item.vat)}</td>
              <td class="number">${money(item.gross)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${w.total}</th>
          <td class="number">${money(cost.total.net)}</td>
          <td class="number">${money(cost.total.vat)}</td>
          <td class="number">${money(cost.total.gross)}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
}

/** The same as lines of a plain text. */
export function costLines(cost: Cost, { currency }: Pick<Profile, 'currency'>, locale: Locale): string[] {
  const { cost: w } = amendmentWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  if (cost.items.every(({ gross }) => gross === 0)) return [w.free];
  const { net, vat, gross } = cost.total;
  return [
    ...cost.items.map((item) => `${itemName(item, locale)}: ${money(item.gross)}`),
    `${w.total}: ${money(gross)} (${w.net.toLowerCase()} ${money(net)}, ${w.vat} ${money(vat)})`,
  ];
}

function itemName({ kind, name, quantity }: Cost['items'][number], locale: Locale): string {
  const { cost: w } = amendmentWords[locale];
  const what = kind === 'goods' ? (name ?? w.goods) : name === undefined ? w[kind] : `${w[kind]}: ${name}`;
  return quantity === undefined ? what : `${what} (${String(quantity)})`;
}

/** Whether it arrives on time, and what comes later, in plain words. */
export function riskIn(
  { risk, later }: Pick<Plan, 'risk' | 'later'>,
  { timeZone }: Shop,
  locale: Locale,
): string[] {
  const w = amendmentWords[locale];
  const date = (at: Instant) => day(at, locale, timeZone);
  return [w.risk(risk.with), ...(later ? [w.later(later.units, date(later.day))] : [])];
}
