import { approvalWords } from '../amendments/approval-words.ts';
import { type Amendment, isEnded, waiting } from '../amendments/state.ts';
import { type Status, statuses } from '../amendments/status.ts';
import { inLanguage, page, type Viewer } from '../http/page.ts';
import { dayAndTime, type Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { formatMoney } from '../i18n/money.ts';
import type { Profile } from '../stores/profile.ts';
import { amendmentsWords } from './amendments-words.ts';

export interface AmendmentsModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly status: Status;
  readonly items: readonly Amendment[];
  readonly next: string | undefined;
}

/** Whose word or work an amendment waits for. */
export function waitsFor(amendment: Amendment, locale: Locale): string {
  const w = approvalWords[locale];
  if (isEnded(amendment)) return '';
  if (amendment.status === 'awaiting-quote') return w.departments.procurement;
  const tasks = amendment.tasks
    .filter(({ state }) => state === 'open')
    .map(({ department }) => w.departments[department]);
  const words = waiting(amendment).map(({ party }) => w.roles[party] ?? party);
  return [...words, ...tasks].join(', ');
}

/** Amendments of one status, the longest waiting first. */
export function amendmentsPage({ locale, viewer, profile, status, items, next }: AmendmentsModel): string {
  const w = amendmentsWords[locale];
  return page({
    locale,
    viewer,
    title: w.title,
    body: html`<form method="get" class="actions">
        ${viewer.lang !== undefined && html`<input type="hidden" name="lang" value="${viewer.lang}" />`}
        <span
          ><label for="status">${w.status}</label><br /><select id="status" name="status">
            ${statuses.map(
              (one) =>
                html`<option value="${one}" ${one === status && html`selected`}>${w.statuses[one]}</option>`,
            )}
          </select></span
        >
        <button class="plain">${w.show}</button>
      </form>
      ${
        items.length === 0
          ? html`<p>${w.none}</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="${w.title}">
              <table>
                <thead>
                  <tr>
                    <th scope="col">${w.columns.order}</th>
                    <th scope="col">${w.columns.since}</th>
                    <th scope="col" class="number">${w.columns.extra}</th>
                    <th scope="col">${w.columns.waits}</th>
                  </tr>
                </thead>
                <tbody>
                  ${items.map(
                    (one) =>
                      html`<tr>
                        <td>
                          <a href="${inLanguage(`/staff/amendments/${one.id}`, viewer)}">${one.orderId}</a>
                        </td>
                        <td>${dayAndTime(one.since, locale, profile.timeZone)}</td>
                        <td class="number">
                          ${one.terms ? formatMoney(one.terms.gross, profile.currency, locale) : '–'}
                        </td>
                        <td>${waitsFor(one, locale) || w.statuses[one.status]}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${next !== undefined && html`<p><a href="${inLanguage(next, viewer)}">→</a></p>`}`,
  });
}
