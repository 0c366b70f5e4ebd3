import { causes as all } from '../../shared/stock/level/state.ts';
import type { Habits } from '../stock/causes/records.ts';
import { type Measured, measured } from '../stock/causes/measured.ts';
import type { Figure, Section } from './figure.ts';

const against = 'always name the most common cause';
/** The parameters were set on the seeds 1 to 1,000; these were never looked at before. */
const unseen = 2_000_001;

/** Shops worse than the one that the parameters were set for. */
const careless: readonly (readonly [string, Habits])[] = [
  ['40 % without reference', { unreferenced: 0.4, skew: 5 }],
  ['clocks 30 minutes off', { unreferenced: 0.15, skew: 30 }],
];

/** How often the cause of a difference is named wrongly, on a thousand cases not used to set the parameters; ten thousand with `--full`. */
export function causes(full: boolean): Promise<Section> {
  const count = full ? 10_000 : 1_000;
  const found = measured(unseen, count);
  const { single, first, firstTwo, double, both, either, commonest } = found;
  const line = (name: string, ours: number, more: Partial<Figure> = {}): Figure => ({
    section: 'causes',
    name,
    unit: '% of cases',
    ours,
    ...more,
  });
  const rest = (hits: number, of: number) => (100 * (of - hits)) / of;
  const alternative = rest(commonest, single);
  const shelf = [...found.confusion].filter(([truth]) => truth !== 'sync-stale');
  const atShelf = shelf.reduce((sum, [, row]) => sum + sumOf(row), 0);
  const rightAtShelf = shelf.reduce((sum, [truth, row]) => sum + (row.get(truth) ?? 0), 0);
  return Promise.resolve({
    figures: [
      line('one fault, its cause not first', rest(first, single), {
        alternative,
        against,
        bound: { of: 'ours', most: 5 },
      }),
      line('one fault, its cause not among the first two', rest(firstTwo, single), {
        bound: { of: 'ours', most: 1 },
      }),
      line('the same without the storefront’s own: not first', rest(rightAtShelf, atShelf)),
      ...careless.map(([name, habits]) => {
        const { first: hits, single: of } = measured(unseen, count, habits);
        return line(`one fault, ${name}: not first`, rest(hits, of));
      }),
      line('two faults, neither first', rest(either, double)),
      line('two faults, not both among the first two', rest(both, double)),
    ],
    notes: [
      `${String(single)} cases with one fault and ${String(double)} with two, seeds from ${String(unseen)}; Brier score of one fault ${found.brier.toFixed(3)} (0.9: all alike). Nine tenths or more were given in ${String(found.sure)}, and right in ${String(found.sureRight)} of them.`,
      matrix(found),
    ],
  });
}

const sumOf = (row: ReadonlyMap<unknown, number>): number => [...row.values()].reduce((sum, n) => sum + n, 0);

/** Rows: what was wrong; columns: what was named first, in the same order. */
function matrix({ confusion }: Measured): string {
  const width = Math.max(...all.map((cause) => cause.length));
  const head = `| ${'planted \\ named first'.padEnd(width + 4)} | ${all.map((_, at) => String(at + 1).padStart(4)).join(' | ')} |`;
  const rule = `| ${'-'.repeat(width + 4)} | ${all.map(() => '---:').join(' | ')} |`;
  const rows = all.map((truth, at) => {
    const cells = all.map((named) => String(confusion.get(truth)?.get(named) ?? '').padStart(4));
    return `| ${`${String(at + 1).padStart(2)}  ${truth}`.padEnd(width + 4)} | ${cells.join(' | ')} |`;
  });
  return [head, rule, ...rows].join('\n');
}
