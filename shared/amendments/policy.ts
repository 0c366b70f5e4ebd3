import type { OrderRules } from '../orders/rules.ts';
import type { Order } from '../orders/state.ts';
import type { Party, PolicyRule } from '../stores/amendments.ts';
import type { Profile } from '../stores/profile.ts';
import { calendarOf } from '../stores/opening.ts';
import { between, type Duration, duration, hours, type Instant, parseDuration } from '../time/instant.ts';
import { Timetable } from '../time/timetable.ts';
import type { Assessment } from './assessment.ts';
import type { Change } from './bodies.ts';

/** Somebody who must agree, and by which rules. */
export interface Asked {
  readonly party: Party;
  readonly rules: readonly string[];
  readonly step: number;
  readonly within: Duration;
  readonly silence: 'expire' | 'decline';
}

/** The customer's word comes last: he is not asked for what the shop will not do. */
const usualStep = (party: Party): number => (party === 'customer' ? 9 : 1);

/**
 * What a shop does that has said nothing: from preparation on a supervisor agrees, above a thousand of its currency or
 * below a tenth of margin finance, and the customer to whatever he pays more. Of its own people only those whom it has.
 */
export function usualRules({ staff, stages }: Pick<Profile, 'staff' | 'stages'>): PolicyRule[] {
  const begun = stages.find(({ name }) => name === 'preparing')?.name ?? stages[1]?.name;
  const common = { within: 'PT8H', silence: 'expire' as const };
  const rules: PolicyRule[] = [
    { id: 'begun', ask: 'supervisor', when: begun === undefined ? {} : { fromStage: begun }, ...common },
    { id: 'risky', ask: 'supervisor', when: { riskAbove: 0.5 }, ...common },
    { id: 'dear', ask: 'finance', when: { extraAbove: 100_000 }, ...common },
    { id: 'thin', ask: 'finance', when: { marginBelow: 10 }, ...common },
    { id: 'paid-by-customer', ask: 'customer', when: { extraAbove: 0 }, ...common, within: 'P2D' },
  ];
  return rules.filter(
    ({ ask }) => ask === 'customer' || staff.some((person) => person.roles.some((role) => role === ask)),
  );
}

export const rulesOfPolicy = (profile: Profile): readonly PolicyRule[] =>
  profile.amendments.rules ?? usualRules(profile);

export interface Matter {
  readonly order: Order;
  readonly changes: readonly Change[];
  readonly assessment: Assessment;
  readonly rules: OrderRules;
  readonly at: Instant;
}

/** Who must agree to a change: each party once, with every rule that asked for it, in the order of the steps. */
export function askedBy(profile: Profile, matter: Matter): Asked[] {
  const found = rulesOfPolicy(profile).filter(({ when }) => holds(when, matter));
  return [...Map.groupBy(found, ({ ask }) => ask)]
    .map(([party, of]) => ({
      party,
      rules: of.map(({ id }) => id),
      step: Math.min(...of.map(({ step }) => step ?? usualStep(party))),
      within: waitOf(
        party,
        duration(Math.min(...of.map(({ within }) => parseDuration(within) ?? hours(8)))),
        profile,
        matter.at,
      ),
      silence: of.some(({ silence }) => silence === 'decline') ? ('decline' as const) : ('expire' as const),
    }))
    .sort((a, b) => a.step - b.step || (a.party < b.party ? -1 : 1));
}

/**
 * A rule's time for an answer: of the shop's people it counts the hours in which the shop is open, so that who is asked on
 * Friday afternoon may answer on Monday; customers have it by the clock. In elapsed time from `at`.
 */
export function waitOf(
  party: Party,
  within: Duration,
  { calendar, timeZone }: Pick<Profile, 'calendar' | 'timeZone'>,
  at: Instant,
): Duration {
  const open = party === 'customer' ? undefined : calendarOf(calendar, timeZone);
  return open ? between(at, new Timetable(open).after(at, within)) : within;
}

function holds(when: PolicyRule['when'], { order, changes, assessment, rules, at }: Matter): boolean {
  const { fromStage, ops, hoursToDelivery, extraAbove, marginBelow, riskAbove, unlisted } = when;
  const { cost, risk, touched } = assessment;
  const date = order.promise?.at;
  return (
    (fromStage === undefined || rules.flow.rank(order.stay.stage) >= rules.flow.rank(fromStage)) &&
    (ops === undefined || changes.some(({ op }) => ops.includes(op))) &&
    (hoursToDelivery === undefined || (date !== undefined && date - at < hours(hoursToDelivery))) &&
    (extraAbove === undefined || cost.total.gross > extraAbove) &&
    (marginBelow === undefined || isThin(cost, marginBelow)) &&
    (riskAbove === undefined || risk.with > riskAbove) &&
    (unlisted === undefined || touched.some((one) => one.unlisted))
  );
}

/** A margin is asked of what brings money; one that is not known counts as below. */
const isThin = ({ margin, total }: Assessment['cost'], percent: number): boolean =>
  total.net > 0 && (margin === null || (margin.basisPoints ?? 0) < percent * 100);
