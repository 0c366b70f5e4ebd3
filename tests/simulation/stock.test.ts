import { expect, it } from 'vitest';
import { simulateStock } from './stock-run.ts';

/** Eighty lives of a stock a run; `npm run simulate -- --stock --seeds 10000` for the long form. */
const seeds = Array.from({ length: 80 }, (_, n) => n + 1);

it(
  'the books agree after every life, whoever raced, died or said it twice',
  { timeout: 120_000 },
  async () => {
    for (const seed of seeds) expect([seed, (await simulateStock(seed)).faults]).toEqual([seed, []]);
  },
);
