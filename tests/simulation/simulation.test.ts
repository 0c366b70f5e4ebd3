import { expect, it } from 'vitest';
import { simulate } from './run.ts';

const seeds = 100;

it('a hundred lives with faults: nothing lost, nothing doubled, nothing early', async () => {
  const sums = { mails: 0, forgotten: 0, heard: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await simulate(seed);
    for (const of of ['mails', 'forgotten', 'heard'] as const) sums[of] += run[of];
    // To see it again: simulate(seed) in tests/simulation/run.ts.
    expect([seed, run.faults]).toEqual([seed, []]);
  }
  // A house that never says anything, and forgets nobody, keeps every rule.
  expect(sums.mails).toBeGreaterThan(seeds);
  expect(sums.heard).toBeGreaterThan(5 * seeds);
  expect(sums.forgotten).toBeGreaterThan(20);
});

it('the same seed is the same life', async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
  expect((await simulate(7)).hash).not.toBe((await simulate(8)).hash);
});
