/** A sum with its VAT: `net + vat === gross`, in minor units; below zero where it goes back to the customer. */
export interface Sum {
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

export const zero: Sum = { net: 0, vat: 0, gross: 0 };

/**
 * The one rounding rule: every item is rounded by itself, half away from zero, and every total is the sum of its items.
 * A price that includes VAT keeps its gross, one without keeps its net; the other two follow.
 */
export function withVat(amount: number, rate: number, includesVat: boolean): Sum {
  const hundredths = Math.round(rate * 100);
  if (includesVat) {
    const vat = times(amount, hundredths, 10_000 + hundredths);
    return { net: amount - vat, vat, gross: amount };
  }
  const vat = times(amount, hundredths, 10_000);
  return { net: amount, vat, gross: amount + vat };
}

/** `amount × by / of`, half away from zero; in whole numbers, for the product may be longer than a number is exact. */
export function times(amount: number, by: number, of: number): number {
  const product = BigInt(Math.abs(amount)) * BigInt(by);
  const rounded = (2n * product + BigInt(of)) / (2n * BigInt(of));
  return Math.sign(amount) * Number(rounded) || 0;
}

export const add = (sums: readonly Sum[]): Sum =>
  sums.reduce(
    (all, { net, vat, gross }) => ({ net: all.net + net, vat: all.vat + vat, gross: all.gross + gross }),
    zero,
  );

/** Totals of each VAT rate, the highest rate first, the unknown one last. */
export function byRate(
  items: readonly (Sum & { readonly vatRate: number | null })[],
): readonly (Sum & { readonly vatRate: number | null })[] {
  return [...Map.groupBy(items, ({ vatRate }) => vatRate)]
    .sort(([a], [b]) => (b ?? -1) - (a ?? -1))
    .map(([vatRate, of]) => ({ vatRate, ...add(of) }));
}
