import fc from 'fast-check';
import { type Draw, likely, pick } from './values.ts';

/** Pieces of text that somebody sends by mistake, and that somebody sends on purpose. */
const refused = [
  '\ud83d',
  '\ude00',
  '\ud800',
  '\udfff',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\r\nBcc: x@evil.example',
  '\u202e',
  '\u2066',
  '\u2028',
];
const unusual = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\ufeff',
  '\u200e',
  '\u200f',
  '\u061c',
  '\u3164',
  '\u2800',
  '\ufe0f',
  '\u{e0041}',
  'e\u0301',
  'a\u0323\u0307',
  'Z\u0351\u036b\u0343',
  '\u0301',
  '👩‍👩‍👧‍👦',
  '🇷🇴',
  '👍🏽',
  '1️⃣',
  '김',
  'ש',
  'ع',
  'क्षि',
  '漢',
  '𝔄',
  'ﬁ',
  'İ',
  'ß',
  'ş',
  'ș',
  '=cmd()',
  '<b>',
  '"',
  "'",
  '&amp;',
  '{order}',
  '$&',
  '%00',
  '%ED%A0%BD',
  '\\',
  '__proto__',
  'constructor',
  '\ufffd',
  '\uffff',
  '#',
  '~',
  '/',
];
const letters = ['a', 'Ion ', 'Mia', 'x', '1', ' ', '-', 'ă'];
const anything = fc.string({ maxLength: 20, unit: 'binary' });

/** A text of such pieces: half of them hold nothing that every field refuses, so that they get deep. */
export function drawnText(draw: Draw): string {
  const wild = likely(draw, 50);
  const pieces = wild ? [...refused, ...unusual, ...letters] : [...unusual, ...letters, ...letters];
  const length = draw(pick, [1, 1, 2, 3, 5, 8, 30]);
  const text = Array.from({ length }, () => draw(pick, pieces)).join('');
  return wild && likely(draw, 20) ? text + draw(() => anything) : text;
}
