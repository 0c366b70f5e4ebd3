import { plus } from '../../time/instant.ts';
import { type Cause, causes, storefront } from '../level/state.ts';
import type { DriftCase, Evidence, Explanation } from './evidence.ts';
import { explainClaims } from './explain/claims.ts';
import { explainCounts, lastAgreed } from './explain/counts.ts';
import { explainNeighbours } from './explain/neighbours.ts';
import { explainReceipts } from './explain/receipts.ts';
import { explainReturns } from './explain/returns.ts';
import { explainStorefront } from './explain/storefront.ts';
import { parameters as p } from './parameters.ts';

export interface Ranked {
  readonly cause: Cause;
  /** Of all that was considered, in thousandths; together 1. */
  readonly probability: number;
  readonly evidence: readonly Evidence[];
}

/** One explanation alone, or two that add up to the difference. */
interface Hypothesis {
  readonly of: readonly Explanation[];
  readonly weight: number;
}

/**
 * The probable causes of a difference, best first; those below a thousandth are left out. Every explanation that the
 * records offer is a hypothesis: alone where its pieces are the difference, with another where the two add up to it. What no
 * record explains is loss. Their weights are log-likelihood ratios that add up as in a naive Bayes classifier
 * (Good, Probability and the Weighing of Evidence, 1950); two at once share their probability.
 */
export function rankCauses(of: DriftCase): Ranked[] {
  if (of.difference === 0) return [];
  const hypotheses = hypothesesOf(of.difference, explanations(of));
  const top = Math.max(...hypotheses.map(({ weight }) => weight));
  const masses = hypotheses.map((one) => ({ ...one, mass: Math.exp(one.weight - top) }));
  const all = masses.reduce((sum, { mass }) => sum + mass, 0);
  const ranked = causes.map((cause) => {
    const mine = masses.filter((one) => one.of.some((part) => part.cause === cause));
    const mass = mine.reduce((sum, one) => sum + one.mass / one.of.length, 0);
    const best = mine.reduce<(typeof mine)[number] | undefined>(
      (first, one) => (first && first.weight >= one.weight ? first : one),
      undefined,
    );
    return { cause, probability: mass / all, evidence: best ? evidenceOf(of, best, cause) : [] };
  });
  return rounded(ranked.sort((a, b) => b.probability - a.probability));
}

/** To thousandths; the first takes what rounding leaves. */
function rounded(ranked: readonly Ranked[]): Ranked[] {
  const whole = ranked.map(({ probability }) => Math.round(probability * 1_000));
  const rest = 1_000 - whole.reduce((sum, one) => sum + one, 0);
  return ranked.flatMap((one, at) => {
    const thousandths = (whole[at] ?? 0) + (at === 0 ? rest : 0);
    return thousandths <= 0 ? [] : [{ ...one, probability: thousandths / 1_000 }];
  });
}

const atShelf = [
  explainReturns,
  explainReceipts,
  explainCounts,
  explainClaims,
  explainNeighbours,
  explainStorefront,
];

function explanations(of: DriftCase): Explanation[] {
  const kinds = of.location === storefront ? [explainStorefront, explainClaims] : atShelf;
  const found = kinds.flatMap((explain) => explain(of)).filter(({ pieces }) => pieces !== 0);
  const agreed = of.location === storefront ? undefined : lastAgreed(of);
  return found
    .map((one) => {
      // The more there are of a kind, the sooner one of them fits by chance.
      const alike = found.filter(({ cause }) => cause === one.cause).length;
      return { ...one, weight: one.weight + p.prior - Math.log(alike) };
    })
    .map((one) => countedSince(one, agreed))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, p.most);
}

/** Causes of which the first fact says when they happened. An order's or a neighbour's time says something else. */
const dated: ReadonlySet<Cause> = new Set([
  'return-booked-early',
  'return-not-booked',
  'receipt-error',
  'unit-error',
  'miscount',
]);

/** What happened before book and shelf agreed has made no difference. */
function countedSince(one: Explanation, agreed: ReturnType<typeof lastAgreed>): Explanation {
  const at = one.evidence[0]?.at;
  if (agreed === undefined || at === undefined || plus(at, p.skew) >= agreed) return one;
  if (!dated.has(one.cause)) return one;
  return {
    ...one,
    weight: one.weight + p.countedSince,
    evidence: [...one.evidence, { fact: 'counted-since', at: agreed }],
  };
}

function hypothesesOf(difference: number, found: readonly Explanation[]): Hypothesis[] {
  const alone = found
    .filter(({ pieces }) => pieces === difference)
    .map((one): Hypothesis => ({ of: [one], weight: one.weight }));
  const two = found.flatMap((one, at) =>
    [...found.slice(at + 1), loss(difference - one.pieces)]
      .filter((other) => other.cause !== one.cause && other.pieces !== 0)
      .filter((other) => one.pieces + other.pieces === difference)
      .map((other): Hypothesis => ({ of: [one, other], weight: p.two + one.weight + other.weight })),
  );
  const unexplained = loss(difference);
  return [...alone, ...two, { of: [unexplained], weight: unexplained.weight }];
}

/** What nothing else explains. */
function loss(pieces: number): Explanation {
  const size = p.lossFirst + (Math.abs(pieces) - 1) * p.lossStep;
  return {
    cause: 'loss',
    pieces,
    weight: p.prior + size + (pieces > 0 ? p.surplus : 0),
    evidence: [{ fact: 'unexplained', quantity: pieces }],
  };
}

function evidenceOf({ difference }: DriftCase, { of }: Hypothesis, cause: Cause): Evidence[] {
  const mine = of.find((one) => one.cause === cause);
  const other = of.find((one) => one.cause !== cause);
  if (!mine) return [];
  const fits: Evidence = other
    ? { fact: 'explains-with', quantity: mine.pieces, against: difference, ref: other.cause }
    : { fact: 'explains-all', quantity: difference };
  return cause === 'loss' && !other ? [...mine.evidence] : [...mine.evidence, fits];
}
