/** An amount in minor units (bani, cents) of one currency. Integers only: rounding happens where it is stated. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** "129,90 lei", "€12.50": in the reader's language. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
