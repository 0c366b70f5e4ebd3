import type { Head } from '../kernel/head.ts';
import type { Profile } from '../stores/profile.ts';
import { formatInstant, type Instant, plus } from '../time/instant.ts';
import { phaseEnd, untilOf } from './agenda.ts';
import type { Assessment, Plan } from './assessment.ts';
import type { Change } from './bodies.ts';
import type { CostItem } from './cost.ts';
import type { Sum } from '../orders/money.ts';
import { rulesOfPolicy } from './policy.ts';
import { type Amendment, type Approval, isEnded, waiting } from './state.ts';
import type { AssessmentText } from './terms.ts';

const time = (at: Instant | undefined) => (at === undefined ? null : formatInstant(at));

/** What a change means, as it is answered. Money is below zero where it goes back. */
export function assessmentView(assessment: Assessment, currency: string) {
  return {
    at: formatInstant(assessment.at),
    verdict: assessment.verdict,
    lines: assessment.supply.map(({ readyAt, rush, supplier, ...line }) => ({
      ...line,
      supplier: supplier ?? null,
      readyAt: time(readyAt),
      rush: rush ? { readyAt: formatInstant(rush.readyAt), surchargePercent: rush.surchargePercent } : null,
    })),
    rework: { units: assessment.rework },
    unpriced: assessment.unpriced,
    ...planView(assessment, currency),
    alternatives: assessment.alternatives.map((one) => ({ id: one.id, ...planView(one, currency) })),
  };
}

function planView(
  { shipments, rushed, promisedAt, cost, risk, readyAt, lastMoment, later }: Plan,
  currency: string,
) {
  const money = (amount: number) => ({ amount, currency });
  const sum = ({ net, vat, gross }: Sum) => ({ net: money(net), vat: money(vat), gross: money(gross) });
  return {
    shipments,
    rushed,
    promisedAt: time(promisedAt),
    cost: {
      items: cost.items.map(({ net, vat, gross, ...item }: CostItem) => ({
        ...item,
        ...sum({ net, vat, gross }),
      })),
      rates: cost.rates.map(({ vatRate, ...of }) => ({ vatRate, ...sum(of) })),
      ...sum(cost.total),
      margin: cost.margin && {
        amount: money(cost.margin.amount),
        percent: cost.margin.basisPoints === null ? null : cost.margin.basisPoints / 100,
      },
    },
    risk: { now: risk.now, with: risk.with, earliestSafe: formatInstant(risk.safeDay) },
    readyAt: formatInstant(readyAt),
    lastMoment: time(lastMoment),
    later: later ? { units: later.units, expectedBy: formatInstant(later.day) } : null,
  };
}

/** An amendment in a list: from its head alone. */
export function amendmentSummary({ state, version }: Head<Amendment>, currency: string) {
  const { id, orderId, status, requestedBy, onBehalfOf, at, since, stage, round, terms } = state;
  return {
    amendmentId: id,
    orderId,
    status,
    requestedBy,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    requestedAt: formatInstant(at),
    since: formatInstant(since),
    stage,
    round,
    verdict: terms?.verdict ?? null,
    extra: terms ? { amount: terms.gross, currency } : null,
    promisedAt: time(terms?.promisedAt),
    approvals: approvalsView(state),
    tasks: tasksView(state),
    ...(isEnded(state) && state.why !== undefined ? { why: state.why } : {}),
    ...(isEnded(state) && state.revision !== undefined ? { revision: state.revision } : {}),
    version,
  };
}

/** Who must agree, by which rule, until when; and who has. */
export const approvalsView = (amendment: Pick<Amendment, 'approvals' | 'terms' | 'since'>) =>
  amendment.approvals.map((one) => ({
    role: one.party,
    rules: one.rules,
    step: one.step,
    state: one.at !== undefined ? 'approved' : waiting(amendment).includes(one) ? 'waiting' : 'later',
    until: one.at === undefined ? formatInstant(untilOf(one, amendment)) : null,
    silence: one.silence,
    ...wordOf(one),
  }));

const wordOf = ({ by, standsFor, at }: Approval) => ({
  ...(by === undefined ? {} : { by }),
  ...(standsFor === undefined ? {} : { standsFor }),
  ...(at === undefined ? {} : { at: formatInstant(at) }),
});

function tasksView(amendment: Amendment) {
  const open = !isEnded(amendment) && amendment.tasks.length > 0;
  const within = amendment.terms?.waits.task;
  return amendment.tasks.map(({ department, state, by, at, escalated }) => ({
    department,
    state,
    until: open && within !== undefined ? formatInstant(plus(amendment.since, within)) : null,
    expires: open && state === 'open' ? formatInstant(phaseEnd(amendment)) : null,
    escalated: escalated === true,
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at: formatInstant(at) }),
  }));
}

/** An amendment whole, with the assessment that its terms rest on, and which rule asked for whom. */
export function amendmentView(
  head: Head<Amendment>,
  { changes, assessment }: { changes: readonly Change[]; assessment: AssessmentText | undefined },
  notes: ReadonlyMap<string, unknown>,
  profile: Profile,
) {
  const { approvals, tasks } = head.state;
  const written = (note: string | undefined) => (note === undefined ? undefined : notes.get(note));
  const asked = new Set(head.state.approvals.flatMap(({ rules }) => rules));
  return {
    ...amendmentSummary(head, profile.currency),
    approvals: approvalsView(head.state).map((view, at) => {
      const comment = written(approvals[at]?.note);
      return { ...view, ...(typeof comment === 'string' ? { comment } : {}) };
    }),
    tasks: tasksView(head.state).map((view, at) => ({ ...view, ...(written(tasks[at]?.note) as object) })),
    changes,
    assessment: assessment ? assessmentView(assessment, profile.currency) : null,
    explanation: rulesOfPolicy(profile)
      .filter(({ id }) => asked.has(id))
      .map(({ id, ask, when }) => ({ rule: id, asks: ask, when })),
    terms: head.state.terms?.hash ?? null,
  };
}
