import { expect, it } from 'vitest';
import { generate } from '../estimates/history.ts';
import { split } from '../estimates/split.ts';

it('is right as often as it says on a history with drift, heavy tails, weekends and segments', () => {
  const planted = {
    name: 'all',
    drift: 0.03,
    heavy: [0.06, 1.7] as const,
    weekend: 1.5,
    segments: { A: 1, B: 1.8, fan: 1, cargus: 1.5 },
  };
  const { entry, noon } = split(generate(1, planted, 15, 20), 12, 3);
  for (const one of [entry, noon]) {
    expect(one.forecasts).toBeGreaterThan(1_000);
    expect(one.covered90).toBeGreaterThan(0.88);
    expect(one.covered90).toBeLessThan(0.92);
    expect(one.loss50 / one.fixed50).toBeLessThan(0.9);
    expect(one.loss90 / one.fixed90).toBeLessThan(0.9);
  }
});
