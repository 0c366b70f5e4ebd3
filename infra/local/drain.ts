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
  // A source that is refilled as fast as it is emptied never says that it is drained: patience ends in the middle of a round too.
  const { promise: impatient, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(
        new Error(
          `Functions, streams and queues did not come to rest within ${patienceMs / 1000} s: something feeds itself.`,
        ),
      ),
    patienceMs,
  );
  try {
    await Promise.race([impatient, settled(sources, activity)]);
  } finally {
    clearTimeout(timer);
  }
}

async function settled(sources: readonly Source[], activity: Activity): Promise<void> {
  for (;;) {
    const before = activity.completed;
    await Promise.all(sources.map((source) => source.drained()));
    await activity.quiet();
    // One source's work may have filled another: only a round in which nothing ran is the last.
    if (activity.completed === before) return;
  }
}
