import { bucketCount, cumulated, empty, type Histogram, total, addTo, leaning } from './histogram.ts';
import { parentOf } from './segment.ts';

/** A stage's durations by segment and week. Weeks without a stay are not there: a shop that pauses forgets nothing. */
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

/** What came in one week, in one segment and none of its children. */
interface Came {
  readonly week: number;
  readonly segment: string;
  readonly samples: number;
  readonly durations: Histogram;
  readonly running: Histogram;
}

/** Everything that came, by week, from the first on that can be held against a forecast. */
export function observed({ segments, weeks }: Weekly): ReadonlyMap<number, readonly Came[]> {
  const came: Came[] = [];
  for (const [segment, own] of segments) {
    const children = [...segments].filter(([other]) => parentOf(other) === segment);
    own.forEach((histogram, week) => {
      const durations = addTo(empty(), histogram);
      for (const [, child] of children) addTo(durations, child[week] ?? empty(), -1);
      const samples = total(durations);
      if (samples > 0 && week >= Math.min(warmUp, weeks - 1))
        came.push({ week, segment, samples, durations, running: cumulated(durations) });
    });
  }
  return Map.groupBy(came, ({ week }) => week);
}

/**
 * How far each week's forecasts were from what then happened: the ranked probability score over the buckets, the lower
 * the better. Source: T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", JASA 102
 * (2007), 359–378.
 */
export function score(weekly: Weekly, came: ReturnType<typeof observed>, choice: Choice): number {
  let [week, sum] = [0, 0];
  for (const expected of forecasts(weekly, choice)) {
    const weight = 2 ** (-(weekly.weeks - 1 - week) / scoreHalfLife);
    for (const { segment, samples, running } of came.get(week) ?? []) {
      const said = cumulated(expected.get(segment) ?? weekly.prior);
      for (let b = 0; b < bucketCount; b++) {
        const [f, c] = [said[b] ?? 0, running[b] ?? 0];
        sum += weight * (c * (1 - f) ** 2 + (samples - c) * f ** 2);
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
export function recalibration(
  weekly: Weekly,
  came: ReturnType<typeof observed>,
  choice: Choice,
): (level: number) => number {
  const record = new Float64Array(steps).fill(trust / steps);
  let week = 0;
  for (const expected of forecasts(weekly, choice)) {
    const weight = 2 ** (-(weekly.weeks - 1 - week) / recordHalfLife);
    for (const { segment, durations } of came.get(week) ?? [])
      spread(record, cumulated(expected.get(segment) ?? weekly.prior), durations, weight);
    week++;
  }
  return inverse(record);
}

/** Each sample fell somewhere between the levels at which its bucket begins and ends. */
function spread(record: Float64Array, said: Histogram, came: Histogram, weight: number): void {
  for (let b = 0; b < bucketCount; b++) {
    const n = (came[b] ?? 0) * weight;
    if (n === 0) continue;
    const [from, to] = [(said[b - 1] ?? 0) * steps, (said[b] ?? 0) * steps];
    const last = Math.min(steps - 1, Math.max(Math.floor(from), Math.ceil(to) - 1));
    const first = Math.min(steps - 1, Math.floor(from));
    for (let step = first; step <= last; step++) {
      const overlap = Math.min(to, step + 1) - Math.max(from, step);
      record[step] = (record[step] ?? 0) + (to > from ? (n * Math.max(0, overlap)) / (to - from) : n);
    }
  }
}

function inverse(record: Float64Array): (level: number) => number {
  const whole = record.reduce((sum, n) => sum + n, 0);
  return (level) => {
    let left = level * whole;
    for (let step = 0; step < steps; step++) {
      const here = record[step] ?? 0;
      if (left <= here) return (step + left / here) / steps;
      left -= here;
    }
    return 1;
  };
}
