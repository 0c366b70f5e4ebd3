import { describe, expect, it } from 'vitest';
import { lnBest, lnFactorial, lnFisher, stratified, tests } from '../../shared/reports/exact.ts';

const table = (hits: number, stalled: number, others: number, passed: number) => ({
  hits,
  stalled,
  others,
  passed,
});

describe('Fisher’s exact test', () => {
  // The lady tasting tea: 1 in 70 to name all four, 17 in 70 to name three or more.
  it.each([
    [table(4, 4, 0, 4), 1 / 70],
    [table(3, 4, 1, 4), 17 / 70],
    [table(2, 4, 2, 4), 53 / 70],
    [table(0, 4, 4, 4), 1],
    [table(10, 12, 8, 60), 4.188867219875701e-6],
    [table(18, 20, 4, 20), 8.321907049962377e-6],
    [table(0, 5, 0, 5), 1],
    [table(5, 5, 5, 5), 1],
    [table(3, 5, 0, 0), 1],
  ])('%o', (given, p) => {
    expect(Math.exp(lnFisher(given))).toBeCloseTo(p, 12);
  });

  it('keeps its figures where p is next to nothing', () => {
    // 450 of 500 against 100 of 500: 2.677290152775734e-121 in exact integers.
    expect(lnFisher(table(450, 500, 100, 500))).toBeCloseTo(Math.log(2.677290152775734e-121), 9);
    expect(lnFisher(table(5_000, 5_000, 0, 5_000))).toBeLessThan(-6_000);
  });

  it('knows the best that a trait as frequent as this can reach', () => {
    // Two of eight have it; at the best both are among the four stalled: 6 of 28 pairs.
    expect(Math.exp(lnBest(table(0, 4, 2, 4)))).toBeCloseTo(6 / 28, 12);
    expect(Math.exp(lnBest(table(4, 4, 4, 4)))).toBe(1);
  });

  it('rests on logarithms of factorials', () => {
    expect(Math.exp(lnFactorial(10))).toBeCloseTo(3_628_800, 5);
    expect(lnFactorial(0)).toBe(0);
  });
});

describe('the test within strata', () => {
  it('of one stratum is Fisher’s', () => {
    expect(stratified([table(3, 4, 1, 4)])).toBeCloseTo(17 / 70, 12);
  });

  it('adds up what each stratum shows', () => {
    // Of two and two, both hits fall on the stalled with 1/6, one with 4/6.
    expect(stratified([table(2, 2, 0, 2), table(2, 2, 0, 2)])).toBeCloseTo(1 / 36, 12);
    expect(stratified([table(2, 2, 0, 2), table(1, 2, 1, 2)])).toBeCloseTo(9 / 36, 12);
  });

  it('finds nothing where every stratum has one kind alone', () => {
    expect(stratified([table(4, 4, 0, 0), table(0, 0, 1, 4), table(2, 2, 3, 3)])).toBe(1);
  });
});

describe('Tarone’s number of tests', () => {
  const count = (bests: number[]) => tests(bests.map(Math.log), 0.05);
  it('counts those that can reach significance', () => {
    expect(count([0.001, 0.02, 0.2])).toBe(2);
    expect(count([0.001, 0.2, 0.4])).toBe(1);
    expect(count([0.001, 0.001, 0.001, 0.001])).toBe(4);
    // Each reaches 0.05/2, so all three are counted, though at 0.05/3 none can be significant.
    expect(count([0.02, 0.02, 0.02])).toBe(3);
    expect(count([])).toBe(1);
  });
});
