import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { stageLabel } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import { messageOf } from './message.ts';
import type { OrderLine } from './order-line.ts';
import type { Said } from './said.ts';
import { pageWords } from './words.ts';

export interface StallsModel {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly lines: readonly OrderLine[];
  readonly filter: {
    readonly level?: string | undefined;
    readonly stage?: string | undefined;
    readonly acknowledged?: string | undefined;
  };
  readonly said: Said;
  /** The address of the next page, if there is one. */
  readonly next: string | undefined;
  readonly mayTake: boolean;
  readonly maySnooze: boolean;
}

/** The work list: gravest and oldest first, several taken or put off at once. */
export function stallsPage(model: StallsModel): string {
  const { locale, viewer, lines, next, mayTake, maySnooze } = model;
  const w = pageWords[locale];
  const { columns, act } = w;
  const acts = (mayTake || maySnooze) && lines.length > 0;
  return page({
    locale,
    viewer,
    title: w.titles.stalls,
    message: messageOf(model.said, locale),
    body: html`${filterForm(model)}
    ${
      lines.length === 0
        ? html`<p>${w.none.stalls}</p>`
        : html`<form method="post" action="${inLanguage('/staff/stalls', viewer)}">
            <input type="hidden" name="csrf" value="${viewer.csrf}" />
            <div class="scroll" tabindex="0" role="region" aria-label="${w.titles.stalls}">
              <table>
                <thead>
                  <tr>
                    ${acts && html`<th scope="col">${columns.choose}</th>`}
                    <th scope="col">${columns.order}</th>
                    <th scope="col">${columns.level}</th>
                    <th scope="col">${columns.stage}</th>
                    <th scope="col">${columns.promise}</th>
                    <th scope="col">${columns.estimate}</th>
                    <th scope="col">${columns.who}</th>
                  </tr>
                </thead>
                <tbody>
                  ${lines.map((line) => row(line, acts, model))}
                </tbody>
              </table>
            </div>
            ${
              acts &&
              html`<fieldset>
                <legend>${act.legend}</legend>
                ${
                  mayTake &&
                  html`<p class="actions">
                    <span
                      ><label for="cause">${act.cause}</label><br /><input
                        id="cause"
                        name="cause"
                        maxlength="100" /></span
                    ><button name="action" value="acknowledge">${act.take}</button>
                  </p>`
                }
                ${
                  maySnooze &&
                  html`<p class="actions">
                    <span
                      ><label for="until">${act.until}</label><br /><select id="until" name="until">
                        ${w.pauses.map(({ length, label }) => html`<option value="${length}">${label}</option>`)}
                      </select></span
                    >
                    <span
                      ><label for="reason">${act.reason}</label><br /><input
                        id="reason"
                        name="reason"
                        maxlength="200" /></span
                    ><button class="plain" name="action" value="snooze">${act.snooze}</button>
                  </p>`
                }
              </fieldset>`
            }
          </form>`
    }
    ${next !== undefined && html`<p><a href="${next}">${w.next}</a></p>`}`,
  });
}

function row(line: OrderLine, acts: boolean, { locale, viewer }: StallsModel) {
  const w = pageWords[locale];
  const { orderId, level } = line;
  return html`<tr>
    ${
      acts &&
      html`<td>
        <input
          type="checkbox"
          name="pick.${line.stallId}"
          value="${line.version}"
          aria-label="${w.columns.choose} ${orderId}"
        />
      </td>`
    }
    <td><a href="${inLanguage(`/staff/orders/${orderId}`, viewer)}">${orderId}</a></td>
    <td class="${level === 'warned' ? 'warn' : 'fault'}">${level && w.levels[level]}</td>
    <td>
      ${line.stage}<br /><span class="soft"
        >${line.waited}${line.limit !== undefined && ` (${w.limit(line.limit)})`}</span
      >
    </td>
    <td>${line.promise}</td>
    <td>${line.estimate}</td>
    <td>${line.who}</td>
  </tr>`;
}

function filterForm({ locale, profile, filter, viewer }: StallsModel) {
  const w = pageWords[locale];
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') && html`selected`}>${label}</option>`;
  return html`<form method="get" class="actions">
    ${viewer.lang !== undefined && html`<input type="hidden" name="lang" value="${viewer.lang}" />`}
    <span
      ><label for="level">${w.columns.level}</label><br /><select id="level" name="level">
        ${option('', w.filter.all, filter.level)}
        ${Object.entries(w.levels).map(([value, label]) => option(value, label, filter.level))}
      </select></span
    >
    <span
      ><label for="stage">${w.columns.stage}</label><br /><select id="stage" name="stage">
        ${option('', w.filter.all, filter.stage)}
        ${profile.stages
          .filter(({ next }) => next.length > 0)
          .map(({ name }) => option(name, stageLabel(name, locale, profile.stages), filter.stage))}
      </select></span
    >
    <span
      ><label for="acknowledged">${w.columns.who}</label><br /><select id="acknowledged" name="acknowledged">
        ${option('', w.filter.all, filter.acknowledged)}
        ${option('false', w.filter.free, filter.acknowledged)}
        ${option('true', w.filter.taken, filter.acknowledged)}
      </select></span
    >
    <button class="plain">${w.filter.show}</button>
  </form>`;
}
