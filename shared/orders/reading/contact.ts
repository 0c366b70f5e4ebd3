import { email as emailField, phone as phoneField } from '../../http/fields.ts';
import { checked } from '../../http/read.ts';
import { oneLine } from '../../i18n/fold.ts';
import { cut, isVisible } from '../../i18n/graphemes.ts';
import type { Problem } from './problems.ts';

/** Reads a telephone number by a country; undefined for what is none. */
export type ReadPhone = (text: string, country: string) => string | undefined;

/** In international form, or Romanian: what needs no table of countries. */
export const plainPhone: ReadPhone = (text) => {
  const read = checked(phoneField, text);
  return 'data' in read ? read.data : undefined;
};

/** The languages in which messages are written. */
export const languages = ['ro', 'en'] as const;
type Language = (typeof languages)[number];

/** Whom an order is for, as far as he can be reached. */
export interface Customer {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** The language that he is written to in; the shop's unless there. */
  readonly locale?: Language;
  /** The language tag that was sent, where messages come in another language. */
  readonly language?: string;
  /** What was sent and cannot be used: kept, and not written to. */
  readonly problems?: readonly Problem[];
}

export interface GivenContact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly locale?: string | undefined;
}

/** The longest name that messages carry. */
const longestName = 120;

/** Takes a contact in. Nothing of it refuses an order: what cannot be used is kept under `problems`. */
export function readContact(given: GivenContact, country: string, readPhone: ReadPhone): Customer {
  const problems: Problem[] = [];
  const field = <T>(
    name: keyof GivenContact,
    reason: Problem['reason'],
    read: (text: string) => T | undefined,
  ): T | undefined => {
    const text = given[name];
    if (text === undefined || text === '') return undefined;
    const value = read(text);
    if (value === undefined) problems.push({ field: name, reason, value: oneLine(text) });
    return value;
  };
  const name = given.name === undefined || !isVisible(given.name) ? undefined : oneLine(given.name);
  if (name !== undefined && name.length > longestName)
    problems.push({ field: 'name', reason: 'cut', value: name });
  const email = field('email', 'not-an-email', readEmail);
  const phone = field('phone', 'not-a-phone', (text) => readPhone(text, country));
  const locale = field('locale', 'not-a-language', readLanguage);
  return {
    ...(name === undefined ? {} : { name: cut(name, longestName) }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(locale?.language ? { locale: locale.language } : {}),
    ...(locale && locale.tag !== locale.language ? { language: locale.tag } : {}),
    ...(problems.length > 0 ? { problems } : {}),
  };
}

/** One address; a domain in another script is kept in the form that mail servers know. */
function readEmail(text: string): string | undefined {
  const plain = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const at = plain.lastIndexOf('@');
  const domain = at < 0 ? '' : plain.slice(at + 1);
  // Only letters beyond ASCII are turned, so that nothing else of a domain is mended silently.
  const ascii = /[^\u0000-\u007f]/u.test(domain) ? asciiOf(domain) : domain;
  const read = checked(emailField, `${plain.slice(0, at + 1)}${ascii}`);
  return 'data' in read ? read.data : undefined;
}

const asciiOf = (domain: string): string => URL.parse(`https://${domain}`)?.hostname ?? domain;

/** `ro-RO`, `en_US` and `hu`; undefined for what names no language. */
function readLanguage(text: string): { readonly tag: string; readonly language?: Language } | undefined {
  try {
    const tag = new Intl.Locale(text.trim().replaceAll('_', '-'));
    const language = languages.find((one) => one === tag.language);
    return { tag: tag.toString(), ...(language ? { language } : {}) };
  } catch {
    return undefined;
  }
}
