import { counted, type Locale } from './dates.ts';

/** Pieces with their noun, by the rules of the language: "o bucată", "2 bucăți", "40 de bucăți"; "1 piece", "2 pieces". */
export function pieces(count: number, locale: Locale): string {
  if (locale === 'en') return counted(count, { one: 'piece', other: 'pieces' }, 'en');
  return count === 1
    ? 'o bucată'
    : counted(count, { one: 'bucată', few: 'bucăți', other: 'de bucăți' }, 'ro');
}

/** The same of a whole that something is a part of: "din 24 de bucăți", also where it is one. */
export const outOf = (part: number, whole: number, locale: Locale): string =>
  locale === 'en'
    ? `${String(part)} of ${pieces(whole, 'en')}`
    : `${String(part)} din ${pieces(whole, 'ro')}`;

/** How many are missing, with a verb that agrees: "lipsește o bucată", "lipsesc 40 de bucăți". */
export const missing = (count: number, locale: Locale): string =>
  locale === 'en'
    ? `${pieces(count, 'en')} missing`
    : `${count === 1 ? 'lipsește' : 'lipsesc'} ${pieces(count, 'ro')}`;
