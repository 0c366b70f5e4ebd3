import type { Profile } from '../stores/profile.ts';
import type { Flow } from './flow.ts';
import { daysOfWork } from './load.ts';

/** Orders of so many to so many days in the stage; the last without an end. */
export const ageBounds = [
  [0, 0],
  [1, 1],
  [2, 3],
  [4, 7],
  [8, 14],
  [15, Infinity],
] as const;

export const ageNames = ageBounds.map(([from, to]) =>
  to === Infinity ? `${String(from)}+` : from === to ? String(from) : `${String(from)}–${String(to)}`,
);

/** A stage in a report. */
export interface StageDay {
  readonly stage: string;
  /** Nothing waits at an end. */
  readonly end: boolean;
  readonly waiting: number;
  /** By age, in the order of `ageBounds`. */
  readonly ages: readonly number[];
  readonly in: number;
  readonly out: number;
  /** The median of the same weekday in the six weeks before; null where there was none. */
  readonly usualIn: number | null;
  readonly usualOut: number | null;
  /** Orders a working day; null where the profile does not say. */
  readonly capacity: number | null;
  /** How many working days the waiting orders are; null where the capacity is unknown or a year is not enough. */
  readonly daysOfWork: number | null;
}

const usualWeeks = 6;

/** Every stage of the shop: what waits when `date` ends (or now, if it is today), what came and went on the day before. */
export function stagesOf(profile: Profile, flow: Flow, date: number, dayBefore: number): StageDay[] {
  const known = flow.first ?? Infinity;
  const weeks = Array.from({ length: usualWeeks }, (_, at) => dayBefore - 7 * (at + 1)).filter(
    (day) => day >= known,
  );
  return profile.stages.map(({ name, next, capacity }): StageDay => {
    const end = next.length === 0;
    const waiting = end ? new Map<number, number>() : flow.waiting(name, date);
    const total = [...waiting.values()].reduce((sum, count) => sum + count, 0);
    const work = daysOfWork(profile, name, total, dayBefore + 1);
    return {
      stage: name,
      end,
      waiting: total,
      ages: ageBounds.map(([from, to]) =>
        [...waiting].reduce((sum, [age, count]) => sum + (from <= age && age <= to ? count : 0), 0),
      ),
      in: flow.in(name, dayBefore),
      out: flow.out(name, dayBefore),
      usualIn: median(weeks.map((day) => flow.in(name, day))),
      usualOut: median(weeks.map((day) => flow.out(name, day))),
      capacity: capacity ?? null,
      daysOfWork: work === undefined || work === Infinity ? null : work,
    };
  });
}

/** The middle one, or the mean of the two in the middle. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0];
  return (low + high) / 2;
}
