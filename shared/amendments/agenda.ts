import { between, days, earliest, type Instant, minutes, plus } from '../time/instant.ts';
import type { AmendmentEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { type Amendment, type Approval, isEnded, type OpenAmendment, waiting, type Waits } from './state.ts';

export interface Appointment {
  readonly at: Instant;
  readonly event: (at: Instant) => AmendmentEvent;
}

/** A word is waited for within its rule's time, and never longer than the rework still makes the date. */
export function untilOf(
  { asked, within }: Approval,
  { terms, since }: Pick<Amendment, 'terms' | 'since'>,
): Instant {
  const from = asked ?? since;
  const own = plus(from, within);
  const last = terms?.lastMoment;
  // Where the date was lost before the question was put, the rule's time is what there is.
  return last === undefined || last <= from ? own : earliest(own, last);
}

/** A quote or a task that was not answered in time calls a supervisor; at the end of the date's patience it expires. */
export function phaseEnd(amendment: OpenAmendment): Instant {
  const { terms, since, status } = amendment;
  const { quote, task } = patience(amendment);
  const wait = status === 'awaiting-quote' ? quote : task;
  const last = terms?.lastMoment;
  if (last !== undefined && last > since) return last;
  return plus(plus(since, wait), wait);
}

/** Nothing is waited for but what an assessment asks for. */
function patience({ id, terms }: OpenAmendment): Waits {
  if (!terms) throw new Error(`amendment ${id} is not assessed`);
  return terms.waits;
}

/** The longest that one may wait for another amendment of its order. */
const mostQueued = days(7);
/** A little after what is done at once, so that the scan finds only what was left behind. */
const grace = minutes(1);
/**
 * By then the order has taken over what was reserved, and whoever was still at work when it ended has long died: what is
 * left is let go once more.
 */
export const settlesAfter = minutes(20);

/** What an amendment still has ahead of it. */
export function agenda(amendment: Amendment): Appointment[] {
  if (isEnded(amendment)) return [];
  const { orderId } = amendment;
  const say = (at: Instant, event: (at: Instant) => AmendmentEvent): Appointment => ({ at, event });
  const expires = (at: Instant, why: string, waitedFor: readonly string[]) =>
    say(at, (now) => ({
      type: 'amendment.expired',
      data: { orderId, at: now, why, waitedFor, took: between(amendment.at, now) },
    }));
  switch (amendment.status) {
    case 'requested':
      return [expires(plus(amendment.at, mostQueued), 'queue', [])];
    case 'awaiting-quote':
      return [
        ...(amendment.escalated
          ? []
          : [
              say(plus(amendment.since, patience(amendment).quote), (at) => ({
                type: 'amendment.escalated',
                data: { orderId, at, department: 'quote', role: 'supervisor' },
              })),
            ]),
        expires(phaseEnd(amendment), 'quote', ['procurement']),
      ];
    case 'awaiting-approval':
    case 'awaiting-customer':
      return [...waiting(amendment).flatMap((one) => wordOf(amendment, one)), ...lapse(amendment)];
    case 'awaiting-departments':
      // Once all have agreed there is nothing to wait for but the order.
      return amendment.agreed === undefined ? [...tasksOf(amendment), ...lapse(amendment)] : [];
  }
}

function wordOf(amendment: OpenAmendment, one: Approval): Appointment[] {
  const { orderId } = amendment;
  const { remind, escalate } = patience(amendment);
  const { party, asked = amendment.since, silence } = one;
  const until = untilOf(one, amendment);
  const reminder = plus(asked, remind);
  const call = plus(asked, escalate);
  const role = party === 'supervisor' ? 'admin' : 'supervisor';
  const reminded: Appointment = {
    at: reminder,
    event: (at) => ({ type: 'amendment.reminded', data: { orderId, at, party } }),
  };
  const called: Appointment = {
    at: call,
    event: (at) => ({ type: 'amendment.escalated', data: { orderId, at, party, role } }),
  };
  const silent: Appointment = {
    at: until,
    event: (at) =>
      silence === 'decline'
        ? {
            type: 'amendment.declined',
            data: { orderId, at, party, by: 'system', why: 'silence', took: between(amendment.at, at) },
          }
        : {
            type: 'amendment.expired',
            data: { orderId, at, why: 'no-answer', waitedFor: [party], took: between(amendment.at, at) },
          },
  };
  return [
    ...(one.reminded || reminder >= until ? [] : [reminded]),
    // A customer is reminded; nobody is called because of him.
    ...(one.escalated || call >= until || party === 'customer' ? [] : [called]),
    silent,
  ];
}

function tasksOf(amendment: OpenAmendment): Appointment[] {
  const { orderId, tasks, since } = amendment;
  const open = tasks.filter(({ state }) => state === 'open');
  const late = open.filter(({ escalated }) => !escalated);
  return [
    ...late.map(({ department }) => ({
      at: plus(since, patience(amendment).task),
      event: (at: Instant): AmendmentEvent => ({
        type: 'amendment.escalated',
        data: { orderId, at, department, role: 'supervisor' },
      }),
    })),
    ...(open.length === 0
      ? []
      : [
          {
            at: phaseEnd(amendment),
            event: (at: Instant): AmendmentEvent => ({
              type: 'amendment.expired',
              data: {
                orderId,
                at,
                why: 'no-answer',
                waitedFor: open.map(({ department }) => department),
                took: between(amendment.at, at),
              },
            }),
          },
        ]),
  ];
}

/** A quoted price that no longer holds is asked for again. */
function lapse({ orderId, terms }: OpenAmendment): Appointment[] {
  const validUntil = terms?.validUntil;
  if (validUntil === undefined) return [];
  return [
    {
      at: validUntil,
      event: (at) => ({ type: 'amendment.quote-lapsed', data: { orderId, at, validUntil } }),
    },
  ];
}

/** Everything that has fallen due, in its order. */
export function overdue(amendment: Amendment, at: Instant): AmendmentEvent[] {
  const events: AmendmentEvent[] = [];
  let now = amendment;
  for (let next = first(now); next && next.at <= at; next = first(now)) {
    const event = next.event(at);
    if (events.length === 32) throw new Error(`amendment ${amendment.id} has no end of ${event.type}`);
    events.push(event);
    now = evolve(now, event);
  }
  return events;
}

const first = (amendment: Amendment): Appointment | undefined =>
  agenda(amendment).sort((a, b) => a.at - b.at)[0];

/** When it must be looked at again: for what is due, or for what was left undone. */
export function lookAt(amendment: Amendment): Instant | undefined {
  if (isEnded(amendment)) {
    if (amendment.settled) return undefined;
    return plus(amendment.since, amendment.released ? settlesAfter : grace);
  }
  const next = first(amendment)?.at;
  const own =
    amendment.agreed !== undefined
      ? plus(amendment.agreed, grace)
      : amendment.status === 'requested'
        ? (amendment.lookAt ?? plus(amendment.since, grace))
        : amendment.reserved !== amendment.terms?.reserves
          ? plus(amendment.since, grace)
          : undefined;
  const all = [next, own].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : earliest(...all);
}
