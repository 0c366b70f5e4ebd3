import { describe, expect, it } from 'vitest';
import { hours } from '../../shared/time/instant.ts';
import {
  fromQuantiles,
  probit,
  quantile,
  quantileGiven,
  sum,
  upperTail,
} from '../../shared/time/lognormal.ts';

const h = hours(1);

describe('the normal distribution', () => {
  // From Abramowitz and Stegun, table 26.1, and R's pnorm in the tail.
  it.each([
    [0, 0.5],
    [1, 0.158655254],
    [1.959963985, 0.025],
    [3, 0.001349898],
    [-1, 0.841344746],
    [6, 9.865876e-10],
  ])('leaves beyond %f the share %f', (z, p) => {
    expect(upperTail(z) / p).toBeCloseTo(1, 5);
  });

  it.each([
    [0.5, 0],
    [0.9, 1.281551566],
    [0.975, 1.959963985],
    [0.999, 3.090232306],
    [0.01, -2.326347874],
  ])('has its %f quantile at %f', (p, z) => {
    expect(probit(p)).toBeCloseTo(z, 7);
  });

  it('has no end on either side', () => {
    expect([-0.1, 0, 1, 1.1].map(probit)).toEqual([-Infinity, -Infinity, Infinity, Infinity]);
  });
});

describe('a log-normal duration', () => {
  const model = fromQuantiles(hours(12), hours(36));

  it('has the quantiles that it was made from', () => {
    expect(quantile(model, 0.5) / h).toBeCloseTo(12, 6);
    expect(quantile(model, 0.9) / h).toBeCloseTo(36, 6);
  });

  it('of what has not begun is the whole one', () => {
    expect(quantileGiven(model, hours(-1), 0.9) / h).toBeCloseTo(36, 6);
    expect(quantileGiven(model, hours(0), 0.9) / h).toBeCloseTo(36, 6);
  });

  it('expects more of who has waited longer, and never less than he has waited', () => {
    let before = 0;
    for (const waited of [0, 1, 12, 36, 100, 1_000, 100_000]) {
      const median = quantileGiven(model, hours(waited), 0.5) / h;
      expect(median).toBeGreaterThanOrEqual(waited);
      expect(median).toBeGreaterThan(before);
      before = median;
    }
  });

  it('given that nine in ten are done, half of the rest are done at the 95 % quantile', () => {
    // 12 h · exp(0.857231 · 1.644854) = 49.1557 h, by hand.
    expect(quantileGiven(model, hours(36), 0.5) / h).toBeCloseTo(49.156, 2);
  });

  it('adds up in mean and variance', () => {
    // Two alike with mu = 0, sigma = 1: mean 2·e^0.5, variance 2·(e²−e); so sigma² = ln(1 + (e−1)/2) = 0.620115.
    const both = sum([
      { mu: 0, sigma: 1 },
      { mu: 0, sigma: 1 },
    ]);
    expect(both?.sigma).toBeCloseTo(Math.sqrt(0.620115), 5);
    expect(both?.mu).toBeCloseTo(Math.log(2) + 0.5 - 0.620115 / 2, 5);
    // Of sigma = 0.5: mean 2·e^0.125, variance 2·e^0.25·(e^0.25−1); sigma² = ln(1 + (e^0.25−1)/2) = 0.132792.
    const narrow = sum([
      { mu: 0, sigma: 0.5 },
      { mu: 0, sigma: 0.5 },
    ]);
    expect(narrow?.sigma).toBeCloseTo(Math.sqrt(0.132792), 5);
    expect(narrow?.mu).toBeCloseTo(Math.log(2) + 0.125 - 0.132792 / 2, 5);
    expect(sum([])).toBeUndefined();
  });
});
