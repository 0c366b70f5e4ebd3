import parse, { type CountryCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { ReadPhone } from './contact.ts';

/**
 * A telephone number as people of a country write it, in international form. Of two the first that is one; an extension is
 * left out, for nobody sends messages to it. Imported by functions that take contacts in, and by no other: its table of
 * countries is larger than all else that they load.
 */
export const readPhone: ReadPhone = (text, country) => {
  for (const one of [text, ...text.split(/[/;,|]|\s-\s|\bsau\b|\bor\b/u)]) {
    const found = international(plain(one), country);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Digits of any width, without `tel:`, and without the marks that nobody sees. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^\s*tel:/iu, '')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/[\u2010-\u2015]/gu, '-')
    .trim();

function international(text: string, country: string): string | undefined {
  const home = isSupportedCountry(country) ? country : undefined;
  const digits = text.replace(/\D/g, '');
  // With the country's prefix but without its plus; and without the zero that a spreadsheet has dropped.
  const tries = [text, `+${digits}`, `0${digits}`];
  // A number that is none at home is written with the plus, or is none.
  for (const one of tries) {
    const number = validIn(one, home);
    if (number !== undefined && (one === text || sameCountry(number, home))) return number;
  }
  return undefined;
}

function validIn(text: string, country: CountryCode | undefined): string | undefined {
  const number = parse(text.replace(/^00/, '+'), country === undefined ? {} : { defaultCountry: country });
  return number?.isValid() ? number.number : undefined;
}

const sameCountry = (number: string, country: CountryCode | undefined): boolean =>
  country !== undefined && parse(number)?.country === country;
