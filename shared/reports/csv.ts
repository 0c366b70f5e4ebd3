import type { Locale } from '../i18n/dates.ts';

/** How a spreadsheet in a language reads a file: Excel in Romanian splits at semicolons, and its decimals have a comma. */
const marks = {
  ro: { separator: ';', decimal: ',' },
  en: { separator: ',', decimal: '.' },
} as const satisfies Record<Locale, unknown>;

/**
 * One line of a sheet. RFC 4180: CRLF, quotes doubled; separator and decimal mark are those of the shop's language. A text
 * that a spreadsheet would take for a formula gets an apostrophe in front: it then shows as it is. Numbers are numbers.
 * Source for the marks of formulas: OWASP, "CSV Injection".
 */
export function csvLine(cells: readonly (string | number | null)[], locale: Locale): string {
  const { separator, decimal } = marks[locale];
  return `${cells.map((value) => cell(value, decimal)).join(separator)}\r\n`;
}

/** Quoted at either separator, so that no program splits a text. */
function cell(value: string | number | null, decimal: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', decimal);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
