import { never } from '../kernel/brand.ts';
import type { Instant } from '../time/instant.ts';
import type { AmendmentEvent, DataOf } from './events.ts';
import type { Department } from './department.ts';
import {
  type Amendment,
  type Approval,
  approvalStatus,
  type EndedAmendment,
  isEnded,
  type OpenAmendment,
  type Task,
  waiting,
} from './state.ts';

/** What an event makes of an amendment. Decides nothing: every figure is in the event. */
export function evolve(amendment: Amendment | undefined, event: AmendmentEvent): Amendment {
  if (event.type === 'amendment.requested') return requested(event.data);
  if (!amendment) throw new Error(`${event.type} before amendment.requested`);
  const { at } = event.data;
  switch (event.type) {
    case 'amendment.queued':
      return { ...open(amendment), status: 'requested', lookAt: event.data.lookAt };
    case 'amendment.assessed':
      return assessed(open(amendment), event.data);
    case 'amendment.reserved':
      return { ...open(amendment), reserved: event.data.reserves };
    case 'amendment.supply-changed':
      return { ...open(amendment), terms: event.data.terms };
    case 'amendment.quoted':
      return back({ ...open(amendment), quotes: event.data.quotes }, at);
    case 'amendment.quote-lapsed': {
      const { quotes: _, ...left } = open(amendment);
      return back(left, at);
    }
    case 'amendment.approved': {
      const { party, by, standsFor, note } = event.data;
      const word = {
        by,
        at,
        ...(standsFor === undefined ? {} : { standsFor }),
        ...(note === undefined ? {} : { note }),
      };
      const said = amendment.approvals.map((one) => (one.party === party ? { ...one, ...word } : one));
      const accepted = party === 'customer' ? ({ customer: 'accepted' } as const) : {};
      return inStep({ ...open(amendment), ...accepted }, said, at);
    }
    case 'amendment.alternative-chosen': {
      const { alternative: id, changes, gross, promisedAt } = event.data;
      const chosen = { id, gross, ...(promisedAt === undefined ? {} : { promisedAt }) };
      return back({ ...open(amendment), changes, chosen, customer: 'accepted' }, at);
    }
    case 'amendment.customer-asked':
      return { ...open(amendment), askedOf: event.data.hash };
    case 'amendment.reminded':
      return marked(amendment, event.data.party, { reminded: true });
    case 'amendment.escalated':
      return escalated(amendment, event.data);
    case 'amendment.tasks-opened':
      return { ...open(amendment), status: 'awaiting-departments', since: at, tasks: event.data.tasks };
    case 'amendment.task-acknowledged':
      return answered(amendment, event.data, 'acknowledged');
    case 'amendment.task-done':
      return answered(amendment, event.data, 'done');
    case 'amendment.task-refused': {
      const refusedBy = [...new Set([...(amendment.refusedBy ?? []), event.data.department])];
      return back({ ...open(amendment), refusedBy }, at);
    }
    case 'amendment.order-changed':
      return back(open(amendment), at);
    case 'amendment.agreed':
      return { ...open(amendment), status: 'awaiting-departments', agreed: at };
    case 'amendment.applied':
      return { ...ended(amendment, 'applied', at), revision: event.data.revision };
    case 'amendment.declined':
      return { ...ended(amendment, 'declined', at), why: event.data.why, by: event.data.by };
    case 'amendment.word-refused':
      return amendment;
    case 'amendment.withdrawn':
      return ended(amendment, 'withdrawn', at);
    case 'amendment.expired':
      return { ...ended(amendment, 'expired', at), why: event.data.why };
    case 'amendment.released':
      return { ...ended(amendment, amendment.status, amendment.since), released: true };
    case 'amendment.settled':
      return { ...ended(amendment, amendment.status, amendment.since), settled: true };
    default:
      return never(event);
  }
}

function requested(data: DataOf<'amendment.requested'>): Amendment {
  const { amendmentId: id, orderId, requestedBy, onBehalfOf, changes, stage, at } = data;
  return {
    id,
    orderId,
    requestedBy,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    at,
    since: at,
    stage,
    changes,
    round: 0,
    approvals: [],
    tasks: [],
    status: 'requested',
  };
}

/** New terms: every word but the customer's on exactly these is asked for anew. */
function assessed(amendment: OpenAmendment, data: DataOf<'amendment.assessed'>): Amendment {
  const { round, changes, terms, approvals, unpriced, at } = data;
  const { lookAt: _, escalated: __, agreed: ___, ...kept } = amendment;
  const next = { ...kept, round, changes, terms, tasks: [] };
  if (unpriced.length > 0) return { ...next, approvals: [], status: 'awaiting-quote', since: at };
  return inStep(next, approvals, at);
}

/** Those of the first step that is not complete are asked now. */
function inStep(amendment: OpenAmendment, approvals: readonly Approval[], at: Instant): OpenAmendment {
  const asked = waiting({ approvals });
  const next = approvals.map((one) =>
    asked.includes(one) && one.asked === undefined ? { ...one, asked: at } : one,
  );
  // With nobody left to ask it waits for its departments.
  const status = asked.length === 0 ? 'awaiting-departments' : approvalStatus(next);
  return { ...amendment, approvals: next, status, since: status === amendment.status ? amendment.since : at };
}

/** Back to where it is assessed. What was agreed to is no longer what is asked. */
function back(amendment: OpenAmendment, at: Instant): OpenAmendment {
  const { agreed: _, lookAt: __, escalated: ___, ...rest } = amendment;
  return { ...rest, status: 'requested', since: at, approvals: [], tasks: [] };
}

function escalated(amendment: Amendment, { party, department }: DataOf<'amendment.escalated'>): Amendment {
  if (party !== undefined) return marked(amendment, party, { escalated: true });
  if (department === 'quote') return { ...open(amendment), escalated: true };
  return withTask(amendment, department, (task) => ({ ...task, escalated: true }));
}

const marked = (amendment: Amendment, party: string, mark: Partial<Approval>): Amendment => ({
  ...amendment,
  approvals: amendment.approvals.map((one) => (one.party === party ? { ...one, ...mark } : one)),
});

const answered = (
  amendment: Amendment,
  { department, by, at, note }: DataOf<'amendment.task-done'>,
  state: Task['state'],
): Amendment =>
  withTask(amendment, department, (task) => ({
    ...task,
    state,
    by,
    at,
    ...(note === undefined ? {} : { note }),
  }));

const withTask = (
  amendment: Amendment,
  department: Department | undefined,
  change: (task: Task) => Task,
): Amendment => ({
  ...amendment,
  tasks: amendment.tasks.map((task) => (task.department === department ? change(task) : task)),
});

function open(amendment: Amendment): OpenAmendment {
  if (isEnded(amendment)) throw new Error(`amendment ${amendment.id} has ended`);
  return amendment;
}

function ended(amendment: Amendment, status: Amendment['status'], since: Instant): EndedAmendment {
  const { lookAt: _, agreed: __, escalated: ___, ...rest } = amendment as OpenAmendment;
  return { ...rest, status: status as EndedAmendment['status'], since };
}
