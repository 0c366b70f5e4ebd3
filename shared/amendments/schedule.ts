import { lasting } from '../durations/sketch.ts';
import { usualDate } from '../orders/forecast.ts';
import { carrierOf } from '../orders/paces.ts';
import type { OrderRules } from '../orders/rules.ts';
import type { Order } from '../orders/state.ts';
import { type Detour, quantileOf, usualPath, type Ways, waysFrom } from '../orders/ways.ts';
import { timeOf, weekOf, weekdays } from '../stores/opening.ts';
import type { Profile } from '../stores/profile.ts';
import { localDate } from '../time/business.ts';
import { onClock } from '../time/dates.ts';
import {
  days,
  type Duration,
  duration,
  hours,
  type Instant,
  instant,
  latest,
  minutes,
} from '../time/instant.ts';
import { timeOfDay } from '../time/zone.ts';
import type { LineSupply } from './availability.ts';

export interface Scheduling {
  readonly order: Order;
  readonly rules: OrderRules;
  readonly profile: Profile;
  readonly at: Instant;
  /** The stage from which on nothing can be changed: goods and work must be done before it. */
  readonly handOver: string;
  readonly promisedAt: Instant | undefined;
}

/** The instant by which the order must have arrived: the end of the promised day, or of the usual one. */
export const dateOf = ({ order, rules, promisedAt }: Scheduling): Instant =>
  rules.endOfDay(promisedAt ?? usualDate(order, rules));

/** The share of ways that arrive too late: the probability of missing the date, to a hundredth. */
export function missing(ways: Ways, at: Instant, date: Instant): number {
  const arrivals = ways(at);
  const late = arrivals.reduce((count, arrival) => count + (arrival > date ? 1 : 0), 0);
  return Math.round((100 * late) / arrivals.length) / 100;
}

export const waysWith = (
  { order, rules, handOver }: Scheduling,
  { ready, work }: { ready: Instant; work: Duration },
): Ways => waysFrom(order, rules, { before: handOver, ready, work } satisfies Detour);

export const waysNow = ({ order, rules }: Scheduling): Ways => waysFrom(order, rules);

/** The first day on which the order is there with nine chances in ten. */
export const safeDay = ({ order, rules }: Scheduling, ways: Ways, at: Instant): Instant =>
  rules.deliveryDay(order, quantileOf(ways(at), 0.9));

/**
 * The work of a change in the time of the packing stage: each piece that is put in or taken out, and each packed unit that
 * is opened for it, at the shop's speed. Who comes back to a stage that has a capacity takes at least one more place in it.
 */
export function workOf(
  { profile, handOver, rules }: Scheduling,
  pieces: number,
  rework: number,
  unitsPerHour: number,
): Duration {
  if (pieces + rework === 0) return duration(0);
  const work = Math.ceil((hours(1) * (pieces + rework)) / unitsPerHour);
  const packing = packingStage(rules, handOver);
  const capacity = rework > 0 ? profile.stages.find(({ name }) => name === packing)?.capacity : undefined;
  return duration(Math.max(work, capacity === undefined ? 0 : workingDay(profile) / capacity));
}

/** The last stage before the hand-over on the usual way. */
export function packingStage(rules: OrderRules, handOver: string): string {
  const path = [rules.flow.initial, ...usualPath(rules, rules.flow.initial)];
  return path[Math.max(0, path.indexOf(handOver) - 1)] ?? rules.flow.initial;
}

function workingDay({ calendar }: Profile): number {
  if (!calendar || weekOf(calendar) === 0) return days(1);
  const open = weekdays.filter((name) => (calendar.hours?.[name] ?? []).length > 0).length;
  return weekOf(calendar) / open;
}

/** When all that is bought is there; the present where nothing is. */
export const readyAt = (supply: readonly LineSupply[], rushed: ReadonlySet<string>, at: Instant): Instant =>
  latest(
    at,
    ...supply.flatMap(({ lineId, toBuy, readyAt: usual, rush }) =>
      toBuy === 0 ? [] : [(rushed.has(lineId) ? rush?.readyAt : usual) ?? at],
    ),
  );

/**
 * The last moment at which a yes still makes the date: the goods are ordered then, the work follows, the carrier picks up
 * at its next cut-off and takes its usual time. Counted back from the date by halving, to the minute. Undefined where it
 * has passed already.
 */
export function lastMoment(
  scheduling: Scheduling,
  supply: readonly LineSupply[],
  rushed: ReadonlySet<string>,
  work: Duration,
): Instant | undefined {
  const { at } = scheduling;
  const date = dateOf(scheduling);
  const wait = readyAt(supply, rushed, at) - at;
  const pack = scheduling.rules.pace(scheduling.order, packingStage(scheduling.rules, scheduling.handOver));
  const makes = (yes: Instant) => carried(scheduling, pack.after(instant(yes + wait), work)) <= date;
  if (!makes(at)) return undefined;
  let [early, late] = [at, date];
  while (late - early > minutes(1)) {
    const middle = instant(Math.floor((early + late) / 2));
    if (makes(middle)) early = middle;
    else late = middle;
  }
  return instant(Math.max(at, Math.floor(early / minutes(1)) * minutes(1)));
}

/** When what is ready at an instant arrives: picked up at the carrier's next cut-off, on the way for the usual time. */
function carried({ order, rules, profile, handOver }: Scheduling, ready: Instant): Instant {
  const cutOff = carrierOf(profile, order, handOver)?.pickUpCutOff;
  const segment = rules.segment(order);
  let now = cutOff === undefined ? ready : nextPickUp(ready, timeOf(cutOff), profile.timeZone);
  for (const stage of [handOver, ...usualPath(rules, handOver)]) {
    const found = rules.durations(stage, segment);
    if (found) now = rules.pace(order, stage).after(now, lasting(found.sketch, 0.5));
  }
  return now;
}

const nextPickUp = (at: Instant, cutOff: number, timeZone: string): Instant =>
  onClock(localDate(at, timeZone) + (timeOfDay(at, timeZone) > cutOff ? 1 : 0), cutOff, timeZone);
