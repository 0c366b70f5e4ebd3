import { type Op, ops, type PolicyRule } from '../stores/amendments.ts';
import type { Profile } from '../stores/profile.ts';
import { parseDuration } from '../time/instant.ts';
import { type Fault, Workflow } from '../stores/workflow.ts';

/**
 * What the fields alone cannot say of a policy: stages and people that do not exist, a rule that can never hold, two that
 * contradict each other, and roles that the named staff cannot fill with as many different people.
 */
export function policyFaults(profile: Profile): Fault[] {
  const { rules = [] } = profile.amendments;
  const at = (n: number, field: string) => `amendments.rules.${String(n)}.${field}`;
  return [
    ...placeFaults(profile),
    ...rules.flatMap((rule, n) =>
      ruleFaults(profile, rule).map(({ path, message }) => ({ path: at(n, path), message })),
    ),
    ...rules.flatMap((rule, n) =>
      contradiction(rules.slice(0, n), rule).map((message) => ({ path: at(n, 'ask'), message })),
    ),
    ...peopleFaults(profile),
    ...deputyFaults(profile),
    ...timeFaults(profile),
  ];
}

function placeFaults({ amendments, stages }: Profile): Fault[] {
  const known = (stage: string) => stages.some(({ name }) => name === stage);
  const { pointOfNoReturn, costs } = amendments;
  return [
    ...Object.entries(pointOfNoReturn).flatMap(([op, stage]) => {
      const path = `amendments.pointOfNoReturn.${op}`;
      if (!known(stage)) return [{ path, message: `there is no stage ${stage}` }];
      return stages[0]?.name === stage
        ? [{ path, message: 'every order is there from the beginning: nothing could ever be changed' }]
        : [];
    }),
    ...costs.fees.flatMap(({ fromStage }, n) =>
      known(fromStage)
        ? []
        : [
            {
              path: `amendments.costs.fees.${String(n)}.fromStage`,
              message: `there is no stage ${fromStage}`,
            },
          ],
    ),
  ];
}

/** Why a rule can never hold. */
function ruleFaults({ amendments, stages }: Profile, { when, ask, within }: PolicyRule): Fault[] {
  const faults: Fault[] = [];
  const flow = new Workflow({ stages });
  const never = (field: string, message: string) =>
    faults.push({ path: `when.${field}`, message: `can never hold: ${message}` });
  const of: readonly Op[] = when.ops ?? ops;
  if (when.fromStage !== undefined) {
    const { fromStage } = when;
    const last = of.every((op) => {
      const end = amendments.pointOfNoReturn[op] ?? 'shipped';
      return flow.stage(end) !== undefined && flow.rank(fromStage) >= flow.rank(end);
    });
    if (!flow.stage(fromStage))
      faults.push({ path: 'when.fromStage', message: `there is no stage ${fromStage}` });
    else if (last || flow.isEnd(fromStage))
      never('fromStage', 'nothing of this kind can be changed in that stage any more');
  }
  if (when.hoursToDelivery === 0)
    never('hoursToDelivery', 'fewer than 0 hours are never left before the date');
  if (when.riskAbove === 1) never('riskAbove', 'no probability is above 1');
  if (when.unlisted && !of.includes('add-line')) never('unlisted', 'only an added line can be unlisted');
  const { mostExtra } = amendments;
  if (mostExtra !== undefined && (when.extraAbove ?? -1) >= mostExtra)
    never('extraAbove', `what costs more than ${String(mostExtra)} is refused`);
  if (ask === 'storefront')
    faults.push({ path: 'ask', message: 'a storefront is a machine: it agrees to nothing' });
  if ((parseDuration(within) ?? 0) <= 0) faults.push({ path: 'within', message: 'must be above zero' });
  return faults;
}

/** Two rules that can hold together and ask the same party in different steps, or make different things of its silence. */
function contradiction(before: readonly PolicyRule[], rule: PolicyRule): string[] {
  if (before.some(({ id }) => id === rule.id)) return [`there are two rules named ${rule.id}`];
  const other = before.find(
    (one) =>
      one.ask === rule.ask &&
      (one.when.ops ?? ops).some((op) => (rule.when.ops ?? ops).includes(op)) &&
      (one.silence !== rule.silence || one.step !== rule.step),
  );
  if (!other) return [];
  const what = other.silence === rule.silence ? 'the step' : 'what silence means';
  return [`contradicts the rule ${other.id}: both can ask ${rule.ask}, and differ in ${what}`];
}

/** Every role that may be asked needs somebody of its own: one person fills one role. */
function peopleFaults({ amendments, staff }: Profile): Fault[] {
  const { rules = [] } = amendments;
  const asked = rules.flatMap(({ ask }, n) =>
    ask === 'customer' || ask === 'storefront' ? [] : [{ ask, n }],
  );
  const taken = new Map<string, string>();
  const seat = (role: string, tried: Set<string>): boolean =>
    staff
      .filter((person) => person.roles.some((own) => own === role))
      .some(({ id }) => {
        if (tried.has(id)) return false;
        tried.add(id);
        const other = taken.get(id);
        if (other !== undefined && !seat(other, tried)) return false;
        taken.set(id, role);
        return true;
      });
  const seen = new Set<string>();
  return asked.flatMap(({ ask, n }) => {
    if (seen.has(ask)) return [];
    seen.add(ask);
    const path = `amendments.rules.${String(n)}.ask`;
    if (!staff.some((person) => person.roles.some((own) => own === ask)))
      return [{ path, message: `nobody in staff fills the role ${ask}` }];
    return seat(ask, new Set())
      ? []
      : [{ path, message: `nobody is left for the role ${ask}: one person fills one role of an amendment` }];
  });
}

function deputyFaults({ amendments, staff }: Profile): Fault[] {
  return amendments.deputies.flatMap((one, n) => {
    const path = `amendments.deputies.${String(n)}`;
    const unknown = (['for', 'deputy'] as const).filter(
      (field) => !staff.some(({ id }) => id === one[field]),
    );
    return [
      ...unknown.map((field) => ({
        path: `${path}.${field}`,
        message: `nobody in staff has the id ${one[field]}`,
      })),
      ...(one.for === one.deputy
        ? [{ path: `${path}.deputy`, message: 'nobody stands in for himself' }]
        : []),
      ...(one.from !== undefined && one.to !== undefined && one.to < one.from
        ? [{ path: `${path}.to`, message: 'must not lie before from' }]
        : []),
    ];
  });
}

function timeFaults({ amendments: { remindAfter, escalateAfter, risk } }: Profile): Fault[] {
  return [
    ...((parseDuration(remindAfter) ?? 0) >= (parseDuration(escalateAfter) ?? 0)
      ? [{ path: 'amendments.escalateAfter', message: 'must come later than the reminder' }]
      : []),
    ...(risk.fits >= risk.fails
      ? [{ path: 'amendments.risk.fails', message: 'must be above risk.fits' }]
      : []),
  ];
}
