import { type Instant, minus, plus } from '../../../time/instant.ts';
import { sumAt } from '../../level/ledger.ts';
import type { CountEntry, DriftCase, Evidence, Explanation } from '../evidence.ts';
import { parameters as p } from '../parameters.ts';

/** What the book of the place was at a time, as the ledger tells it now. */
const bookAt = ({ ledger, location, book }: DriftCase, at: Instant): number =>
  book -
  sumAt(
    ledger.filter(({ occurredAt }) => occurredAt > at),
    location,
  );

/** By how much a count was off the book of its time: the least of what two clocks leave possible. */
function offBook(of: DriftCase, { quantity, at }: CountEntry): number {
  const all = [at, minus(at, p.skew), plus(at, p.skew)].map((time) => quantity - bookAt(of, time));
  return all.reduce((least, off) => (Math.abs(off) < Math.abs(least) ? off : least));
}

const here = ({ counts, location }: DriftCase) => counts.filter((one) => one.location === location);

/** The last count before the difference was found that agreed with the book: what is wrong came after it. */
export function lastAgreed(of: DriftCase): Instant | undefined {
  const agreed = here(of).filter(
    (count) => count.at < of.foundAt && Math.abs(offBook(of, count)) <= of.tolerance,
  );
  return agreed.length === 0 ? undefined : (Math.max(...agreed.map(({ at }) => at)) as Instant);
}

/** The figure found is wrong, or an earlier one was, by which the book was put right. */
export function explainCounts(of: DriftCase): Explanation[] {
  const recounts = here(of).filter(({ at }) => at > of.foundAt);
  const again = recounts.flatMap((count) => recounted(of, count));
  const looked = of.looks > 1 || recounts.length > 0;
  return [...again, ...adjusted(of), looked ? slip(of, 'looked-again') : slip(of, 'looked-once')];
}

function recounted(of: DriftCase, count: CountEntry): Explanation[] {
  const off = offBook(of, count);
  const pieces = of.difference - off;
  if (pieces === 0) return [];
  const agrees = Math.abs(off) <= of.tolerance;
  const evidence: Evidence = {
    fact: agrees ? 'recount-agrees' : 'recount-differs',
    quantity: count.quantity,
    against: of.found,
    at: count.at,
  };
  const weight = agrees ? p.recountAgrees : p.recountDiffers;
  return [{ cause: 'miscount', pieces: agrees ? of.difference : pieces, weight, evidence: [evidence] }];
}

/** An adjustment that rested on a wrong count comes back as the opposite difference. */
const adjusted = ({ ledger, location }: DriftCase): Explanation[] =>
  ledger
    .filter((one) => one.kind === 'adjustment' && one.location === location)
    .map(({ delta, reference, movementId, occurredAt }) => ({
      cause: 'miscount',
      pieces: -delta,
      weight: p.adjustedBefore,
      evidence: [{ fact: 'adjusted-before', quantity: delta, at: occurredAt, ref: reference ?? movementId }],
    }));

function slip({ difference, looks, foundAt }: DriftCase, fact: 'looked-once' | 'looked-again'): Explanation {
  const size = p.slipFirst + (Math.abs(difference) - 1) * p.slipStep;
  return {
    cause: 'miscount',
    pieces: difference,
    weight: size + (fact === 'looked-once' ? p.lookedOnce : p.lookedAgain),
    evidence: [{ fact, at: foundAt, quantity: looks }],
  };
}
