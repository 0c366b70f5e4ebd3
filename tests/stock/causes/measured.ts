import { rankCauses } from '../../../shared/stock/causes/rank.ts';
import { type Cause, causes } from '../../../shared/stock/level/state.ts';
import { generatedCase } from './generated.ts';
import { type Habits, usual } from './records.ts';

/** How the ranking did on a run of generated cases. */
export interface Measured {
  readonly single: number;
  readonly first: number;
  readonly firstTwo: number;
  readonly double: number;
  /** Both of two faults are the first two. */
  readonly both: number;
  /** One of two faults is first. */
  readonly either: number;
  /** Single faults where the first was given nine tenths or more, and those of them where it was right. */
  readonly sure: number;
  readonly sureRight: number;
  /** Single faults by what was named first. */
  readonly confusion: ReadonlyMap<Cause, ReadonlyMap<Cause, number>>;
  /** Single faults of the kind that is commonest: what always naming it would find. */
  readonly commonest: number;
  /** Mean of (probability − truth)² summed over causes (Brier, 1950): 0 is certain and right, 0.9 is knowing nothing. */
  readonly brier: number;
}

/** Ranks the cases of so many seeds from one on. */
export function measured(from: number, count: number, habits: Habits = usual): Measured {
  const sums = {
    single: 0,
    first: 0,
    firstTwo: 0,
    double: 0,
    both: 0,
    either: 0,
    brier: 0,
    sure: 0,
    sureRight: 0,
  };
  const confusion = new Map(causes.map((truth) => [truth, new Map<Cause, number>()]));
  for (let seed = from; seed < from + count; seed++) {
    const { truth, drift } = generatedCase(seed, habits);
    const ranked = rankCauses(drift);
    const [first, second] = ranked.map(({ cause }) => cause);
    const [fault] = truth;
    if (!fault || !first) throw new Error(`seed ${String(seed)} has nothing to rank`);
    if (truth.length > 1) {
      sums.double++;
      if (truth.includes(first)) sums.either++;
      if (truth.includes(first) && second !== undefined && truth.includes(second)) sums.both++;
      continue;
    }
    sums.single++;
    if (first === fault) sums.first++;
    if ((ranked[0]?.probability ?? 0) >= 0.9) {
      sums.sure++;
      if (first === fault) sums.sureRight++;
    }
    if (first === fault || second === fault) sums.firstTwo++;
    const row = confusion.get(fault);
    row?.set(first, (row.get(first) ?? 0) + 1);
    for (const cause of causes) {
      const said = ranked.find((one) => one.cause === cause)?.probability ?? 0;
      sums.brier += (said - (cause === fault ? 1 : 0)) ** 2;
    }
  }
  const rows = [...confusion.values()].map((row) => [...row.values()].reduce((sum, n) => sum + n, 0));
  return { ...sums, brier: sums.brier / sums.single, confusion, commonest: Math.max(...rows) };
}
