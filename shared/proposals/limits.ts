import type { Profile } from '../stores/profile.ts';
import { type Duration, duration, formatDuration, parseDuration } from '../time/instant.ts';
import { limitFor, type Seen } from './effect.ts';
import type { Matter } from './matter.ts';

/** Fewer stays than this say nothing about the slowest few in a hundred. */
const fewest = 100;
/** A limit that would move by less is left where it is. */
const move = 0.1;

export type LimitMatter = Extract<Matter, { kind: 'limit' }>;

/**
 * The limits that the shop's own history speaks for: at each stage with enough stays the one that as many orders pass as
 * is that stage's part of the alerts the profile allows, in equal parts. What was declined comes again only when the
 * figures have moved away from it.
 */
export function proposedLimits(
  profile: Profile,
  seen: ReadonlyMap<string, Seen>,
  declined: readonly LimitMatter[],
): LimitMatter[] {
  const stages = profile.stages.filter(
    ({ name, limit, retired }) => limit !== undefined && !retired && (seen.get(name)?.stays ?? 0) >= fewest,
  );
  const share = profile.alertsPer100Orders / 100 / Math.max(1, stages.length);
  return stages.flatMap(({ name, limit }) => {
    const of = seen.get(name);
    if (!of) return [];
    const found = limitFor(of, share);
    const proposed: LimitMatter = { kind: 'limit', stage: name, limit: formatDuration(found) };
    const near = [limit, ...declined.filter(({ stage }) => stage === name).map((one) => one.limit)];
    return near.some((other) => isNear(found, length(other))) ? [] : [proposed];
  });
}

/** The same limit of the same stage is the same proposal, whenever it is looked at. */
export const limitId = ({ stage, limit }: LimitMatter): string => `limit~${stage}~${limit}`;

const isNear = (a: Duration, b: Duration): boolean => Math.abs(a - b) <= move * b;
const length = (text: string | undefined): Duration => parseDuration(text ?? '') ?? duration(0);
