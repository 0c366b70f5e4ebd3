import { storeId } from '../../shared/kernel/brand.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { instant } from '../../shared/time/instant.ts';
import type { Ports } from './ports.ts';

/** Requests a shop may make in ten seconds, over all functions: 500 a second. */
const most = 5_000;
const window = 10_000;
/** Each instance reports its count in lumps: one write for so many requests, so the bound is met to within them. */
const lump = 50;

export type Budget = (store: string) => Promise<void>;

/** The request rate per shop. Counted together in the table, so that many instances share one bound. */
export function budgetOf({ heads, clock }: Pick<Ports, 'heads' | 'clock'>): Budget {
  const counts = new Map<string, { window: number; unreported: number; total: number }>();
  return async (store) => {
    const now = clock();
    const current = Math.floor(now / window);
    let count = counts.get(store);
    if (count?.window !== current) {
      count = { window: current, unreported: 0, total: 0 };
      counts.set(store, count);
    }
    count.unreported++;
    if (count.unreported >= lump) {
      const by = count.unreported;
      count.unreported = 0;
      const key = { store: storeId(store), kind: 'budget', id: 'requests' };
      count.total = await heads.add(key, String(current), by, instant(now + 60_000));
    }
    if (count.total + count.unreported <= most) return;
    const wait = Math.ceil(((current + 1) * window - now) / 1_000);
    throw new ProblemError(
      problem('too-many-requests', { detail: `At most ${String(most / 10)} requests a second per store.` }),
      {
        'retry-after': String(wait),
      },
    );
  };
}
