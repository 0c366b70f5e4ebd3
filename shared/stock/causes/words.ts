import { counted, type Locale } from '../../i18n/dates.ts';
import { formatInstant } from '../../time/instant.ts';
import { causes } from '../level/state.ts';
import type { Evidence } from './evidence.ts';
import type { CauseNames, FactWords } from './wording.ts';
import { englishFacts, englishNames } from './words-en.ts';
import { romanianFacts, romanianNames } from './words-ro.ts';

const words: Readonly<Record<Locale, FactWords>> = { ro: romanianFacts, en: englishFacts };
const names: Readonly<Record<Locale, CauseNames>> = { ro: romanianNames, en: englishNames };
const nouns = {
  ro: { one: 'bucată', few: 'bucăți', other: 'de bucăți' },
  en: { one: 'piece', other: 'pieces' },
} as const;

/** A fact as staff read it, with what it can be opened by. */
export function evidenceText({ fact, ref, at, quantity, against }: Evidence, locale: Locale) {
  const named = causes.find((cause) => cause === ref);
  const signed = fact === 'adjusted-before' || fact === 'other-article-opposite';
  const n = `${signed && (quantity ?? 0) > 0 ? '+' : ''}${String(quantity ?? 0)}`.replace('-', '−');
  const text = words[locale][fact]({
    ref: named ? names[locale][named] : (ref ?? '?'),
    pieces: counted(Math.abs(quantity ?? 0), nouns[locale], locale),
    n,
    against: String(against ?? 0).replace('-', '−'),
  });
  return {
    fact,
    text,
    // The name of another cause is nothing that can be opened.
    ...(ref === undefined || named ? {} : { ref }),
    ...(at === undefined ? {} : { at: formatInstant(at) }),
  };
}
