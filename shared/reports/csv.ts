/**
 * One line of a sheet. RFC 4180: commas, CRLF, quotes doubled. A text that a spreadsheet would take for a formula gets
 * an apostrophe in front: it then shows as it is. Numbers are numbers. Source for the marks: OWASP, "CSV Injection".
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
