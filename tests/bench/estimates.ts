import { generate, type Planted } from '../estimates/history.ts';
import { type Outcome, split } from '../estimates/split.ts';
import type { Figure, Section } from './figure.ts';

/** Histories with something planted that the estimator is not told. */
export const histories: readonly Planted[] = [
  { name: 'nothing planted' },
  { name: 'heavy tails', heavy: [0.08, 1.6] },
  { name: 'growing by 4 % a week', drift: 0.04 },
  { name: 'shrinking by 4 % a week', drift: -0.04 },
  { name: 'growing, then shrinking by 2 % a week', drift: 0.02, turns: true },
  { name: 'weekends 1.6 times as long', weekend: 1.6 },
  { name: 'warehouses and carriers apart', segments: { A: 1, B: 2, fan: 1, cargus: 1.7 } },
  {
    name: 'all of it',
    drift: 0.03,
    heavy: [0.06, 1.7],
    weekend: 1.5,
    segments: { A: 1, B: 1.8, fan: 1, cargus: 1.5 },
  },
];

const against = 'fixed offset: p50 and p90 of the weeks before, from entering the stage';

/** Learns twelve weeks of each history, then estimates through six more; seeds together. */
export async function estimates(full: boolean): Promise<Section> {
  const seeds = full ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3];
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const planted of histories) {
    const runs = seeds.map((seed) => split(generate(seed, planted, 18), 12, 6));
    for (const when of ['entry', 'noon'] as const) {
      const one = together(runs.map((run) => run[when]));
      const name = `${planted.name}, ${when === 'entry' ? 'on entering a stage' : 'each noon while waiting'}`;
      const figure = { section: 'estimates', name };
      figures.push({
        ...figure,
        name: `${name}: p90 covers, off 90 %`,
        unit: 'points',
        ours: Math.abs(one.covered90 * 100 - 90),
        bound: { of: 'ours', most: 2 },
      });
      for (const [level, ours, alternative] of [
        ['50', one.loss50, one.fixed50],
        ['90', one.loss90, one.fixed90],
      ] as const)
        figures.push({
          ...figure,
          name: `${name}: pinball loss at ${level} %`,
          unit: 'hours',
          ours,
          alternative,
          against,
          bound: { of: 'ratio', most: 1 },
        });
      notes.push(
        `${name}: ${String(one.forecasts)} estimates; p50 covers ${percent(one.covered50)}, p90 ${percent(one.covered90)} (by seed ${runs.map((run) => percent(run[when].covered90)).join(', ')}).`,
      );
    }
  }
  return { figures, notes: [`Alternative of estimates: ${against}.`, ...notes] };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Means over all estimates of all seeds. */
function together(outcomes: readonly Outcome[]): Outcome {
  const forecasts = outcomes.reduce((sum, one) => sum + one.forecasts, 0);
  const mean = (of: (one: Outcome) => number) =>
    outcomes.reduce((sum, one) => sum + of(one) * one.forecasts, 0) / forecasts;
  return {
    forecasts,
    covered50: mean((one) => one.covered50),
    covered90: mean((one) => one.covered90),
    loss50: mean((one) => one.loss50),
    loss90: mean((one) => one.loss90),
    fixed50: mean((one) => one.fixed50),
    fixed90: mean((one) => one.fixed90),
  };
}
