import { type Duration, earliest, type Instant } from '../time/instant.ts';
import { reaches } from './clock.ts';
import type { OrderEvent, Stalled } from './events.ts';
import { evolve } from './evolve.ts';
import type { Appointment } from './appointment.ts';
import { date } from './promise-clock.ts';
import type { OrderRules } from './rules.ts';
import { type OpenOrder, type Order, stallId } from './state.ts';

/**
 * Everything an order still has ahead of it: warning, limit and escalation on the stall clock; the date on the
 * promise clock, which nothing stops; the review of every hold; the end of what is set aside unpaid. Each is said once per stay (or per promise). The first
 * is right; of what is forecast, that which comes after another may be missing.
 */
export function agenda(order: Order, rules: OrderRules): Appointment[] {
  if (order.status === 'closed') return [];
  const fixed = [...stall(order, rules), ...reviews(order), ...unpaid(order)];
  // Of what comes later only the first is ever asked for, and a forecast costs more than the rest together.
  const before = fixed.length === 0 ? undefined : earliest(...fixed.map(({ at }) => at));
  return [...fixed, ...date(order, rules, before)].sort((a, b) => a.at - b.at);
}

/** The instant of the next appointment: the one deadline that an order's head carries. */
export const nextDeadline = (order: Order, rules: OrderRules): Instant | undefined =>
  agenda(order, rules)[0]?.at;

/** Everything that has fallen due by `at`, in its order. Answers nothing when called again at the same instant. */
export function overdue(order: Order, rules: OrderRules, at: Instant): OrderEvent[] {
  const events: OrderEvent[] = [];
  let now = order;
  for (let next = agenda(now, rules)[0]; next && next.at <= at; next = agenda(now, rules)[0]) {
    const event = next.event(at);
    // An appointment that does not strike itself off the agenda would be said for ever.
    if (events.length === 32) throw new Error(`order ${order.id} has no end of ${event.type}`);
    events.push(event);
    now = evolve(now, event);
  }
  return events;
}

function stall(order: OpenOrder, rules: OrderRules): Appointment[] {
  const { alarm, clock, stage, since } = order.stay;
  const limits = rules.limits(order);
  if (!limits) return [];
  const pace = rules.pace(order);
  const say = (limit: Duration, at: Instant): Stalled => ({
    at,
    stallId: stallId(order),
    stage,
    since,
    limit,
  });
  const back: Appointment[] = alarm?.quiet
    ? [
        {
          at: alarm.quiet.until,
          event: (at) => ({ type: 'order.stall-returned', data: { stallId: stallId(order), stage, at } }),
        },
      ]
    : [];
  if (alarm?.raisedAt !== undefined) {
    if (alarm.quiet) return back;
    const step = rules.escalation[alarm.steps];
    // A held order's clock stands still, and so does the patience with its operator.
    if (!step || clock.from === undefined) return [];
    return [
      {
        at: pace.after(alarm.raisedAt, step.after),
        rank: 0 as const,
        event: (at) => ({
          type: 'order.stall-escalated',
          data: {
            ...say(limits.breach, at),
            step: alarm.steps + 1,
            role: step.role,
            channels: step.channels,
          },
        }),
      },
    ];
  }
  const warning = alarm ? undefined : reaches(clock, limits.warning, pace);
  const breach = reaches(clock, limits.breach, pace);
  return [
    ...back,
    ...(warning === undefined
      ? []
      : [
          {
            at: warning,
            event: (at: Instant): OrderEvent => ({
              type: 'order.stall-warned',
              data: say(limits.warning, at),
            }),
          },
        ]),
    ...(breach === undefined
      ? []
      : [
          {
            at: breach,
            rank: 1 as const,
            event: (at: Instant): OrderEvent => ({
              type: 'order.stalled',
              data: { ...say(limits.breach, at), ...(alarm ? { warnedAt: alarm.at } : {}) },
            }),
          },
        ]),
  ];
}

function reviews(order: OpenOrder): Appointment[] {
  return (order.holds ?? [])
    .filter((hold) => hold.reviewed === undefined)
    .map((hold) => ({
      at: hold.reviewAt,
      event: () => ({ type: 'order.hold-review-due', data: { holdId: hold.id, reason: hold.reason } }),
    }));
}

/** The customer is reminded that he has not paid, and what was set aside for him is given back in the end. */
function unpaid({ unpaid: waiting }: OpenOrder): Appointment[] {
  if (!waiting || waiting.lapsed) return [];
  const { lapsesAt, remindAt } = waiting;
  return [
    ...(remindAt === undefined
      ? []
      : [
          {
            at: remindAt,
            event: (at: Instant): OrderEvent => ({ type: 'order.payment-awaited', data: { at, lapsesAt } }),
          },
        ]),
    { at: lapsesAt, event: (at: Instant): OrderEvent => ({ type: 'order.allocation-lapsed', data: { at } }) },
  ];
}
