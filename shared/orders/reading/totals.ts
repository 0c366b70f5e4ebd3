import { grossOf } from '../account.ts';
import type { Content } from '../content.ts';

/**
 * What the shop charged stands. A difference of up to one minor unit for each line is one visible rounding; a larger one is
 * part of what the order costs too, and is shown to a person, for nobody knows what it is for.
 */
export function withRounding(content: Content, defaultVat: number): Content {
  const { totals } = content;
  if (!totals) return content;
  const amount = totals.gross.amount - grossOf(content, defaultVat);
  if (amount === 0) return content;
  if (Math.abs(amount) <= content.lines.length) return { ...content, rounding: { amount } };
  return {
    ...content,
    rounding: { amount, differs: true },
    problems: [
      ...(content.problems ?? []).filter(({ reason }) => reason !== 'differs-from-lines'),
      { field: 'totals', reason: 'differs-from-lines' },
    ],
  };
}
