import { own } from '../kernel/own.ts';
import { matterOf } from '../amendments/approval-page.ts';
import { approvalWords } from '../amendments/approval-words.ts';
import { type Change, shipments } from '../amendments/bodies.ts';
import type { Preview } from '../amendments/requesting.ts';
import type { Amendment } from '../amendments/state.ts';
import { riskIn } from '../amendments/showing.ts';
import { amendmentWords } from '../amendments/words.ts';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Content } from '../orders/content.ts';
import type { Profile } from '../stores/profile.ts';
import { amendmentsWords } from './amendments-words.ts';

export interface AmendModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly orderId: string;
  readonly open: boolean;
  readonly content: Content;
  /** What was written into the form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly preview?: {
    readonly preview: Preview;
    readonly changes: readonly Change[];
    readonly as: Amendment;
  };
  readonly fault?: string;
}

/** How many lines can be added at once by the form. */
export const addedRows = 2;

/** The form in which staff ask for a change; what it means is looked at first, by a round trip and without a script. */
export function amendPage(model: AmendModel): string {
  const { locale, viewer, orderId, fault } = model;
  const w = amendmentsWords[locale];
  return page({
    locale,
    viewer,
    title: w.ask(orderId),
    message: fault === undefined ? undefined : { kind: 'fault', text: w.refused(fault) },
    body: model.open ? html`${previewOf(model)} ${form(model)}` : html`<p>${w.closed}</p>`,
  });
}

function previewOf({ locale, profile, preview }: AmendModel): Html {
  if (!preview) return html``;
  const w = amendmentsWords[locale];
  const { text, asked } = preview.preview;
  const parties = asked.map(({ party }) => approvalWords[locale].roles[party] ?? party).join(', ');
  return html`<section aria-label="${w.previewed}">
    <h2>${w.previewed}</h2>
    ${matterOf({ locale, profile, amendment: preview.as, changes: preview.changes, assessment: text })}
    ${
      text.alternatives.length > 0 &&
      html`<h3>${w.alternatives}</h3>
        <ul>
          ${text.alternatives.map(
            (one) =>
              html`<li>
                ${amendmentWords[locale].alternatives[one.id]}:
                ${formatMoney(one.cost.total.gross, profile.currency, locale)}.
                ${riskIn(one, profile, locale).join(' ')}
              </li>`,
          )}
        </ul>`
    }
    <p><strong>${asked.length === 0 ? w.asksNobody : w.asks(parties)}</strong></p>
  </section>`;
}

function form({ locale, viewer, profile, orderId, content, fields }: AmendModel): Html {
  const w = amendmentsWords[locale];
  const value = (name: string, otherwise = '') => own(fields, name) ?? otherwise;
  const input = (id: string, label: string, more: Html = html``, otherwise = ''): Html =>
    html`<span
      ><label for="${id}">${label}</label><br /><input
        id="${id}"
        name="${id}"
        value="${value(id, otherwise)}"
        ${more}
    /></span>`;
  return html`<form method="post" action="${inLanguage(`/staff/orders/${orderId}/amendment`, viewer)}">
    <input type="hidden" name="csrf" value="${viewer.csrf}" />
    <fieldset>
      <legend>${w.lines}</legend>
      <div class="actions">
        ${content.lines.map(({ lineId, name, quantity }) =>
          input(
            `quantity.${lineId}`,
            w.quantityOf(name),
            html`type="number" min="0" max="1000000"`,
            String(quantity),
          ),
        )}
      </div>
    </fieldset>
    <fieldset>
      <legend>${w.more}</legend>
      ${Array.from({ length: addedRows }, (_, at) => {
        const n = String(at);
        return html`<div class="actions" role="group" aria-label="${w.more} ${at + 1}">
          ${input(`sku.${n}`, w.sku, html`maxlength="64"`)}
          ${input(`added.${n}`, w.quantity, html`type="number" min="1" max="1000000"`)}
          ${input(`name.${n}`, w.name, html`maxlength="200"`)}
          <span
            ><input
              type="checkbox"
              id="unlisted.${n}"
              name="unlisted.${n}"
              value="true"
              ${value(`unlisted.${n}`) === 'true' && html`checked`}
            /><label for="unlisted.${n}">${w.unlisted}</label></span
          >
        </div>`;
      })}
    </fieldset>
    <fieldset>
      <legend>${w.address}</legend>
      <div class="actions">
        ${input('street', w.street, html`maxlength="200"`)} ${input('city', w.city, html`maxlength="100"`)}
        ${input('postalCode', w.postalCode, html`maxlength="16"`)}
      </div>
    </fieldset>
    <fieldset>
      <legend>${w.delivery}</legend>
      <div class="actions">
        ${input('date', w.date, html`type="date"`)}
        ${select('shipments', w.shipments, value('shipments'), [
          ['', w.asBefore],
          ...shipments.map((one) => [one, amendmentWords[locale].change.shipments[one]] as const),
        ])}
        ${select('onBehalfOf', w.behalf, value('onBehalfOf'), [
          ['', w.nobody],
          ...profile.staff.map(({ id, name }) => [id, name] as const),
        ])}
      </div>
    </fieldset>
    <p class="actions">
      <button name="action" value="preview">${w.preview}</button>
      <button class="plain" name="action" value="request">${w.send}</button>
    </p>
  </form>`;
}

const select = (
  id: string,
  label: string,
  chosen: string,
  options: readonly (readonly [string, string])[],
): Html =>
  html`<span
    ><label for="${id}">${label}</label><br /><select id="${id}" name="${id}">
      ${options.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
      )}
    </select></span
  >`;
