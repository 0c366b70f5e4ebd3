import type { Clock } from '../time/instant.ts';
import type { AggregateKey, HeadStore } from './head.ts';
import { dueShards } from './shard.ts';

/** What a scan did. */
export interface Scanned {
  /** Index entries read. */
  readonly read: number;
  readonly fired: number;
  /** Failures, each left in the index for the next scan. */
  readonly failed: readonly unknown[];
  /** Milliseconds by which the oldest deadline was late. */
  readonly lag: number;
  /** The time ran out before the index did. */
  readonly cut: boolean;
}

export interface Scan {
  readonly kind: string;
  /** Handles one due aggregate. Called again it does nothing: the deadline moves with the change it makes. */
  readonly fire: (key: AggregateKey) => Promise<unknown>;
  readonly hasTime: () => boolean;
  /** Aggregates handled at a time per shard. */
  readonly width?: number;
  readonly page?: number;
}

/**
 * Reads what is due and nothing else: all shards at once, each from its oldest deadline forward, so that the
 * cost grows with what is due. Stopped anywhere it loses nothing: what was not handled is still in the index.
 * Two at once do nothing twice: the change is one conditional write.
 */
export async function scan(ports: { heads: HeadStore; clock: Clock }, job: Scan): Promise<Scanned> {
  const upTo = ports.clock();
  const width = job.width ?? 4;
  let read = 0;
  let fired = 0;
  let cut = false;
  let lag = 0;
  const failed: unknown[] = [];
  async function shard(number: number): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await ports.heads.due(job.kind, number, upTo, { limit: job.page ?? 100, cursor });
      read += page.items.length;
      for (const { at } of page.items) lag = Math.max(lag, upTo - at);
      const queue = page.items.map(({ key }) => key);
      const worker = async () => {
        for (let key = queue.shift(); key; key = queue.shift()) {
          if (!job.hasTime()) {
            cut = true;
            return;
          }
          await job.fire(key).then(
            () => fired++,
            (error: unknown) => failed.push(error),
          );
        }
      };
      await Promise.all(Array.from({ length: width }, worker));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined && !cut);
  }
  await Promise.all(Array.from({ length: dueShards }, (_, number) => shard(number)));
  return { read, fired, failed, lag, cut };
}
