import { type Adjusted, type Adjustment, type Content, type Line, listPrice } from '../content.ts';

/** What an adjustment makes an order cost more, in minor units; below zero where it takes off. */
export const effectOf = ({ kind, amount }: Pick<Adjustment, 'kind' | 'amount'>): number =>
  kind === 'discount' || kind === 'voucher' ? -Math.abs(amount.amount) : amount.amount;

/**
 * Puts on each line its part of what is taken off the order, in proportion to what it costs and by largest remainder: so VAT
 * is reckoned on what is paid, and who gives a line back gets what he paid for it. One with a VAT rate is borne by the
 * lines of that rate. What no line can bear stands apart.
 */
export function withShares(content: Content): Content {
  if (!content.adjustments) return content;
  let lines = content.lines.map(({ share: _, ...line }): Line => line);
  const adjustments = content.adjustments.map(({ apart: _, ...one }): Adjusted => {
    const effect = effectOf(one);
    const room = roomOf(one, lines);
    if (effect >= 0 || -effect > sum(room)) return { ...one, apart: true };
    const parts = byLargestRemainder(-effect, room);
    lines = lines.map((line, at) => {
      const part = (line.share ?? 0) + (parts[at] ?? 0);
      return part === 0 ? line : { ...line, share: part };
    });
    return one;
  });
  return { ...content, lines, adjustments };
}

/** What can still be taken off each line. */
const roomOf = ({ vatRate }: Adjustment, lines: readonly Line[]): number[] =>
  lines.map((line) =>
    vatRate === undefined || line.vatRate === undefined || line.vatRate === vatRate
      ? Math.max(0, listPrice(line) - (line.discount?.amount ?? 0) - (line.share ?? 0))
      : 0,
  );

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** Parts of a whole in proportion to weights, in whole numbers that add up to it; the largest remainders get the rest. */
export function byLargestRemainder(whole: number, weights: readonly number[]): number[] {
  const total = BigInt(sum(weights));
  if (total === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(whole) * BigInt(weight));
  const parts = exact.map((product) => Number(product / total));
  const order = exact
    .map((product, at) => ({ at, rest: product % total }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const left = whole - sum(parts);
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
