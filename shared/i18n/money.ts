import type { Locale } from './dates.ts';

/** Made once for each language and currency: making one takes far longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatIn(currency: string, locale: Locale): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ro-RO', {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
    });
  formats.set(key, format);
  return format;
}

/** Minor units as people read them: "269,89 RON", "RON 269.89". The currency says how many decimals it has (ISO 4217). */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const format = formatIn(currency, locale);
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The same for customers: in Romanian a sum in RON is one in lei, "218,00 lei". */
export const customerMoney = (amount: number, currency: string, locale: Locale): string =>
  locale === 'ro' && currency === 'RON'
    ? formatMoney(amount, currency, locale).replace(/RON$/, 'lei')
    : formatMoney(amount, currency, locale);
