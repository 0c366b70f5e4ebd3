import { inLanguage, page, type Viewer } from '../http/page.ts';
import type { Locale } from '../i18n/dates.ts';
import { html } from '../i18n/html.ts';
import { stageLabel } from '../notices/words.ts';
import type { Profile } from '../stores/profile.ts';
import type { OrderLine } from './order-line.ts';
import { pageWords } from './words.ts';

/** Orders of a stage, those longest in it first; or one by its number. */
export function ordersPage({
  locale,
  viewer,
  profile,
  lines,
  stage,
  next,
  notFound,
}: {
  readonly locale: Locale;
  readonly viewer: Viewer;
  readonly profile: Profile;
  readonly lines: readonly OrderLine[];
  readonly stage: string;
  readonly next: string | undefined;
  readonly notFound: boolean;
}): string {
  const w = pageWords[locale];
  return page({
    locale,
    viewer,
    title: w.titles.orders,
    message: notFound ? { kind: 'fault', text: w.none.orders } : undefined,
    body: html`<form method="get" class="actions">
        <span
          ><label for="stage">${w.columns.stage}</label><br /><select id="stage" name="stage">
            ${profile.stages.map(
              ({ name }) =>
                html`<option value="${name}" ${name === stage && html`selected`}>
                  ${stageLabel(name, locale, profile.stages)}
                </option>`,
            )}
          </select></span
        >
        <button class="plain">${w.filter.show}</button>
      </form>
      <form method="get" class="actions">
        <span
          ><label for="order">${w.filter.number}</label><br /><input
            id="order"
            name="order"
            maxlength="64"
            required
        /></span>
        <button class="plain">${w.filter.show}</button>
      </form>
      ${
        lines.length === 0
          ? html`<p>${w.none.orders}</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="${w.titles.orders}">
              <table>
                <thead>
                  <tr>
                    <th scope="col">${w.columns.order}</th>
                    <th scope="col">${w.columns.waiting}</th>
                    <th scope="col">${w.columns.level}</th>
                    <th scope="col">${w.columns.promise}</th>
                    <th scope="col">${w.columns.estimate}</th>
                  </tr>
                </thead>
                <tbody>
                  ${lines.map(
                    (line) =>
                      html`<tr>
                        <td>
                          <a href="${inLanguage(`/staff/orders/${line.orderId}`, viewer)}">${line.orderId}</a>
                        </td>
                        <td>${line.waited}<br /><span class="soft">${w.since(line.since)}</span></td>
                        <td>${line.level && w.levels[line.level]}</td>
                        <td>${line.promise}</td>
                        <td>${line.estimate}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${next !== undefined && html`<p><a href="${next}">${w.next}</a></p>`}`,
  });
}
