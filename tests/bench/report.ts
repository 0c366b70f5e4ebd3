import { cpus, release, totalmem } from 'node:os';
import { type Figure, isMet, ratioOf, type Section } from './figure.ts';

/** What the figures were measured on; they compare within one run, times not between machines. */
export const machineLine = (at: Date): string =>
  [
    `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    `${String(Math.round(totalmem() / 2 ** 30))} GB`,
    `${process.platform} ${release()} ${process.arch}`,
    `Node ${process.version}`,
    at.toISOString().slice(0, 10),
  ].join(', ');

const number = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value.toLocaleString('en', {
        maximumFractionDigits: Number.isInteger(value) || value >= 1_000 ? 0 : 2,
      });

const titles = ['figure', 'unit', 'ours', 'alternative', 'ratio', 'bound', 'met'] as const;

function row(figure: Figure): string[] {
  const { name, unit, ours, alternative, bound } = figure;
  const met = isMet(figure);
  return [
    name,
    unit,
    number(ours),
    number(alternative),
    ratioOf(figure)?.toPrecision(2) ?? '',
    bound ? `${bound.of === 'ratio' ? 'ratio ' : ''}≤ ${number(bound.most)}` : '',
    met === undefined ? '' : met ? 'yes' : 'NO',
  ];
}

/** The one table, in Markdown that reads as text; the alternative of each section below it. */
export function tableOf(sections: readonly Section[]): string {
  const figures = sections.flatMap((section) => section.figures);
  const rows = [[...titles], ...figures.map(row)];
  const widths = titles.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at > 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at > 1 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line), '', ...alternatives(figures)].join('\n');
}

const alternatives = (figures: readonly Figure[]): string[] => [
  ...new Set(
    figures.flatMap(({ section, against }) =>
      against === undefined ? [] : [`Alternative of ${section}: ${against}.`],
    ),
  ),
];

/** The same for machines, with whether each bound is met. */
export const jsonOf = (machine: string, at: Date, sections: readonly Section[]): string =>
  `${JSON.stringify(
    {
      machine,
      at: at.toISOString(),
      figures: sections
        .flatMap((section) => section.figures)
        .map((figure) => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure) })),
      notes: sections.flatMap((section) => section.notes),
    },
    null,
    2,
  )}\n`;
