import { lnBest, lnFisher, stratified, type Table, tests } from './exact.ts';

/** Something that an order has: a warehouse, an article, an hour at which it was placed. */
export interface Trait {
  readonly attribute: string;
  readonly value: string;
}

/** An order as it is compared: by what it has. */
export interface Compared {
  readonly orderId: string;
  readonly traits: readonly Trait[];
}

/** The orders that are stuck in a stage, and those that passed it in the same time. */
export interface Pile {
  readonly stage: string;
  readonly stalled: readonly Compared[];
  readonly passed: readonly Compared[];
}

/** A trait that is commoner among the stalled than chance explains. */
export interface Cause extends Trait {
  readonly stalledShare: number;
  readonly passedShare: number;
  /** `stalledShare` over `passedShare`; null where none of the passed has it. */
  readonly lift: number | null;
  /** Corrected for the number of traits that were looked at. */
  readonly pValue: number;
  /** Traits of the same orders: which of them it is, these figures cannot tell. */
  readonly with: readonly Trait[];
  /** The stalled orders that have it. */
  readonly orders: readonly string[];
}

/** One report in a hundred, at the most, names a cause where there is none. */
export const level = 0.01;
/** Below this a difference may be certain and is still no explanation. */
const leastLift = 1.5;
/** Two orders are no pile. */
const leastHits = 3;
/** Two traits that share so many of their stalled orders are looked into in one go. */
const sameOrders = 0.75;
/** More than this nobody checks in a morning. */
const mostCauses = 5;
const mostCompanions = 10;

interface Candidate extends Table {
  readonly stage: string;
  readonly trait: Trait;
  readonly key: string;
  readonly lnP: number;
  readonly lnBest: number;
}

const keyOf = ({ attribute, value }: Trait): string => `${attribute}=${value}`;

/**
 * The probable causes of each pile, strongest evidence first. Every trait of every pile is one test; together they
 * name a cause out of nothing in at most one report in a hundred (Tarone's correction). What goes with the same
 * orders as a stronger cause is named with it where the two cannot be told apart, and left out where the stronger one
 * explains it.
 */
export function causesOf(piles: readonly Pile[]): ReadonlyMap<string, readonly Cause[]> {
  const candidates = piles.flatMap(candidatesOf);
  const counted = tests(
    candidates.map((candidate) => candidate.lnBest),
    level,
  );
  const significant = candidates.filter(
    (one) =>
      one.lnP <= Math.log(level / counted) &&
      one.hits >= leastHits &&
      one.hits * one.passed >= leastLift * one.others * one.stalled,
  );
  return new Map(
    piles.map((pile) => [
      pile.stage,
      apart(
        pile,
        significant.filter(({ stage }) => stage === pile.stage),
      ).map(([cause, companions]) => causeOf(pile, cause, companions, counted)),
    ]),
  );
}

function candidatesOf({ stage, stalled, passed }: Pile): Candidate[] {
  const counts = new Map<string, { trait: Trait; hits: number; others: number }>();
  for (const [orders, side] of [
    [stalled, 'hits'],
    [passed, 'others'],
  ] as const)
    for (const { traits } of orders)
      for (const [key, trait] of new Map(traits.map((one) => [keyOf(one), one]))) {
        const count = counts.get(key) ?? { trait, hits: 0, others: 0 };
        count[side]++;
        counts.set(key, count);
      }
  return [...counts].map(([key, { trait, hits, others }]) => {
    const table = { hits, others, stalled: stalled.length, passed: passed.length };
    return { ...table, stage, trait, key, lnP: lnFisher(table), lnBest: lnBest(table) };
  });
}

/**
 * Strongest first, each is asked what it explains beyond the causes already named: nothing, and it is left out, or
 * named with the cause of the same orders, or with one that explains nothing beyond it in turn.
 */
function apart(pile: Pile, significant: readonly Candidate[]): [Candidate, Candidate[]][] {
  const sorted = [...significant].sort((a, b) => a.lnP - b.lnP || (a.key < b.key ? -1 : 1));
  const has = columns(pile, sorted);
  const named: [Candidate, Candidate[]][] = [];
  for (const next of sorted) {
    const leaders = named.map(([leader]) => leader);
    const beyond = (of: Candidate, given: readonly Candidate[]) =>
      stratified(strata(pile, has, of, given)) <= level;
    if (leaders.length === 0 || beyond(next, leaders)) named.push([next, []]);
    else
      named
        .find(([leader]) => overlap(pile, has, leader, next) >= sameOrders || !beyond(leader, [next]))?.[1]
        .push(next);
  }
  return named.slice(0, mostCauses);
}

/** Of the stalled orders that have one trait or the other, the share that has both. */
function overlap({ stalled }: Pile, has: Columns, a: Candidate, b: Candidate): number {
  let [both, either] = [0, 0];
  for (let at = 0; at < stalled.length; at++) {
    const [x, y] = [has.get(a)?.[at] === true, has.get(b)?.[at] === true];
    if (x && y) both++;
    if (x || y) either++;
  }
  return both / either;
}

type Columns = ReadonlyMap<Candidate, readonly boolean[]>;

/** Which order has which trait: the stalled first, then the passed. */
function columns({ stalled, passed }: Pile, candidates: readonly Candidate[]): Columns {
  const rows = [...stalled, ...passed].map(({ traits }) => new Set(traits.map(keyOf)));
  return new Map(candidates.map((one) => [one, rows.map((keys) => keys.has(one.key))]));
}

/** The orders sorted by which of the given traits they have, and how the asked one lies within each. */
function strata(pile: Pile, has: Columns, of: Candidate, given: readonly Candidate[]): Table[] {
  const tables = new Map<string, { hits: number; stalled: number; others: number; passed: number }>();
  const own = has.get(of) ?? [];
  for (const [at, hit] of own.entries()) {
    const name = given.map((one) => (has.get(one)?.[at] ? 1 : 0)).join('');
    const table = tables.get(name) ?? { hits: 0, stalled: 0, others: 0, passed: 0 };
    tables.set(name, table);
    if (at < pile.stalled.length) {
      table.stalled++;
      if (hit) table.hits++;
    } else {
      table.passed++;
      if (hit) table.others++;
    }
  }
  return [...tables.values()];
}

function causeOf(
  pile: Pile,
  { trait, key, hits, others, stalled, passed, lnP }: Candidate,
  companions: readonly Candidate[],
  counted: number,
): Cause {
  const [stalledShare, passedShare] = [hits / stalled, others / passed];
  return {
    ...trait,
    stalledShare,
    passedShare,
    lift: others === 0 ? null : stalledShare / passedShare,
    pValue: Math.min(1, Math.exp(lnP) * counted),
    with: companions.slice(0, mostCompanions).map((companion) => companion.trait),
    orders: pile.stalled
      .filter(({ traits }) => traits.some((one) => keyOf(one) === key))
      .map(({ orderId }) => orderId),
  };
}
