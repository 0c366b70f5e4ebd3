import type { StageClock } from './calendar.ts';
import { weekOf } from './opening.ts';
import type { Profile, StageProfile } from './profile.ts';
import type { Workflow } from './workflow.ts';

/** The stage from which on a parcel is in the carrier's hands. */
const handedOver = 'shipped';

/**
 * Which time a stage's limits run in. Unless the stage says: the carrier's from `shipped` on, before that the shop's
 * opening hours where it has some, else all hours.
 */
export function clockOf(profile: Profile, stage: StageProfile, flow: Workflow): StageClock {
  if (stage.clock !== undefined) return stage.clock;
  if (stage.name === handedOver || flow.leadsTo(handedOver, stage.name)) return 'carrier';
  return profile.calendar && weekOf(profile.calendar) > 0 ? 'business' : 'elapsed';
}
