import type { output } from 'zod/v4/core';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { type Cause, causes } from '../stock/level/state.ts';
import type { levelsApi } from '../stock/levels-api.ts';
import { causeList, evidenceInTime } from './drift-evidence.ts';
import { messageOf } from './message.ts';
import type { Said } from './said.ts';
import { driftPath } from './stock-page.ts';
import { form, hidden, input, select, table } from './stock-parts.ts';
import { stockWords } from './stock-words.ts';

export type DriftDetail = output<(typeof levelsApi)['GET /v1/stock/drifts/{driftId}']['answers'][200]>;

export interface DriftModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly drift: DriftDetail;
  readonly said: Said;
  readonly time: (at: string) => string;
  readonly may: { readonly look: boolean; readonly resolve: boolean; readonly approve: boolean };
}

/** One difference: the three figures, why probably, whose orders it touches, and what can be done. */
export function driftPage(model: DriftModel): string {
  const { locale, viewer, drift, said, time } = model;
  const w = stockWords[locale];
  const figure = (n: number | null) => (n === null ? w.nothing : String(n));
  return page({
    locale,
    viewer,
    title: w.titles.drift(drift.sku),
    message: messageOf(said, locale),
    body: html`<dl>
        <dt>${w.columns.page}</dt>
        <dd>${figure(drift.published)}</dd>
        <dt>${w.columns.book}</dt>
        <dd>${drift.book}</dd>
        <dt>${w.columns.shelf}</dt>
        <dd>${figure(drift.counted)}</dd>
        <dt>${w.columns.place}</dt>
        <dd>${drift.location}</dd>
        <dt>${w.columns.status}</dt>
        <dd>${w.statuses[drift.status] ?? drift.status}</dd>
        <dt>${w.columns.since}</dt>
        <dd>${time(drift.openedAt)}</dd>
      </dl>
      <p>${drift.nextStep.text}</p>
      <h2>${w.sections.causes}</h2>
      ${causeList(model)} ${evidenceInTime(model)}
      <h2>${w.sections.exposed}</h2>
      ${exposedTable(model)} ${acts(model)}`,
  });
}

function exposedTable({ locale, viewer, drift }: DriftModel): Html {
  const w = stockWords[locale];
  if (drift.exposedOrders.length === 0) return html`<p>${w.none.exposed}</p>`;
  return table(
    w.sections.exposed,
    [w.columns.order, { number: w.columns.pieces }, { number: w.columns.covered }],
    drift.exposedOrders.map(
      ({ orderId, quantity, covered }) =>
        html`<tr>
          <td>
            <a href="${inLanguage(`/staff/orders/${orderId}`, viewer)}">${orderId}</a>
          </td>
          <td class="number">${quantity}</td>
          <td class="number">${covered}</td>
        </tr>`,
    ),
  );
}

function acts(model: DriftModel): Html | undefined {
  const { drift, may } = model;
  if (drift.status === 'closed' || drift.status === 'storefront') return undefined;
  return html`${may.look && lookForm(model)} ${drift.proposal !== null && proposalForm(model)}
  ${may.resolve && drift.proposal === null && resolveForm(model)}`;
}

function lookForm({ locale, viewer, drift }: DriftModel): Html {
  const w = stockWords[locale];
  return form(
    viewer,
    driftPath(drift.driftId),
    html`${hidden('action', 'look')}
      <fieldset>
        <legend>${w.sections.look}</legend>
        ${input(w.fields.found, 'found', { type: 'number' })}
        <button>${w.act.look}</button>
      </fieldset>`,
  );
}

function resolveForm({ locale, viewer, drift }: DriftModel): Html {
  const w = stockWords[locale];
  const ranked = drift.causes.map(({ cause }) => cause);
  const all = [...ranked, ...causes.filter((cause) => !ranked.includes(cause))];
  return form(
    viewer,
    driftPath(drift.driftId),
    html`${hidden('action', 'resolve')}
      <fieldset>
        <legend>${w.sections.resolve}</legend>
        ${select(
          w.fields.cause,
          'cause',
          all.map((cause) => [cause, w.causes[cause as Cause] ?? cause]),
        )}
        ${input(w.fields.adjustment, 'adjustment')}
        <p class="hint">${w.adjustmentHint}</p>
        ${input(w.fields.note, 'note')}
        <button>${w.act.resolve}</button>
      </fieldset>`,
  );
}

function proposalForm({ locale, viewer, drift, may }: DriftModel): Html | undefined {
  const w = stockWords[locale];
  const { proposal } = drift;
  if (!proposal) return undefined;
  const cause = w.causes[proposal.cause as Cause] ?? proposal.cause;
  const sign = proposal.adjustment > 0 ? '+' : proposal.adjustment < 0 ? '−' : '';
  const pieces = `${sign}${w.pieces(Math.abs(proposal.adjustment))}`;
  const said = html`<p>
    ${w.proposed(cause, pieces, proposal.by)}${proposal.note !== undefined && ` ${proposal.note}`}
  </p>`;
  if (!may.approve)
    return html`<h2>${w.sections.proposal}</h2>
      ${said}`;
  return form(
    viewer,
    driftPath(drift.driftId),
    html`${hidden('cause', proposal.cause)} ${hidden('proposed', String(proposal.adjustment))}
      <fieldset>
        <legend>${w.sections.proposal}</legend>
        ${said}
        <p class="actions">
          <button name="action" value="approve">${w.act.approve}</button>
          <button class="plain" name="action" value="decline">${w.act.decline}</button>
        </p>
      </fieldset>`,
  );
}
