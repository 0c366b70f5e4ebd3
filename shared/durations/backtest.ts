import { bucketCount, cumulated, empty, type Histogram, total, addTo, leaning } from './histogram.ts';
import { parentOf } from './segment.ts';

/** A stage's durations by segment and week; weeks are numbered without gaps, the last is the present one. */
export interface Weekly {
  readonly weeks: number;
  /** Parents before children; each holds its children too. */
  readonly segments: ReadonlyMap<string, readonly Histogram[]>;
  /** What the profile says, as a distribution. */
  readonly prior: Histogram;
}

export interface Choice {
  /** Weeks after which a sample counts half. */
  readonly halfLife: number;
  /** How many samples' worth a segment leans on its parent. */
  readonly lean: number;
}

/** The shop leans on its profile only as long as it has hardly any history. */
const leanOnProfile = 10;

/** What is expected of each segment in week `week`, from the weeks before it. */
export function* forecasts(
  { weeks, segments, prior }: Weekly,
  { halfLife, lean }: Choice,
): Generator<ReadonlyMap<string, Histogram>> {
  const memory = new Map([...segments.keys()].map((name) => [name, empty()]));
  const fade = 2 ** (-1 / halfLife);
  for (let week = 0; week <= weeks; week++) {
    const expected = new Map<string, Histogram>();
    for (const [name, seen] of memory) {
      const parent = parentOf(name);
      const from = parent === undefined ? undefined : expected.get(parent);
      expected.set(name, leaning(seen, from ?? prior, from ? lean : leanOnProfile));
    }
    yield expected;
    for (const [name, seen] of memory) {
      addTo(seen, segments.get(name)?.[week] ?? empty());
      for (let b = 0; b < bucketCount; b++) seen[b] = (seen[b] ?? 0) * fade;
    }
  }
}

/** Weeks in which nothing was known yet say nothing about forecasts. */
const warmUp = 3;

/** What forecast best lately is what is chosen. */
const scoreHalfLife = 6;

/** What lies in a segment and in none of its children. */
function leaves({ segments }: Weekly): (readonly [string, readonly Histogram[]])[] {
  return [...segments].map(([name, own]) => {
    const children = [...segments].filter(([other]) => parentOf(other) === name);
    const rest = own.map((histogram, week) => {
      const left = addTo(empty(), histogram);
      for (const [, child] of children) addTo(left, child[week] ?? empty(), -1);
      return left;
    });
    return [name, rest] as const;
  });
}

/**
 * How far each week's forecasts were from what then happened: the ranked probability score over the buckets, the lower
 * the better. Source: T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", JASA 102
 * (2007), 359–378.
 */
export function score(weekly: Weekly, choice: Choice): number {
  const own = leaves(weekly);
  let [week, sum] = [0, 0];
  for (const expected of forecasts(weekly, choice)) {
    const weight = 2 ** (-(weekly.weeks - 1 - week) / scoreHalfLife);
    for (const [name, seen] of week < Math.min(warmUp, weekly.weeks - 1) ? [] : own) {
      const observed = seen[week];
      if (!observed) continue;
      const n = total(observed);
      if (n === 0) continue;
      const [said, came] = [cumulated(expected.get(name) ?? weekly.prior), cumulated(observed)];
      for (let b = 0; b < bucketCount; b++) {
        const [f, c] = [said[b] ?? 0, came[b] ?? 0];
        sum += weight * (c * (1 - f) ** 2 + (n - c) * f ** 2);
      }
    }
    week++;
  }
  return sum;
}

/** Levels are counted in so many steps. */
const steps = 100;
/** A record that is long past says little about the forecasts of today. */
const recordHalfLife = 1;
/** As if so many forecasts had been right: a short record moves little. */
const trust = 40;

/**
 * At which level the forecasts of the past would have had to be read to be right as often as they said: the share of
 * what came that stayed below each level, week by week on what was not known then, the latest weeks foremost.
 * Sources: V. Kuleshov, N. Fenner, S. Ermon, "Accurate Uncertainties for Deep Learning Using Calibrated Regression",
 * ICML 2018; the weights as in R. F. Barber et al., "Conformal Prediction Beyond Exchangeability", Annals of Statistics 51
 * (2023), 816–845.
 */
export function recalibration(weekly: Weekly, choice: Choice): (level: number) => number {
  const record = new Float64Array(steps).fill(trust / steps);
  const own = leaves(weekly);
  let week = 0;
  for (const expected of forecasts(weekly, choice)) {
    const weight = 2 ** (-(weekly.weeks - 1 - week) / recordHalfLife);
    for (const [name, seen] of week < Math.min(warmUp, weekly.weeks - 1) ? [] : own) {
      const observed = seen[week];
      if (observed && total(observed) > 0)
        spread(record, cumulated(expected.get(name) ?? weekly.prior), observed, weight);
    }
    week++;
  }
  return inverse(record);
}

/** Each sample fell somewhere between the levels at which its bucket begins and ends. */
function spread(record: Float64Array, said: Histogram, observed: Histogram, weight: number): void {
  for (let b = 0; b < bucketCount; b++) {
    const n = (observed[b] ?? 0) * weight;
    if (n === 0) continue;
    const [from, to] = [(b === 0 ? 0 : (said[b - 1] ?? 0)) * steps, (said[b] ?? 0) * steps];
    const last = Math.min(steps - 1, Math.max(Math.floor(from), Math.ceil(to) - 1));
    const first = Math.min(steps - 1, Math.floor(from));
    for (let step = first; step <= last; step++) {
      const overlap = Math.min(to, step + 1) - Math.max(from, step);
      record[step] =
        (record[step] ?? 0) + (to > from ? (n * Math.max(0, overlap)) / (to - from) : n / (last - first + 1));
    }
  }
}

function inverse(record: Float64Array): (level: number) => number {
  const whole = record.reduce((sum, n) => sum + n, 0);
  return (level) => {
    let left = level * whole;
    for (let step = 0; step < steps; step++) {
      const here = record[step] ?? 0;
      if (left <= here) return (step + (here > 0 ? left / here : 0)) / steps;
      left -= here;
    }
    return 1;
  };
}
