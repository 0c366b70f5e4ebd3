/** Two kinds of orders and one trait: how many of each have it. */
export interface Table {
  /** With the trait among the stalled. */
  readonly hits: number;
  readonly stalled: number;
  /** With the trait among the passed. */
  readonly others: number;
  readonly passed: number;
}

const sums: number[] = [0];

/** ln(n!), as a running sum of logarithms: exact to the last few bits, with no formula to trust. */
export function lnFactorial(n: number): number {
  for (let at = sums.length; at <= n; at++) sums.push((sums[at - 1] ?? 0) + Math.log(at));
  return sums[n] ?? 0;
}

const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** ln P(exactly `hits` of the stalled have the trait), if stalling had nothing to do with it. */
function lnExactly(hits: number, { stalled, passed, others, hits: seen }: Table): number {
  const having = seen + others;
  return lnChoose(stalled, hits) + lnChoose(passed, having - hits) - lnChoose(stalled + passed, having);
}

/** The fewest and the most of the stalled that can have the trait, given how many have it at all. */
function support({ stalled, passed, hits, others }: Table): readonly [number, number] {
  return [Math.max(0, hits + others - passed), Math.min(stalled, hits + others)];
}

/**
 * The natural logarithm of the one-sided p of Fisher's exact test: the chance of so many of the stalled with the
 * trait, or more, if orders had been drawn blindly. In logarithms, so that causes stay in order where p itself would
 * be zero. Source: R. A. Fisher, "The Design of Experiments", 1935, ch. II.
 */
export function lnFisher(table: Table): number {
  const { stalled, passed, hits } = table;
  const having = hits + table.others;
  const [, most] = support(table);
  let term = 1;
  let tail = 1;
  // Each term from the one before: P(k+1)/P(k) = (having−k)(stalled−k) / ((k+1)(passed−having+k+1)).
  for (let k = hits; k < most; k++) {
    term *= ((having - k) * (stalled - k)) / ((k + 1) * (passed - having + k + 1));
    tail += term;
  }
  return Math.min(0, lnExactly(hits, table) + Math.log(tail));
}

/** The smallest ln p that a trait as frequent as this could reach: every order that can be, is stalled. */
export function lnBest(table: Table): number {
  const [, most] = support(table);
  return Math.min(0, lnExactly(most, table));
}

/**
 * One-sided exact p of "the trait goes with stalling" within strata: what is left of it once the strata have
 * explained their part. The number of hits over all strata is compared with the sum of independent hypergeometric
 * numbers. Source: A. Agresti, "Categorical Data Analysis", 3rd ed. 2013, § 7.3.4 (exact conditional test of K 2×2
 * tables).
 */
export function stratified(strata: readonly Table[]): number {
  let chances = [1];
  let least = 0;
  let hits = 0;
  for (const table of strata) {
    const [from, to] = support(table);
    const own = Array.from({ length: to - from + 1 }, (_, at) => Math.exp(lnExactly(from + at, table)));
    chances = convolved(chances, own);
    least += from;
    hits += table.hits;
  }
  return Math.min(
    1,
    chances.slice(hits - least).reduce((sum, chance) => sum + chance, 0),
  );
}

function convolved(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) sum[i + j] = (sum[i + j] ?? 0) + x * y;
  return sum;
}

/**
 * By how many tests a result must be corrected: traits too rare or too common to reach significance whatever happens
 * cannot be false alarms and are not counted. The least k such that at most k traits can reach level/k.
 * Source: R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46 (1990), 515–522.
 */
export function tests(lnBests: readonly number[], level: number): number {
  const sorted = [...lnBests].sort((a, b) => a - b);
  for (let k = 1; k <= sorted.length; k++) {
    const next = sorted[k];
    // At most k can reach level/k exactly when the one after the k best cannot.
    if (next === undefined || next > Math.log(level / k)) return k;
  }
  return 1;
}
