import { counted } from '../i18n/dates.ts';
import { type Html, html } from '../i18n/html.ts';
import { layout } from '../notices/layout.ts';
import type { Bar, Block, Cell, Section, Tone } from './blocks.ts';
import type { ReportView } from './daily-view.ts';
import { lead } from './page.ts';
import { reportWords } from './report-words.ts';
import { sectionsOf } from './sections.ts';
import { dateOf, traitText, type Writing } from './writing.ts';

/** Middle tones: they show on white paper and on a dark one. */
const fills: Readonly<Record<Tone, string>> = {
  calm: '#2f8f78',
  warn: '#c77700',
  fault: '#c23b3b',
  soft: '#8a8a84',
};

/** The report as an e-mail: charts are tables with coloured cells, which every mail client shows. */
export function reportMail(
  report: ReportView,
  writing: Writing,
): { subject: string; html: string; text: string } {
  const w = reportWords[writing.locale];
  const sections = sectionsOf(report, writing);
  const subject = subjectOf(report, writing);
  const link = `${writing.base}/v1/reports/daily?date=${report.date}`;
  return {
    subject,
    html: layout({
      locale: writing.locale,
      title: subject,
      heading: w.title(dateOf(report.date, writing)),
      body: html`<p>${lead(report, writing)}</p>
        <p><a href="${link}">${w.open}</a></p>
        ${sections.map(
          ({ title, blocks }) =>
            html`<h2 style="margin:28px 0 8px;font-size:17px">${title}</h2>
              ${blocks.map(blockOf)}`,
        )}`,
    }),
    text: [lead(report, writing), `${w.open}: ${link}`, ...sections.map(sectionText)].join('\n\n'),
  };
}

function subjectOf(report: ReportView, writing: Writing): string {
  const { locale } = writing;
  const w = reportWords[locale];
  const total = report.stalls?.total ?? 0;
  const [cause] = report.bottlenecks?.flatMap(({ causes }) => causes) ?? [];
  return w.subject(
    report.store,
    dateOf(report.date, writing),
    total === 0 ? w.calm : counted(total, w.stalled, locale),
    cause && traitText(cause, locale),
  );
}

function blockOf(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h3 style="margin:16px 0 4px;font-size:16px">${block.text}</h3>`;
    case 'text':
      return block.strong ? html`<p><strong>${block.text}</strong></p>` : html`<p>${block.text}</p>`;
    case 'links':
      return html`<p>
        ${block.lead && `${block.lead}: `}${block.links.map((one, at) => html`${at > 0 && ', '}${cell(one)}`)}
      </p>`;
    case 'check':
      return html``;
    case 'bars':
      return html`<p style="margin-bottom:4px">
          ${block.caption}${
            block.legend.length > 0 &&
            html`<br />${block.legend.map(
                ({ tone, text }) => html`<span style="color:${fills[tone]}">■</span> ${text} `,
              )}`
          }
        </p>
        ${block.rows.map(bar)}`;
    case 'table':
      return html`<table style="width:100%;border-collapse:collapse;margin:0 0 16px;font-size:14px">
        <caption style="text-align:left;padding:0 0 4px">
          ${block.caption}
        </caption>
        <tr>
          ${block.head.map((name, at) => html`<th scope="col" style="${edge}${side(block.rows[0]?.[at])}">${name}</th>`)}
        </tr>
        ${block.rows.map(
          (row) =>
            html`<tr>
              ${row.map((one) => html`<td style="${edge}${side(one)}">${cell(one)}</td>`)}
            </tr>`,
        )}
      </table>`;
  }
}

const edge = 'padding:4px 8px 4px 0;border-bottom:1px solid #8a8a84;vertical-align:top;';
const side = (one: Cell | undefined): string => (one?.number ? 'text-align:right' : 'text-align:left');

const cell = ({ text, href }: Cell): Html =>
  href === undefined ? html`${text}` : html`<a href="${href}">${text}</a>`;

/** A bar of at least a hair, so that one of many is seen. */
function bar({ label, figure, segments }: Bar): Html {
  const drawn = segments.filter(({ share }) => share > 0);
  const rest = 100 - drawn.reduce((sum, { share }) => sum + share * 100, 0);
  const fill = 'height:12px;font-size:0;line-height:0;padding:0;';
  return html`<p style="margin:0;font-size:14px">${label}: ${figure}</p>
    <table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 8px">
      <tr>
        ${drawn.map(
          ({ share, tone }) =>
            html`<td style="${fill}width:${(share * 100).toFixed(1)}%;background:${fills[tone]}">&nbsp;</td>`,
        )}
        ${rest > 0.05 && html`<td style="${fill}width:${rest.toFixed(1)}%">&nbsp;</td>`}
      </tr>
    </table>`;
}

function sectionText({ title, blocks }: Section): string {
  return [title.toUpperCase(), ...blocks.map(blockText).filter((line) => line !== '')].join('\n');
}

/** Charts need no words of their own: their figures follow in a table, but for shares, which are a line each. */
function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return block.text;
    case 'links':
      return `${block.lead && `${block.lead}: `}${block.links.map(({ text }) => text).join(', ')}`;
    case 'check':
      return '';
    case 'bars':
      return block.legend.length > 0
        ? ''
        : block.rows.map(({ label, figure }) => `- ${figure} ${label}`).join('\n');
    case 'table':
      return [
        `${block.caption}:`,
        ...block.rows.map(
          ([first, ...others]) =>
            `- ${first?.text ?? ''}: ${others.map((one, at) => (one.number ? `${(block.head[at + 1] ?? '').toLowerCase()} ${one.text}` : one.text)).join(', ')}`,
        ),
      ].join('\n');
  }
}
