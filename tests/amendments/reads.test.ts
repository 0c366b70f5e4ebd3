import { expect, it } from 'vitest';
import { readsOfAssessment } from './reads.ts';

it('an assessment reads at most one batch for each hundred lines of the order', async () => {
  // Products, their texts, levels and own reservations of fifty articles; the order's content, twice.
  expect(await readsOfAssessment(500, 50)).toEqual({ batches: 4, singles: 2, refused: undefined });
  const one = await readsOfAssessment(500, 1);
  expect(one.batches).toBeLessThanOrEqual(5);
});
