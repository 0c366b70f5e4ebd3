/** Ş and ţ with a cedilla, as old keyboards write them, are the letters with a comma below. */
export const commaBelow = (text: string): string =>
  text.normalize('NFC').replace(/[ŞşŢţ]/gu, (letter) => commas.get(letter) ?? letter);

const commas: ReadonlyMap<string, string> = new Map([
  ['Ş', 'Ș'],
  ['ş', 'ș'],
  ['Ţ', 'Ț'],
  ['ţ', 'ț'],
]);

/** Are two texts the same to a reader: whatever the Unicode form, cedilla or comma? */
export const isSameText = (a: string, b: string): boolean => commaBelow(a) === commaBelow(b);

// Controls, the Unicode line and paragraph separators, and the marks that turn text round.
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of text: breaks and tabs are blanks, in NFC, at most so many UTF-16 units. */
export const oneLine = (text: string): string => text.normalize('NFC').replace(breaks, ' ').trim();
