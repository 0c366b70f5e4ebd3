import { beforeEach, expect, it } from 'vitest';
import { countDelay, valve } from '../../shared/notices/valve.ts';
import type { Order } from '../../shared/orders/state.ts';
import { type Instant, minutes, plus } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { on, profileOf } from '../orders/given.ts';

/** Fifty in fifteen minutes. */
const profile = profileOf();
const order = { stay: { by: 'storefront' } } as Order;
let heads: MemoryHeadStore;
let written: number;
beforeEach(() => {
  heads = new MemoryHeadStore();
  written = 0;
  const add = heads.add.bind(heads);
  heads.add = (...of) => (written++, add(...of));
});

const count = async (notices: number, at: Instant): Promise<void> => {
  for (let n = 0; n < notices; n++) await countDelay(heads, 'shop', profile, `ES-${String(n)}~delay~1`, at);
};
const at = (time: string, after = 0): Instant => plus(on(`Mon ${time}`), minutes(after));
const held = (when: Instant) => valve(heads, 'shop', order, profile, when);

it('opens at what the shop allows and shuts at one more', async () => {
  await count(50, at('10:00'));
  expect(await held(at('10:00'))).toBeUndefined();
  await count(1, at('10:00'));
  expect(await held(at('10:00'))).toBe('too-many');
});

it('weighs the window before by its share of the last fifteen minutes', async () => {
  await count(400, at('10:00'));
  expect(await held(at('10:14'))).toBe('too-many');
  // Seven of its fifteen minutes lie within the last quarter of an hour, some 190 of 400; then one, some 27.
  expect(await held(at('10:23'))).toBe('too-many');
  expect(await held(at('10:29'))).toBeUndefined();
});

it('is written to by one in ten of a storm, and still knows its size', async () => {
  await count(5_000, at('10:00'));
  expect(written).toBeLessThan(700);
  // All but one in a hundred of the window is over: 5,000 weigh 50 by then, and a tenth less or more is chance.
  expect(await held(at('10:28'))).toBe('too-many');
  expect(await held(at('10:29', 0.9))).toBeUndefined();
});
