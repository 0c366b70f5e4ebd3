import { type Activity } from './activity.ts';

/** A stream or a queue that feeds a function. */
export interface Source {
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Waits until streams and queues hold nothing that could be handled now and no function runs. What waits for
 * a later instant is not waited for.
 */
export async function drain(
  sources: readonly Source[],
  activity: Activity,
  patienceMs: number,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const before = activity.completed;
    await Promise.all(sources.map((source) => source.drained()));
    await activity.quiet();
    // One source's work may have filled another: only a round in which nothing ran is the last.
    if (activity.completed === before) return;
    if (performance.now() > end) {
      throw new Error(
        `Functions, streams and queues did not come to rest within ${patienceMs / 1000} s: something feeds itself.`,
      );
    }
  }
}
