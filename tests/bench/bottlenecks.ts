import { causesOf, type Trait } from '../../shared/reports/causes.ts';
import { commonest, type Made, pileOf, plantedTrait, shadowTrait } from '../reports/generated.ts';
import type { Figure, Section } from './figure.ts';

const against = 'the commonest value among the stalled';
const is = (trait: Trait | undefined, { attribute, value }: Trait): boolean =>
  trait?.attribute === attribute && trait.value === value;

/** How many of a hundred trials went as `holds` says, for us and for the commonest value. */
function share(trials: number, made: Omit<Made, 'seed'>, holds: (first: Trait | undefined) => boolean) {
  let [ours, alternative] = [0, 0];
  for (let seed = 1; seed <= trials; seed++) {
    const pile = pileOf({ ...made, seed });
    if (holds(causesOf([pile]).get(pile.stage)?.[0])) ours++;
    if (holds(commonest(pile))) alternative++;
  }
  return { ours: (100 * ours) / trials, alternative: (100 * alternative) / trials };
}

/** How well causes are found, and how seldom they are made up. */
export function bottlenecks(full: boolean): Promise<Section> {
  const trials = full ? 10_000 : 2_000;
  const figures: Figure[] = [];
  for (const [stalled, passed, candidates] of [
    [20, 20, 500],
    [20, 200, 500],
    [200, 400, 500],
    [20, 60, 50],
  ] as const) {
    const of = `${String(stalled)} stalled, ${String(passed)} passed, up to ${String(candidates)} candidates`;
    const missed = share(
      trials,
      { stalled, passed, candidates, planted: 1 },
      (first) => !is(first, plantedTrait),
    );
    const named = share(trials, { stalled, passed, candidates, planted: 0 }, (first) => first !== undefined);
    figures.push(
      figure(`planted cause not first: ${of}`, missed),
      figure(`a cause named out of pure noise: ${of}`, named),
    );
  }
  return Promise.resolve({
    figures: [...figures, together(trials)],
    notes: [`${String(trials)} trials each.`],
  });
}

const figure = (name: string, { ours, alternative }: { ours: number; alternative: number }): Figure => ({
  section: 'bottlenecks',
  name,
  unit: '% of trials',
  ours,
  alternative,
  against,
  bound: { of: 'ours', most: 1 },
});

/** Two traits on nearly the same orders: one line names both, and no line of its own names the second. */
function together(trials: number): Figure {
  let apart = 0;
  for (let seed = 1; seed <= trials; seed++) {
    const pile = pileOf({ seed, stalled: 20, passed: 200, candidates: 500, planted: 2 });
    const [first] = causesOf([pile]).get(pile.stage) ?? [];
    const named = [first, ...(first?.with ?? [])];
    if (![plantedTrait, shadowTrait].every((trait) => named.some((one) => is(one, trait)))) apart++;
  }
  return {
    section: 'bottlenecks',
    name: 'confounded causes not named together',
    unit: '% of trials',
    ours: (100 * apart) / trials,
    bound: { of: 'ours', most: 5 },
  };
}
