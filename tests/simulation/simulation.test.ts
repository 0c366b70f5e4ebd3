import { expect, it } from 'vitest';
import { simulate } from './run.ts';

const seeds = 100;

it('a hundred lives with faults: nothing lost, nothing doubled, nothing early', async () => {
  let mails = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await simulate(seed);
    mails += run.mails;
    // To see it again: simulate(seed) in tests/simulation/run.ts.
    expect([seed, run.faults]).toEqual([seed, []]);
  }
  // A house that never says anything keeps every rule.
  expect(mails).toBeGreaterThan(seeds);
});

it('the same seed is the same life', async () => {
  expect(await simulate(7)).toEqual(await simulate(7));
  expect((await simulate(7)).hash).not.toBe((await simulate(8)).hash);
});
