import type { Instant } from '../../../time/instant.ts';
import { parameters } from '../parameters.ts';

/** Of several papers the one written nearest to a time, and near enough to belong to it; `when` leaves out what does not fit. */
export function closest<T>(
  all: readonly T[],
  at: Instant,
  when: (one: T) => Instant | undefined,
): T | undefined {
  let best: { one: T; away: number } | undefined;
  for (const one of all) {
    const time = when(one);
    if (time === undefined) continue;
    const away = Math.abs(time - at);
    if (away <= parameters.samePaper && away < (best?.away ?? Infinity)) best = { one, away };
  }
  return best?.one;
}
