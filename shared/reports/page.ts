import { page, type Viewer } from '../http/page.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { dateNumber } from '../time/business.ts';
import { dateText } from '../time/dates.ts';
import { instant, parseInstant } from '../time/instant.ts';
import type { Bar, Bars, Block, Cell, Table, Tone } from './blocks.ts';
import { outcomes } from './checks.ts';
import type { ReportView } from './daily-view.ts';
import { type ReportWords, reportWords } from './report-words.ts';
import { sectionsOf } from './sections.ts';
import { dateOf, type Writing } from './writing.ts';

const fills: Readonly<Record<Tone, string>> = {
  calm: 'var(--bar)',
  warn: 'var(--bar-warn)',
  fault: 'var(--bar-fault)',
  soft: 'var(--line)',
};

/** The report as a page: charts as pictures that speak, every figure in words or a table beside them. */
export function reportPage(
  report: ReportView,
  writing: Writing,
  viewer: Viewer,
  { today, done }: { readonly today: string; readonly done: boolean },
): string {
  const { locale } = writing;
  const w = reportWords[locale];
  const form: Form = { w, csrf: viewer.csrf, back: report.date };
  const neighbour = (by: number) => dateText(dateNumber(report.date) + by);
  const link = (date: string, words: string) =>
    html`<a href="/v1/reports/daily?date=${date}&lang=${locale}">${words}</a>`;
  return page({
    locale,
    title: w.title(dateOf(report.date, writing)),
    viewer,
    message: done ? { kind: 'done', text: w.saved } : undefined,
    body: html`<p class="soft">${lead(report, writing)}</p>
      <p class="actions">
        ${link(neighbour(-1), w.before)} ${report.date < today && link(neighbour(1), w.after)}
        <a href="/v1/reports/daily?date=${report.date}&format=csv">${w.sheet}</a>
      </p>
      ${sectionsOf(report, writing).map(
        ({ title, blocks }, at) =>
          html`<section>
            <h2>${title}</h2>
            ${blocks.map((block, index) => blockOf(block, `c${String(at)}-${String(index)}`, form))}
          </section>`,
      )}`,
  });
}

/** When the report was true, and of which day it tells. */
export function lead(report: ReportView, writing: Writing): string {
  const w = reportWords[writing.locale];
  const before = dateOf(report.dayBefore, writing);
  const at = parseInstant(report.asOf) ?? instant(0);
  return report.reconstructed
    ? w.reconstructed(before)
    : w.asOf(dayAndTime(at, writing.locale, writing.timeZone), before);
}

interface Form {
  readonly w: ReportWords;
  readonly csrf: string;
  /** The date of the report that is shown again afterwards. */
  readonly back: string;
}

function blockOf(block: Block, id: string, form: Form): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h3>${block.text}</h3>`;
    case 'text':
      return block.strong ? html`<p><strong>${block.text}</strong></p>` : html`<p>${block.text}</p>`;
    case 'links':
      return html`<p>${block.lead && `${block.lead}: `}${commas(block.links.map(cell))}</p>`;
    case 'check':
      return checkForm(block, id, form);
    case 'bars':
      return bars(block, id);
    case 'table':
      return table(block);
  }
}

function checkForm(
  { stage, attribute, value }: Extract<Block, { kind: 'check' }>,
  id: string,
  { w, csrf, back }: Form,
): Html {
  const fields = { csrf, stage, attribute, value, date: back };
  return html`<details>
    <summary>${w.tick}</summary>
    <form method="post" action="/staff/checks">
      ${Object.entries(fields).map(
        ([name, text]) => html`<input type="hidden" name="${name}" value="${text}" />`,
      )}
      <label for="${id}-o">${w.outcome}</label>
      <select class="wide" id="${id}-o" name="outcome">
        ${outcomes.map((outcome) => html`<option value="${outcome}">${w.outcomes[outcome]}</option>`)}
      </select>
      <label for="${id}-n">${w.note}</label>
      <input class="wide" id="${id}-n" name="note" maxlength="1000" />
      <button>${w.save}</button>
    </form>
  </details>`;
}

const commas = (parts: readonly Html[]): Html[] =>
  parts.map((part, at) => (at === 0 ? part : html`, ${part}`));

const cell = ({ text, href }: Cell): Html =>
  href === undefined ? html`${text}` : html`<a href="${href}">${text}</a>`;

function bars({ caption, legend, rows }: Bars, id: string): Html {
  return html`<figure class="bars">
    <figcaption>${caption}</figcaption>
    ${
      legend.length > 0 &&
      html`<p class="soft">
        ${legend.map(({ tone, text }) => html`<span class="key">${swatch(tone)} ${text}</span> `)}
      </p>`
    }
    ${rows.map((row, at) => bar(row, caption, `${id}-${String(at)}`))}
  </figure>`;
}

const swatch = (tone: Tone): Html =>
  html`<svg width="12" height="12" aria-hidden="true">
    <rect width="12" height="12" style="fill:${fills[tone]}" />
  </svg>`;

function bar({ label, figure, segments }: Bar, caption: string, id: string): Html {
  let x = 0;
  const rects = segments.map(({ share, tone }) => {
    const from = x;
    x += share * 100;
    return html`<rect
      x="${from.toFixed(2)}"
      width="${(share * 100).toFixed(2)}"
      height="10"
      style="fill:${fills[tone]}"
    />`;
  });
  return html`<div class="bar">
    <span>${label}</span><span class="figure">${figure}</span>
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-labelledby="${id}-t ${id}-d">
      <title id="${id}-t">${label}: ${figure}</title>
      <desc id="${id}-d">${caption}</desc>
      ${rects}
    </svg>
  </div>`;
}

function table({ caption, head, rows }: Table): Html {
  const numbers = rows[0]?.map(({ number }) => number === true) ?? [];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((name, at) => html`<th scope="col" ${numbers[at] && html`class="number"`}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) =>
            html`<tr>
              <th scope="row">${first && cell(first)}</th>
              ${others.map((one) => html`<td ${one.number && html`class="number"`}>${cell(one)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
