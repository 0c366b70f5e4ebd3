import { days, hours, type Instant, latest, minus, plus } from '../time/instant.ts';
import type { Appointment } from './appointment.ts';
import type { Dated, Delayed, OrderEvent } from './events.ts';
import { forecast, passes, usualDate } from './forecast.ts';
import type { OrderRules } from './rules.ts';
import { isComingBack, isHeldOpen, type OpenOrder, type Told } from './state.ts';

/**
 * The promise clock, which nothing stops. The customer hears when the day he was promised will probably (more likely
 * than not) be missed, and again when the day he was named instead will be. Without a promise the usual day counts,
 * and only of an order that is stalled: nobody promised anything. Staff hear earlier, when waiting has made the date
 * unsafe (it was kept nine times in ten, and is no more), and when it has passed. A date that was tight from the
 * start says nothing new by being tight. What is forecast to come after `before` may be left out.
 */
export function date(order: OpenOrder, rules: OrderRules, before?: Instant): Appointment[] {
  const { promise, late = {}, stay } = order;
  // Who refused his parcel waits for nothing.
  if (!rules.usual(stay.stage) || isComingBack(stay.stage)) return [];
  const delays = delay(order, rules, before);
  if (!promise) return [...delays, ...statutory(order, rules)];
  const risk =
    late.risk === undefined ? passes(order, rules, 'p90', promise.at, stay.since, before) : undefined;
  return [
    ...(risk !== undefined && risk > stay.since
      ? [
          {
            at: risk,
            event: (at: Instant): OrderEvent => ({
              type: 'order.promise-at-risk',
              data: dated(order, rules, at),
            }),
          },
        ]
      : []),
    ...delays,
    ...(late.missed === undefined
      ? [
          {
            at: latest(promise.at, stay.since),
            rank: 1 as const,
            event: (at: Instant): OrderEvent => ({
              type: 'order.promise-missed',
              data: dated(order, rules, at),
            }),
          },
        ]
      : []),
    ...(promise.unilateral ? statutory(order, rules) : []),
  ];
}

/**
 * The next word of delay. The first counts from the promise (or the usual day of a stalled order), each further one
 * from the day that was named last; where no day could be named, it comes as soon as one can.
 */
function delay(order: OpenOrder, rules: OrderRules, before?: Instant): Appointment[] {
  const { promise, late = {}, stay } = order;
  const { told } = late;
  const say = (from: Instant): Appointment[] => [
    { at: from, event: (at) => ({ type: 'order.delay-expected', data: delayed(order, rules, at) }) },
  ];
  const missing = (day: Instant, from: Instant) => {
    const at = passes(order, rules, 'p50', rules.endOfDay(day), from, before);
    return at === undefined ? [] : say(at);
  };
  if (told?.at !== undefined) {
    const from = latest(told.at, stay.since);
    if (told.day !== undefined) return missing(told.day, from);
    return indefinite(order, rules, from) ? [] : say(from);
  }
  if (promise) return missing(promise.at, stay.since);
  const { raisedAt } = stay.alarm ?? {};
  return raisedAt === undefined ? [] : missing(usualDate(order, rules), raisedAt);
}

/** Beyond this no honest date can be named. */
const foreseeable = days(30);

/** Nobody can say when: the order is held, or the estimate reaches further than anything one should promise. */
export const indefinite = (order: OpenOrder, rules: OrderRules, at: Instant): boolean =>
  isHeldOpen(order) || forecast(order, rules, at).p90 > plus(at, foreseeable);

function dated(order: OpenOrder, rules: OrderRules, at: Instant): Dated {
  const { p50, p90 } = forecast(order, rules, at);
  return {
    at,
    p50,
    p90,
    stay: order.stay.n,
    ...(order.promise ? { promisedAt: order.promise.at } : {}),
  };
}

function delayed(order: OpenOrder, rules: OrderRules, at: Instant): Delayed {
  const said = dated(order, rules, at);
  const { told } = order.late ?? {};
  // Never silently earlier than what was said before.
  const day = latest(rules.deliveryDay(order, said.p90), earlier(told, order));
  return {
    ...said,
    round: (told?.n ?? 0) + 1,
    ...(indefinite(order, rules, at) ? {} : { day }),
    ...(told?.day === undefined ? {} : { before: told.day }),
    ...(told?.stay === undefined ? {} : { beforeStay: told.stay }),
  };
}

const earlier = (told: Told | undefined, order: OpenOrder): Instant =>
  told?.day ?? order.promise?.at ?? order.placedAt;

/**
 * Where no date was agreed, goods must reach a consumer within 30 days of the contract, counted in calendar days from
 * the day after it. Source: Directive 2011/83/EU, article 18(1), in Romania OUG 34/2014, article 18; Regulation
 * 1182/71, article 3, for the counting. A date that staff set alone is not agreed.
 */
const statutoryDays = 30;
/** Staff hear while something can still be done. */
const statutoryNotice = 5;

function statutory(order: OpenOrder, rules: OrderRules): Appointment[] {
  const { late = {}, company, placedAt, stay } = order;
  if (company || late.answer !== undefined) return [];
  // Noon of the day of the order, give or take a clock change, and as many days later.
  const noon = minus(rules.endOfDay(placedAt), hours(12));
  const after = (count: number) => rules.endOfDay(plus(noon, days(count)));
  const deadline = after(statutoryDays);
  const say = (type: 'order.statutory-deadline-near' | 'order.statutory-deadline-passed', at: Instant) => ({
    at: latest(at, stay.since),
    event: (now: Instant): OrderEvent => ({ type, data: { at: now, deadline } }),
  });
  if (late.statutory === 'passed') return [];
  return late.statutory === 'near'
    ? [say('order.statutory-deadline-passed', deadline)]
    : [say('order.statutory-deadline-near', after(statutoryDays - statutoryNotice - 1))];
}
