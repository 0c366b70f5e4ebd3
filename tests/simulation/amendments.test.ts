import { expect, it } from 'vitest';
import { simulateAmendments } from './amend-run.ts';

/** Sixty lives a run; `npm run simulate -- --amendments --seeds 10000` for the long form. */
const seeds = Array.from({ length: 60 }, (_, n) => n + 1);

it(
  'no life applies what was not agreed to, loses a paper, or leaves anything held',
  { timeout: 120_000 },
  async () => {
    let [applied, ended] = [0, 0];
    for (const seed of seeds) {
      const run = await simulateAmendments(seed);
      expect([seed, run.faults]).toEqual([seed, []]);
      applied += run.applied;
      ended += run.ended;
    }
    // A house in which nothing is ever agreed to keeps every rule.
    expect(applied).toBeGreaterThan(25);
    expect(ended).toBeGreaterThan(200);
  },
);
