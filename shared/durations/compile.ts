import type { Tally } from '../kernel/tally/tally.ts';
import { dateNumber } from '../time/business.ts';
import type { Instant } from '../time/instant.ts';
import type { LogNormal } from '../time/lognormal.ts';
import { upperTail } from '../time/lognormal.ts';
import { type Choice, forecasts, observed, recalibration, score, type Weekly } from './backtest.ts';
import { upperBound } from './buckets.ts';
import { addTo, bucketCount, empty, type Histogram, sketchFrom, total } from './histogram.ts';
import type { Durations, StageDurations } from './model.ts';
import { parentOf, whole } from './segment.ts';

/** Weeks that are looked at. */
export const weeksKept = 52;

const halfLives = [1, 2, 4, 8, 26];
const leans = [5, 20, 80];

/**
 * A shop's durations from its counters. How fast the past fades and how much a segment leans on the next coarser one is
 * what would have forecast the shop's own weeks best, each from the weeks before it; then the levels are moved to
 * where those forecasts would have been right as often as they said (`backtest.ts`).
 */
export function compile(
  tallies: readonly Tally[],
  usual: (stage: string) => LogNormal | undefined,
  thisWeek: string,
  madeAt: Instant,
): Durations {
  const stages = Map.groupBy(read(tallies, thisWeek), ({ stage }) => stage);
  return {
    madeAt,
    stages: Object.fromEntries(
      [...stages].flatMap(([name, rows]) => {
        const prior = usual(name);
        return prior ? [[name, stageOf(rows, priorOf(prior))]] : [];
      }),
    ),
  };
}

interface Row {
  readonly stage: string;
  readonly segment: string;
  /** 0 is this week. */
  readonly age: number;
  readonly durations: Histogram;
  readonly next: readonly (readonly [string, number])[];
}

function read(tallies: readonly Tally[], thisWeek: string): Row[] {
  return tallies.flatMap(({ name, fields }) => {
    const [week = '', stage = '', kind, segment = whole] = name.split('#');
    const age = Math.round((dateNumber(thisWeek) - dateNumber(week)) / 7);
    if (kind !== 'usual' || !(age >= 0 && age < weeksKept)) return [];
    const durations = empty();
    const next: [string, number][] = [];
    for (const [field, n] of Object.entries(fields))
      if (field.startsWith('>')) next.push([field.slice(1), n]);
      else durations[Number(field.slice(1))] = n;
    return [{ stage, segment, age, durations, next }];
  });
}

function stageOf(rows: readonly Row[], prior: Histogram): StageDurations {
  const weekly = weeklyOf(rows, prior);
  const came = observed(weekly);
  const choice = chosen(weekly, came);
  const level = recalibration(weekly, came, choice);
  const [expected] = [...forecasts(weekly, choice)].slice(-1);
  const segments = [...weekly.segments].map(([name, histograms]) => {
    const samples = histograms.reduce((sum, histogram) => sum + total(histogram), 0);
    return [name, sketchFrom(expected?.get(name) ?? prior, samples, level)] as const;
  });
  return { segments: Object.fromEntries(segments), next: nextOf(rows, choice.halfLife) };
}

function chosen(weekly: Weekly, came: ReturnType<typeof observed>): Choice {
  const choices = halfLives.flatMap((halfLife) => leans.map((lean) => ({ halfLife, lean })));
  const scored = choices.map((choice) => ({ choice, score: score(weekly, came, choice) }));
  return scored.reduce((best, one) => (one.score < best.score ? one : best)).choice;
}

/** Counted under the finest segment alone: each row counts for all that it lies in. */
function weeklyOf(rows: readonly Row[], prior: Histogram): Weekly {
  const ages = [...new Set(rows.map(({ age }) => age))].sort((a, b) => b - a);
  const weeks = ages.length;
  const segments = new Map<string, Histogram[]>();
  for (const { segment, age, durations } of rows)
    for (let name: string | undefined = segment; name !== undefined; name = parentOf(name)) {
      const histograms = segments.get(name) ?? [];
      const week = ages.indexOf(age);
      histograms[week] = addTo(histograms[week] ?? empty(), durations);
      segments.set(name, histograms);
    }
  const filled = [...segments]
    .map(([name, all]) => [name, Array.from({ length: weeks }, (_, week) => all[week] ?? empty())] as const)
    .sort(([a], [b]) => depth(a) - depth(b));
  return { weeks, segments: new Map(filled), prior };
}

const depth = (segment: string): number => (segment === whole ? 0 : segment.split('|').length);

function nextOf(rows: readonly Row[], halfLife: number): StageDurations['next'] {
  const shares = new Map<string, number>();
  for (const { next, age } of rows)
    for (const [stage, n] of next) shares.set(stage, (shares.get(stage) ?? 0) + n * 2 ** (-age / halfLife));
  const sum = [...shares.values()].reduce((a, b) => a + b, 0);
  return [...shares]
    .map(([stage, n]) => [stage, Math.round((n / sum) * 1_000) / 1_000] as const)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a);
}

/** A log-normal as shares of the buckets. */
function priorOf({ mu, sigma }: LogNormal): Histogram {
  const made = empty();
  const above = (b: number): number => upperTail((Math.log(upperBound(b)) - mu) / sigma);
  for (let b = 0; b < bucketCount; b++)
    made[b] = (b === 0 ? 1 : above(b - 1)) - (b === bucketCount - 1 ? 0 : above(b));
  return made;
}
