import { type Duration, duration } from './instant.ts';

/**
 * Durations of stages are skewed with a long tail; the log-normal is the usual first model of them.
 * `mu` and `sigma` are mean and deviation of the logarithm of milliseconds.
 */
export interface LogNormal {
  readonly mu: number;
  readonly sigma: number;
}

const z90 = 1.2815515655446004;

/** The log-normal with these quantiles; `p90` must be above `p50`, both above zero. */
export function fromQuantiles(p50: Duration, p90: Duration): LogNormal {
  return { mu: Math.log(p50), sigma: Math.log(p90 / p50) / z90 };
}

export const quantile = ({ mu, sigma }: LogNormal, q: number): Duration =>
  duration(Math.exp(mu + sigma * probit(q)));

/**
 * The whole duration, given that it has already lasted `waited`: the q-quantile of T | T > waited. An order
 * long overdue gets a later answer, not yesterday's.
 */
export function quantileGiven(model: LogNormal, waited: Duration, q: number): Duration {
  if (waited <= 0) return quantile(model, q);
  // Beyond 8 deviations the tail probability loses its digits; nobody waits that long but by mistake.
  const z = Math.min((Math.log(waited) - model.mu) / model.sigma, 8);
  const tail = upperTail(z) * (1 - q);
  return duration(Math.max(waited, Math.exp(model.mu - model.sigma * probit(tail))));
}

/**
 * The log-normal with the mean and variance of a sum of independent parts.
 * Source: L. F. Fenton, "The Sum of Log-Normal Probability Distributions", IRE Trans. CS-8 (1960), 57–67.
 */
export function sum(parts: readonly LogNormal[]): LogNormal | undefined {
  if (parts.length === 0) return undefined;
  let mean = 0;
  let variance = 0;
  for (const { mu, sigma } of parts) {
    const m = Math.exp(mu + (sigma * sigma) / 2);
    mean += m;
    variance += m * m * Math.expm1(sigma * sigma);
  }
  const s2 = Math.log1p(variance / (mean * mean));
  return { mu: Math.log(mean) - s2 / 2, sigma: Math.sqrt(s2) };
}

/**
 * P(Z > z) of the standard normal, relative error below 1.2e-7 in the tail too.
 * Source: W. H. Press et al., "Numerical Recipes", 2nd ed., section 6.2 (erfcc).
 */
export function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series = [
    1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const erfc = t * Math.exp(-x * x - 1.26551223 + t * series.reduceRight((acc, c) => acc * t + c, 0));
  return z >= 0 ? erfc / 2 : 1 - erfc / 2;
}

/**
 * The standard normal quantile, relative error below 1.2e-9.
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 */
export function probit(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -probit(1 - p);
  const at = (c: readonly number[], x: number) => c.reduce((acc, k) => acc * x + k, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return at(tailTop, q) / at([...tailBottom, 1], q);
  }
  const q = p - 0.5;
  return (at(midTop, q * q) * q) / at([...midBottom, 1], q * q);
}

const midTop = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const midBottom = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
];
const tailTop = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBottom = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
