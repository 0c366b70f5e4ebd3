import { parse as parseCsv } from 'csv-parse/sync';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { describe, expect, it, vi } from 'vitest';
import { lambdaLog } from '../../functions/pipelines/ports.ts';
import { html } from '../../shared/i18n/html.ts';
import { encodedWord } from '../../shared/notices/ses.ts';
import { csvLine } from '../../shared/reports/csv.ts';
import { strings } from './strings.ts';

type Node = DefaultTreeAdapterMap['childNode'];

describe('a hundred thousand texts, put in and read back by a reader of its own', () => {
  it('in a page stand where they were put, and make no element and no attribute', () => {
    // A parser of HTML reads \r\n and \r as \n and U+0000 not at all: no text of ours has them (shared/http/fields.ts).
    const read = strings.map((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', ''));
    for (let from = 0; from < read.length; from += 1_000) {
      const some = read.slice(from, from + 1_000);
      const page = html`${some.map((text) => html`<p title="${text}" lang="${text}">${text}</p>`)}`;
      const nodes = parseFragment(page.text).childNodes;
      expect(nodes.map(asPut)).toEqual(some);
    }
  });

  it('in a mail header are one word of ASCII, of lines that fit', () => {
    for (const text of strings) {
      const header = encodedWord(text);
      const words = header.split(' ');
      const encoded = words.every(
        (word) => /^=\?UTF-8\?B\?[A-Za-z0-9+/]*=*\?=$/.test(word) && word.length <= 75,
      );
      if (!encoded && !/^[A-Za-z0-9 ]+$/.test(header)) expect.fail(JSON.stringify([text, header]));
      const back = encoded
        ? words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString()).join('')
        : header;
      if (back !== text.toWellFormed()) expect.fail(JSON.stringify([text, header]));
    }
  });

  it('in a sheet are cells in their places, none of them a formula', () => {
    for (const [locale, delimiter] of [
      ['ro', ';'],
      ['en', ','],
    ] as const) {
      const sheet = strings.map((text, n) => csvLine([n, text, 'end'], locale)).join('');
      const options = { record_delimiter: '\r\n', relax_column_count: false, delimiter };
      const rows = parseCsv(sheet, options) as string[][];
      expect(rows).toHaveLength(strings.length);
      rows.forEach(([n, cell = '', end], at) => {
        const text = strings[at] ?? '';
        const right = n === String(at) && end === 'end' && (cell === text || cell === `'${text}`);
        if (!right || /^[=+\-@\t\r\n＝＋－＠]/.test(cell)) expect.fail(JSON.stringify([text, cell]));
      });
    }
  });

  it('in a log are one line each', () => {
    const lines: string[] = [];
    // The logger has a console of its own, on the standard output.
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const log = lambdaLog();
    for (const text of strings) log.info('refused', { orderId: text });
    out.mockRestore();
    expect(lines).toHaveLength(strings.length);
    lines.forEach((line, at) => {
      const said = JSON.parse(line) as { orderId?: string; message: string };
      // The logger leaves out what is empty.
      const { orderId = '' } = said;
      if (line.indexOf('\n') !== line.length - 1 || orderId !== strings[at] || said.message !== 'refused')
        expect.fail(line);
    });
  });
});

/** The text of a paragraph, if it stands there three times and nothing else does. */
function asPut(node: Node): string | undefined {
  if (node.nodeName !== 'p' || !('attrs' in node)) return undefined;
  const [title, lang, ...others] = node.attrs;
  const [inside, ...more] = node.childNodes;
  const text =
    inside === undefined ? '' : inside.nodeName === '#text' && 'value' in inside ? inside.value : undefined;
  return others.length + more.length === 0 && title?.value === text && lang?.value === text
    ? text
    : undefined;
}
