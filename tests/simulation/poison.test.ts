import { expect, it } from 'vitest';
import { find, planted } from './planted.ts';
import { simulatePoison } from './poison-run.ts';

it('twenty lives of two shops with one sender: every message reaches the address it was made for', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { faults, mails } = await simulatePoison(seed);
    expect([seed, faults]).toEqual([seed, []]);
    expect(mails).toBeGreaterThan(0);
  }
});

it('the same seed is the same life', async () => {
  expect((await simulatePoison(7)).hash).toBe((await simulatePoison(7)).hash);
});

it('a client that is used again after it failed is found out at the wire', async () => {
  const bug = planted.find((one) => one.in === 'poison')!;
  expect((await find(bug, 20)).by).toMatch(/^a call holds .* twice|^the mail of notice|went to/);
});
