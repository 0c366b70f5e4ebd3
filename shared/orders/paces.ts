import type { CalendarProfile } from '../stores/calendar.ts';
import { clockOf } from '../stores/stage-clock.ts';
import { calendarOf, weekOf } from '../stores/opening.ts';
import type { Carrier, Profile, StageProfile } from '../stores/profile.ts';
import type { Workflow } from '../stores/workflow.ts';
import { days } from '../time/instant.ts';
import { Timetable } from '../time/timetable.ts';
import { elapsed, type Pace } from './clock.ts';
import type { Order } from './state.ts';

/** The pace of one stage for one order: its present stage unless another is named. */
export type PaceOf = (order: Pick<Order, 'stay' | 'parcels' | 'attributes'>, stage?: string) => Pace;

/**
 * At which pace a stage runs. A carrier without a calendar works at all hours, and so does whichever carrier it is as
 * long as nothing says.
 */
export function pacesOf(profile: Profile, flow: Workflow): PaceOf {
  const own = paceOf(profile.calendar, profile.timeZone);
  const clocks = new Map(profile.stages.map((stage) => [stage.name, clockOf(profile, stage, flow)]));
  const carriers = new Map(
    profile.carriers.map(({ id, calendar }) => [id, paceOf(calendar, profile.timeZone)]),
  );
  return (order, stage = order.stay.stage) => {
    const clock = clocks.get(stage);
    if (clock === 'business') return own;
    if (clock !== 'carrier') return elapsed;
    const carrier = carrierOf(profile, order, stage);
    return (carrier && carriers.get(carrier.id)) ?? elapsed;
  };
}

/** Who carries an order: its parcel in that stage says, else its first parcel, else its attribute `carrier`. */
export function carrierOf(
  profile: Pick<Profile, 'carriers'>,
  { stay, parcels, attributes }: Pick<Order, 'stay' | 'parcels' | 'attributes'>,
  stage = stay.stage,
): Carrier | undefined {
  const parcel = parcels?.find((one) => one.stage === stage) ?? parcels?.[0];
  const name = parcel?.carrier ?? attributes?.['carrier'];
  return profile.carriers.find((known) => known.id === name || known.name === name);
}

/** How many hours go by, on an average week, for one hour of the stage's own time. */
export function stretchOf(profile: Profile, stage: StageProfile, flow: Workflow): number {
  const clock = clockOf(profile, stage, flow);
  const calendars = {
    business: profile.calendar,
    // Whichever it will be: the first that has hours stands for all.
    carrier: profile.carriers.find(({ calendar }) => calendar && weekOf(calendar) > 0)?.calendar,
    elapsed: undefined,
  };
  const week = calendars[clock] && weekOf(calendars[clock]);
  return week ? days(7) / week : 1;
}

function paceOf(profile: CalendarProfile | undefined, timeZone: string): Pace {
  const calendar = calendarOf(profile, timeZone);
  if (!calendar) return elapsed;
  const table = new Timetable(calendar);
  return {
    kind: 'business',
    between: (from, to) => table.between(from, to),
    after: (from, length) => table.after(from, length),
  };
}
