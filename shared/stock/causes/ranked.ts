import type { HeadStore } from '../../kernel/head.ts';
import type { ClaimEntry } from '../level/claim.ts';
import type { Cause, Stock } from '../level/state.ts';

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

export async function rankedCauses(
  ports: { readonly heads: HeadStore },
  store: string,
  stock: Stock,
  location: string,
  claims: readonly ClaimEntry[],
): Promise<RankedCause[]> {
  void [ports, store, stock, location, claims];
  return [];
}
