import type { Instant } from '../time/instant.ts';

export type Locale = 'ro' | 'en';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ro-RO', { ...options, timeZone });
    formats.set(key, found);
  }
  return found;
}

/** "joi, 26 noiembrie", "Thursday, 26 November". */
export const day = (at: Instant, locale: Locale, timeZone: string): string =>
  format(locale, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** "26 noiembrie 2026", "26 November 2026". */
export const longDate = (at: Instant, locale: Locale, timeZone: string): string =>
  format(locale, timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** "26 nov.", "26 Nov". */
export const shortDay = (at: Instant, locale: Locale, timeZone: string): string =>
  format(locale, timeZone, { day: 'numeric', month: 'short' }).format(at);

/** "joi, 26 noiembrie, 14:30". */
export const dayAndTime = (at: Instant, locale: Locale, timeZone: string): string =>
  `${day(at, locale, timeZone)}, ${format(locale, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`;

/** The calendar day in the store's time zone, `YYYY-MM-DD`. */
export const isoDay = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );

const numbers = {
  ro: { format: new Intl.NumberFormat('ro-RO'), plural: new Intl.PluralRules('ro') },
  en: { format: new Intl.NumberFormat('en-GB'), plural: new Intl.PluralRules('en') },
} as const satisfies Record<Locale, unknown>;

/** A number as it is read: 100.000, 100,000. */
export const grouped = (count: number, locale: Locale): string => numbers[locale].format.format(count);

/** A count with its noun by the language's plural rules: 1 zi, 2 zile, 20 de zile. */
export function counted(
  count: number,
  noun: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
  locale: Locale,
): string {
  return `${grouped(count, locale)} ${noun[numbers[locale].plural.select(count)] ?? noun.other}`;
}
