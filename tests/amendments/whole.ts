import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import type { Approval, EndedAmendment, OpenAmendment, Terms } from '../../shared/amendments/state.ts';
import { hours, type Instant, parseInstant } from '../../shared/time/instant.ts';

/** An instant of the Tuesday of the tests, 17 November 2026, or of a day near it: `09:00`, `18 09:00`. UTC. */
export const on = (text: string): Instant =>
  parseInstant(`2026-11-${text.length > 5 ? text.replace(' ', 'T') : `17T${text}`}:00Z`)!;
export const [nine, ten, eleven, noon] = [on('09:00'), on('10:00'), on('11:00'), on('12:00')];

export const terms: Terms = {
  hash: 'h1',
  assessment: 'assessment#a.1',
  from: 'content#a.1',
  content: 'content#b.1',
  units: 200,
  verdict: 'fits',
  gross: 127_353,
  departments: [],
  reserves: 'r1',
  waits: { remind: hours(2), escalate: hours(4), quote: hours(8), task: hours(4) },
};
/** Nothing but what every amendment has. */
export const base: OpenAmendment = {
  id: 'A1',
  orderId: 'GE-1',
  requestedBy: 'marius',
  at: nine,
  since: nine,
  stage: 'preparing',
  changes: 'changes#a.1',
  round: 0,
  approvals: [],
  tasks: [],
  status: 'requested',
};
export const party = (name: Approval['party'], step: number, more: Partial<Approval> = {}): Approval => ({
  party: name,
  rules: ['r'],
  step,
  within: hours(8),
  silence: 'expire',
  ...more,
});
/** Assessed at ten, with nobody's word missing. */
export const assessedOnce: OpenAmendment = { ...base, round: 1, terms, since: ten };
export const waitingFor = (...approvals: readonly Approval[]): OpenAmendment => ({
  ...assessedOnce,
  status: 'awaiting-approval',
  approvals,
});
export const withTasks = (...tasks: OpenAmendment['tasks']): OpenAmendment => ({
  ...assessedOnce,
  status: 'awaiting-departments',
  tasks,
});
export const endedAs = (
  status: EndedAmendment['status'],
  more: Partial<EndedAmendment> = {},
): EndedAmendment => ({
  ...assessedOnce,
  status,
  since: eleven,
  ...more,
});

export const accepted = (outcome: string, ...events: unknown[]) => ({ accepted: events, outcome });
export const nothing = accepted('nothing');
export const [finance, customer] = [party('finance', 1), party('customer', 9)];
export const open = waitingFor({ ...finance, asked: ten });
export const agreed: OpenAmendment = { ...withTasks(), agreed: eleven };

type Name = AmendmentEvent['type'] extends `amendment.${infer N}` ? N : never;
/** What happened to A1, of order GE-1. */
export const event = (name: Name, at: Instant, data: object = {}): AmendmentEvent =>
  ({ type: `amendment.${name}`, data: { orderId: 'GE-1', at, ...data } }) as AmendmentEvent;
