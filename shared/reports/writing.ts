import { day, type Locale } from '../i18n/dates.ts';
import { instant } from '../time/instant.ts';
import { attributeLabel } from './words.ts';

/** For whom a report is written, and where its links lead. */
export interface Writing {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Before every link: nothing on a page of ours, the shop's address in an e-mail. */
  readonly base: string;
}

/** A trait as it is said: *zona B*. */
export const traitText = (
  { attribute, value }: { attribute: string; value: string },
  locale: Locale,
): string => `${attributeLabel(attribute, locale)} ${value}`;

/** A date as it is said: *miercuri, 18 noiembrie*. */
export const dateOf = (date: string, { locale, timeZone }: Writing): string =>
  // Noon in Greenwich is within the date nearly everywhere.
  day(instant(Date.parse(`${date}T12:00:00Z`)), locale, timeZone);

/** A share as it is said, in whole percent. */
export function percent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
