import { own } from '../kernel/own.ts';
import { graphemes } from './graphemes.ts';

const marks: Record<string, string> = {
  ă: 'a',
  â: 'a',
  î: 'i',
  ș: 's',
  ş: 's',
  ț: 't',
  ţ: 't',
  Ă: 'A',
  Â: 'A',
  Î: 'I',
  Ș: 'S',
  Ş: 'S',
  Ț: 'T',
  Ţ: 'T',
  '„': '"',
  '”': '"',
  '“': '"',
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
};

/**
 * Text for an SMS: without diacritics, so that it stays in the 7-bit alphabet, where a segment holds 160
 * characters and not 70. What the alphabet lacks becomes a question mark, one for what a reader takes for one character; what
 * cannot be seen goes.
 * Source: 3GPP TS 23.038, section 6.2.1 (the basic set, its accented letters left out for plainness).
 */
export function gsm(text: string): string {
  return graphemes(text.normalize('NFC')).map(inAlphabet).join('');
}

const inAlphabet = (character: string): string =>
  [...character]
    .map((mark) => own(marks, mark) ?? mark.normalize('NFD'))
    .join('')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[^\n\r A-Za-z0-9@£$_!"#%&'()*+,\-./:;<=>?]+/gu, '?');

/** The same for places that take ASCII alone, such as the subject of an SNS message: at most 100 characters, one line. */
export const asciiLine = (text: string): string =>
  gsm(text).replace(/[£]/g, '?').replace(/\s+/g, ' ').slice(0, 99);

/** Two segments, each seven characters shorter for saying which it is. Source: 3GPP TS 23.040, 9.2.3.24.1. */
const twoSegments = 306;

/** The same with a link at its end, which is never cut: a second segment where it needs one, and then shorter words. */
export function withLink(text: string, link?: string): string {
  if (link === undefined) return oneSegment(text);
  const plain = gsm(text);
  const room = twoSegments - link.length - 1;
  return `${plain.length <= room ? plain : plain.slice(0, Math.max(0, plain.lastIndexOf(' ', room)))} ${link}`;
}

/** One segment of 160, cut at a word where it must be. */
export function oneSegment(text: string): string {
  const plain = gsm(text);
  if (plain.length <= 160) return plain;
  const cut = plain.slice(0, 157);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 120))}...`;
}
