import type { StageClock } from './calendar.ts';
import { weekOf } from './opening.ts';
import type { Profile, StageProfile } from './profile.ts';
import type { Workflow } from './workflow.ts';

/** The stage from which on a parcel is in the carrier's hands. */
const handedOver = 'shipped';

/** Has what is in this stage left the house, whether or not it came back? */
export const isHandedOver = (flow: Workflow, stage: string): boolean =>
  stage === handedOver || flow.leadsTo(handedOver, stage);

/**
 * Which time a stage's limits run in. Unless the stage says: the carrier's from `shipped` on, before that the shop's
 * opening hours where it has some, else all hours.
 */
export function clockOf(profile: Profile, stage: StageProfile, flow: Workflow): StageClock {
  if (stage.clock !== undefined) return stage.clock;
  if (isHandedOver(flow, stage.name)) return 'carrier';
  return profile.calendar && weekOf(profile.calendar) > 0 ? 'business' : 'elapsed';
}
