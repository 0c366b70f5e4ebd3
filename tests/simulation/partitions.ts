import { createHash } from 'node:crypto';
import type { VirtualTime } from './world-clock.ts';

/** The service refuses: the client tries again. */
export class Throttled extends Error {}

/**
 * The partitions of one table or index: keys by hash, each partition 1,000 write and 3,000 read units a second, one
 * second of it saved up at the most. Source: AWS, "Designing partition keys to distribute your workload"
 * (Developer Guide). The five minutes of unused capacity that AWS may lend are left out.
 */
export class Partitions {
  readonly #time: VirtualTime;
  readonly #count: number;
  readonly #buckets = new Map<string, { left: number; at: number }>();
  readonly #seconds = new Map<string, number>();
  readonly #places = new Map<string, number>();
  /** The most units written to one partition within any one second of the clock. */
  peak = 0;

  constructor(time: VirtualTime, count: number) {
    this.#time = time;
    this.#count = count;
  }

  has(key: string, kind: 'read' | 'write', units: number): boolean {
    return this.#bucket(key, kind).left >= units;
  }

  take(key: string, kind: 'read' | 'write', units: number): void {
    this.#bucket(key, kind).left -= units;
    if (kind === 'read' || units === 0) return;
    const second = `${String(this.#place(key))} ${String(Math.floor(this.#time.now / 1_000))}`;
    const sum = (this.#seconds.get(second) ?? 0) + units;
    this.#seconds.set(second, sum);
    this.peak = Math.max(this.peak, sum);
  }

  #bucket(key: string, kind: 'read' | 'write') {
    const rate = kind === 'write' ? 1_000 : 3_000;
    const name = `${kind} ${String(this.#place(key))}`;
    const { now } = this.#time;
    const bucket = this.#buckets.get(name) ?? { left: rate, at: now };
    bucket.left = Math.min(rate, bucket.left + ((now - bucket.at) * rate) / 1_000);
    bucket.at = now;
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #place(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = createHash('md5').update(key).digest().readUInt32BE() % this.#count;
    this.#places.set(key, place);
    return place;
  }
}
