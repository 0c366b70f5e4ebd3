import { type Duration, type Instant, latest, minutes, plus, seconds } from '../time/instant.ts';

/** Digests of one role in a row that told of more than a person reads one by one. */
export interface Storm {
  readonly digests: number;
  /** When the last of them went. */
  readonly at: Instant;
  /** Something grave was among them: more of it is no news. */
  readonly grave: boolean;
}

/** From the first alert to the message. */
export const digestDelay = seconds(60);
/** More alerts than this in one digest are a storm; a digest of fewer ends it. */
const stormy = 20;
const pauses: readonly Duration[] = [2, 5, 15].map(minutes);
/** After so long a storm is a new one. */
const calm = minutes(30);

/**
 * When a digest goes that an alert opens: a minute later, and in a storm 2, 5, then every 15 minutes after the last.
 * What is graver than everything the storm has told goes within the minute.
 */
export function dueAt(storm: Storm | undefined, at: Instant, grave = false): Instant {
  const soon = plus(at, digestDelay);
  if (!storm || (grave && !storm.grave)) return soon;
  const pause = pauses[Math.min(storm.digests, pauses.length) - 1] ?? digestDelay;
  return latest(soon, plus(storm.at, pause));
}

/** Would something grave go earlier than the digest that is open? */
export const hastens = (storm: Storm | undefined, due: Instant, at: Instant): boolean =>
  dueAt(storm, at, true) < due && storm?.grave === false;

/** The storm as it is after a digest of so many alerts; none where they were few. */
export function afterTold(
  storm: Storm | undefined,
  { at, count, grave }: { readonly at: Instant; readonly count: number; readonly grave: boolean },
): Storm | undefined {
  if (count <= stormy) return undefined;
  const before = storm && plus(storm.at, calm) >= at ? storm : undefined;
  return { digests: (before?.digests ?? 0) + 1, at, grave: grave || before?.grave === true };
}
