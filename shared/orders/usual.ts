import type { Profile } from '../stores/profile.ts';
import type { Workflow } from '../stores/workflow.ts';
import { type Duration, duration, parseDuration } from '../time/instant.ts';
import { fromQuantiles, type LogNormal } from '../time/lognormal.ts';
import { stretchOf } from './paces.ts';

/** A limit is meant for the few slowest orders: of a log-normal with these shares three in a hundred pass it. */
const usualShare = { p50: 0.2, p90: 0.6 };

/**
 * The profile's usual durations are given with nights and weekends: what remains of them is the stage's own time. Where
 * it gives none, a share of the limit, which runs in that time to begin with.
 */
export function usualOf(profile: Profile, flow: Workflow): (stage: string) => LogNormal | undefined {
  return (name) => {
    const stage = flow.stage(name);
    if (stage?.usual) {
      const own = 1 / stretchOf(profile, stage, flow);
      return fromQuantiles(duration(read(stage.usual.p50) * own), duration(read(stage.usual.p90) * own));
    }
    if (stage?.limit === undefined) return undefined;
    const limit = read(stage.limit);
    return fromQuantiles(duration(limit * usualShare.p50), duration(limit * usualShare.p90));
  };
}

const read = (text: string): Duration => parseDuration(text) ?? duration(0);
