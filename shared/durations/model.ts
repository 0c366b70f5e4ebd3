import { own } from '../kernel/own.ts';
import type { Instant } from '../time/instant.ts';
import type { Sketch } from './sketch.ts';
import { parentOf, whole } from './segment.ts';

/** What a shop's own history says about how long its stages take. Made from counters, small enough to be kept in memory. */
export interface Durations {
  readonly madeAt: Instant;
  readonly stages: Readonly<Record<string, StageDurations>>;
}

export interface StageDurations {
  /** In the stage's own time, by segment; the whole shop's under ''. */
  readonly segments: Readonly<Record<string, Sketch>>;
  /** What followed, with its share, the most frequent first. */
  readonly next: readonly (readonly [stage: string, share: number])[];
}

/** The finest sketch that there is for an order of this segment, and its name. */
export function sketchFor(
  stage: StageDurations | undefined,
  segment: string,
): { readonly name: string; readonly sketch: Sketch } | undefined {
  for (let name: string | undefined = segment; name !== undefined; name = parentOf(name)) {
    const sketch = own(stage?.segments, name);
    if (sketch) return { name: name === whole ? 'all' : name, sketch };
  }
  return undefined;
}
