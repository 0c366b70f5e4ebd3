import fc from 'fast-check';

/** What has a meaning somewhere: in markup, headers, sheets, logs. */
const marks = [
  ...['<', '>', '&', '"', "'", '`', '/', '\\', '=', '+', '-', '@', '|', '%', ';', ':', ',', '{', '}', '$'],
  ...['\r', '\n', '\r\n', '\t', ' ', '\u0000', '\u0001', '\u007f', '\u0085', '\u2028', '\u202e', '\ufeff'],
  ...['=?UTF-8?Q?', '?=', '=0A', '%0d%0aBcc:', '\r\nBcc: x@example.com', '\r\n\r\n', '<x@example.com>'],
  ...['<script>', '</script>', '<!--', '-->', ']]>', '&lt;', '&#0;', '&amp', 'onload=', 'javascript:'],
  ...['=cmd|', '@SUM(', '"=1+1', '＝', 'ș', 'Ț', '日本', '🎁', '👩‍👧', 'e\u0301', 'Ana', '42'],
];

const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...marks) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((pieces) => pieces.join(''));

/** A hundred thousand texts, the same in each run: mixtures of what has a meaning somewhere and of anything at all. */
export const strings: readonly string[] = fc.sample(text, { numRuns: 100_000, seed: 20_261_125 });
