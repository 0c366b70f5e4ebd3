import type { Content } from '../orders/content.ts';
import { totalOf } from '../orders/content.ts';

/** Pieces of an order that are refunded together: those of a parcel. */
export type Pieces = readonly { readonly lineId: string; readonly quantity: number }[];

/**
 * What comes back for some pieces, in minor units: their part of what was truly paid, by the price of their line after
 * its discount, VAT included; rounded down, so that parts never sum to more than the whole. Shipping and charges stay paid as
 * long as something of the order remains.
 */
export function partOf(content: Content, paid: number, pieces: Pieces, defaultVat: number): number {
  const weights = new Map(content.lines.map((line) => [line.lineId, weightOf(content, line, defaultVat)]));
  const quantities = new Map(content.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const shipping = (content.shippingFee?.amount ?? 0) * vatFactor(content, defaultVat);
  const charges = (content.charges ?? []).reduce(
    (sum, { amount, vatRate }) => sum + amount * vatFactor(content, vatRate),
    0,
  );
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, shipping + charges);
  if (whole === 0) return 0;
  const part = pieces.reduce((sum, { lineId, quantity }) => {
    const of = quantities.get(lineId) ?? 0;
    return of === 0 ? sum : sum + ((weights.get(lineId) ?? 0) * Math.min(quantity, of)) / of;
  }, 0);
  return Math.floor((paid * part) / whole + 1e-6);
}

/** What was paid: as reported, else what the order costs. */
export const paidFor = (content: Content, reported: number | undefined): number =>
  reported ?? totalOf(content);

const weightOf = (content: Content, line: Content['lines'][number], defaultVat: number): number =>
  (line.unitPrice.amount * line.quantity - (line.discount?.amount ?? 0)) *
  vatFactor(content, line.vatRate ?? defaultVat);

/** In hundredths: prices without VAT weigh more by it. */
const vatFactor = ({ pricesIncludeVat }: Content, rate: number): number =>
  pricesIncludeVat === false ? 100 + rate : 100;
