import type { output } from 'zod/v4/core';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import type { levelsApi } from '../stock/levels-api.ts';
import type { workApi } from '../stock/work-api.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { form, hidden, input, table } from './stock-parts.ts';
import { stockWords } from './stock-words.ts';

export type Drifts = output<(typeof levelsApi)['GET /v1/stock/drifts']['answers'][200]>['items'];
export type Audits = output<(typeof workApi)['GET /v1/stock/audits']['answers'][200]>['items'];
export type Returns = output<(typeof workApi)['GET /v1/stock/returns']['answers'][200]>['items'];

export interface StockModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly drifts: Drifts;
  readonly audits: Audits;
  readonly returns: Returns;
  readonly said: Said;
  readonly time: (at: string) => string;
  readonly may: { readonly count: boolean; readonly restock: boolean; readonly receive: boolean };
}

const here = '/staff/stock';

/** The work of the warehouse on one page: what does not match, what came back, what is to be counted. */
export function stockPage(model: StockModel): string {
  const { locale, viewer, said, may } = model;
  const w = stockWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.stock,
    message: messageOf(said, locale),
    body: html`${
        may.receive &&
        html`<p><a href="${inLanguage(`${here}/receiving`, viewer)}">${w.act.receiving}</a></p>`
      }
      <h2>${w.sections.drifts}</h2>
      ${driftTable(model)}
      <h2>${w.sections.returns}</h2>
      ${
        model.returns.length === 0
          ? html`<p>${w.none.returns}</p>`
          : model.returns.map((one, at) => returnForm(model, one, at))
      }
      <h2>${w.sections.counts}</h2>
      ${
        model.audits.length === 0
          ? html`<p>${w.none.counts}</p>`
          : html`<p class="hint">${w.blind}</p>
              ${model.audits.map((one, at) => countForm(model, one, at))}`
      }`,
  });
}

function driftTable({ locale, viewer, drifts, time }: StockModel): Html {
  const w = stockWords[locale];
  const { article, place, page: shown, book, shelf, status, since } = w.columns;
  if (drifts.length === 0) return html`<p>${w.none.drifts}</p>`;
  const figure = (n: number | null) => (n === null ? '–' : String(n));
  return table(
    w.sections.drifts,
    [article, place, { number: shown }, { number: book }, { number: shelf }, status, since],
    drifts.map(
      (one) =>
        html`<tr>
          <td>
            <a href="${inLanguage(driftPath(one.driftId), viewer)}">${one.sku}</a>
          </td>
          <td>${one.location === 'storefront' ? '–' : one.location}</td>
          <td class="number">${figure(one.published)}</td>
          <td class="number">${one.book}</td>
          <td class="number">${figure(one.counted)}</td>
          <td>${w.statuses[one.status] ?? one.status}</td>
          <td>${time(one.openedAt)}</td>
        </tr>`,
    ),
  );
}

/** The address of a drift's page: its name may hold what an address keeps for itself. */
export const driftPath = (driftId: string): string => `${here}/drifts/${encodeURIComponent(driftId)}`;

function returnForm({ locale, viewer, may, time }: StockModel, one: Returns[number], at: number): Html {
  const w = stockWords[locale];
  const lines = one.lines.map(({ sku, quantity }) => `${sku}: ${w.pieces(quantity)}`).join('; ');
  const what = html`<h3>${one.returnId}${one.orderId !== null && ` · ${one.orderId}`}</h3>
    <p>${lines}. ${time(one.arrivedAt ?? one.expectedAt)}</p>`;
  if (!may.restock) return what;
  return html`${what}
  ${form(
    viewer,
    here,
    html`${hidden('action', 'restock')} ${hidden('returnId', one.returnId)}
      <fieldset>
        <legend>${one.returnId}</legend>
        ${input(w.fields.location, `location-r${String(at)}`)}
        ${one.lines.map(
          ({ sku, quantity }, n) =>
            html`${hidden(`sku-${String(n)}`, sku)} ${hidden(`came-${String(n)}`, String(quantity))}
            ${input(`${w.fields.writtenOff}: ${sku}`, `writtenOff-r${String(at)}-${String(n)}`, {
              type: 'number',
              value: '0',
            })}`,
        )}
        ${input(w.fields.reason, `reason-r${String(at)}`)} ${hidden('at', `r${String(at)}`)}
        <button>${w.act.restock}</button>
      </fieldset>`,
  )}`;
}

/** For a phone: an article, its places, and one number for each. */
function countForm({ locale, viewer, may }: StockModel, one: Audits[number], at: number): Html {
  const w = stockWords[locale];
  const name = one.name === null ? one.sku : `${one.sku} · ${one.name}`;
  if (!may.count) return html`<p>${name}</p>`;
  return form(
    viewer,
    here,
    html`${hidden('action', 'count')} ${hidden('auditId', one.auditId)} ${hidden('at', `c${String(at)}`)}
      <fieldset>
        <legend>${name}</legend>
        ${one.locations.map(
          (location, n) =>
            html`${hidden(`location-${String(n)}`, location)}
            ${input(w.fields.counted(location), `counted-c${String(at)}-${String(n)}`, { type: 'number' })}`,
        )}
        <button>${w.act.count}</button>
      </fieldset>`,
  );
}
