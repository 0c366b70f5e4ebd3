import type { Locale } from './dates.ts';

/** Minor units as people read them: "269,89 RON", "RON 269.89". The currency says how many decimals it has (ISO 4217). */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ro-RO', {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
