import { describe, expect, it } from 'vitest';
import { lives, type LifeName } from './lives.ts';
import { planted } from './planted.ts';
import { shrink } from './shrink.ts';

const names = Object.keys(lives) as LifeName[];

describe.each(names)('a life of %s', (name) => {
  it('is the same for the same seed, and another for another', async () => {
    const { live } = lives[name];
    const once = await live(7);
    expect(await live(7)).toEqual(once);
    expect((await live(8)).hash).not.toBe(once.hash);
  });
});

it('a failing seed shrinks to what it takes to fail, and says how to run it again', async () => {
  const { bug } = planted.find(({ name }) => name === 'an e-mail leaves twice for one claim')!;
  const shrunk = await shrink('orders', 1, { bug });
  // It takes no fault at all, and a few steps.
  expect(shrunk?.fault).toMatch(/went 2 times on 1 claims/);
  expect(shrunk?.without).toContain('crashes');
  expect(shrunk?.steps).toBeLessThan(20);
  expect(shrunk?.command).toBe(
    `npm run simulate -- --from 1 --seeds 1 --without ${String(shrunk?.without.join(','))} --steps ${String(shrunk?.steps)}`,
  );
  expect(await shrink('orders', 1)).toBeUndefined();
});
