import type { HeadStore } from '../../kernel/head.ts';
import type { Locale } from '../../i18n/dates.ts';
import type { Cause, Stock } from '../level/state.ts';
import { type Around, gatherCase } from './gather.ts';
import { rankCauses } from './rank.ts';
import { evidenceText } from './words.ts';

export interface RankedCause {
  readonly cause: Cause;
  readonly probability: number;
  readonly evidence: readonly {
    readonly fact: string;
    readonly text: string;
    readonly ref?: string;
    readonly at?: string;
  }[];
}

/** The probable causes of an open difference, best first, with their evidence in the shop's language. */
export async function rankedCauses(
  heads: HeadStore,
  stock: Stock,
  location: string,
  around: Around & { readonly locale: Locale },
): Promise<RankedCause[]> {
  const gathered = await gatherCase(heads, stock, location, around);
  if (!gathered) return [];
  return rankCauses(gathered).map(({ evidence, ...ranked }) => ({
    ...ranked,
    evidence: evidence.map((one) => evidenceText(one, around.locale)),
  }));
}
