import type { CalendarProfile } from '../stores/calendar.ts';
import { clockOf } from '../stores/stage-clock.ts';
import { calendarOf, weekOf } from '../stores/opening.ts';
import type { Profile, StageProfile } from '../stores/profile.ts';
import type { Workflow } from '../stores/workflow.ts';
import { after, between } from '../time/business.ts';
import { days } from '../time/instant.ts';
import { elapsed, type Pace } from './clock.ts';
import type { Order } from './state.ts';

/**
 * At which pace an order's present stage runs. A carrier without a calendar works at all hours, and so does whichever
 * carrier it is as long as no parcel says.
 */
export function pacesOf(profile: Profile, flow: Workflow): (order: Order) => Pace {
  const own = paceOf(profile.calendar, profile.timeZone);
  const clocks = new Map(profile.stages.map((stage) => [stage.name, clockOf(profile, stage, flow)]));
  const carriers = new Map(
    profile.carriers.map(({ id, calendar }) => [id, paceOf(calendar, profile.timeZone)]),
  );
  return ({ stay, parcels }) => {
    const clock = clocks.get(stay.stage);
    if (clock === 'business') return own;
    if (clock !== 'carrier') return elapsed;
    const name = parcels?.find(({ stage }) => stage === stay.stage)?.carrier;
    const carrier = profile.carriers.find((known) => known.id === name || known.name === name);
    return (carrier && carriers.get(carrier.id)) ?? elapsed;
  };
}

/** How many hours go by, on an average week, for one hour of the stage's own time. */
export function stretchOf(profile: Profile, stage: StageProfile, flow: Workflow): number {
  const week = clockOf(profile, stage, flow) === 'business' && profile.calendar && weekOf(profile.calendar);
  return week ? days(7) / week : 1;
}

function paceOf(profile: CalendarProfile | undefined, timeZone: string): Pace {
  const calendar = calendarOf(profile, timeZone);
  if (!calendar) return elapsed;
  return {
    kind: 'business',
    between: (from, to) => between(calendar, from, to),
    after: (from, length) => after(calendar, from, length),
  };
}
