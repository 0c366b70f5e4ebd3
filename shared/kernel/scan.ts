import type { Clock, Instant } from '../time/instant.ts';
import type { AggregateKey, DueKey, HeadStore } from './head.ts';
import { turnOf } from './lease.ts';
import { pacer, type Rate } from './pace.ts';

export interface FailedDeadline {
  readonly key: AggregateKey;
  readonly due: DueKey;
  readonly error: unknown;
}

/** What a scan did. */
export interface Scanned {
  /** Index entries read. */
  readonly read: number;
  readonly fired: number;
  /** Failures, each left in the index for the next scan. */
  readonly failed: readonly FailedDeadline[];
  /** Milliseconds by which the oldest deadline was late, but for those that failed: these are told by `failed`. */
  readonly lag: number;
  /** It stopped before the index was empty: no time was left, or another scan is at it. */
  readonly cut: boolean;
}

export interface Scan {
  readonly kind: string;
  /** Handles one due aggregate. Called again it does nothing: the deadline moves with the change it makes. */
  readonly fire: (key: AggregateKey) => Promise<unknown>;
  readonly hasTime: () => boolean;
  /** Aggregates handled at a time, for each shard. */
  readonly width?: number;
  readonly page?: number;
  /** As fast as answers come where it is absent. */
  readonly rate?: Rate;
  /** Deadlines that are left alone: they failed too often. */
  readonly isParked?: (due: DueKey) => boolean;
}

/** Read before the first is handled; 100 bytes each. What is beyond is for the next scan. */
const mostRead = 200_000;

/**
 * Reads what is due and nothing else, so that the cost grows with what is due; then handles it, gravest first and
 * oldest first among equals, at the rate that the partitions bear. More than a page of a shard is a backlog, which one
 * scan at a time works off. Stopped anywhere it loses nothing: what was not handled is still in the index. Two at
 * once do nothing twice: the change is one conditional write.
 */
export async function scan(ports: { heads: HeadStore; clock: Clock }, job: Scan): Promise<Scanned> {
  const upTo = ports.clock();
  const turn = turnOf(ports, job.kind);
  const wait = job.rate ? pacer(job.rate) : () => Promise.resolve(false);
  const failed: FailedDeadline[] = [];
  let fired = 0;
  const { first, rest } = await firstPages(ports.heads, job, upTo);
  const backlog = rest.length > 0;
  if (backlog && !(await turn.mine()))
    return { read: first.length, fired, failed, lag: lag(first, upTo), cut: true };
  const due = backlog ? [...first, ...(await furtherPages(ports.heads, job, upTo, rest))] : first;
  const { isParked } = job;
  const queue = (isParked ? due.filter((one) => !isParked(one)) : due).sort(graver);
  let cut = false;
  let at = 0;
  const worker = async () => {
    for (let next = queue[at++]; next && !cut; next = queue[at++]) {
      await wait(next.key.store);
      if (!job.hasTime() || (backlog && !(await turn.mine()))) {
        cut = true;
        return;
      }
      await job.fire(next.key).then(
        () => fired++,
        (error: unknown) => failed.push({ key: next.key, due: next, error }),
      );
    }
  };
  await Promise.all(Array.from({ length: (job.width ?? 4) * ports.heads.dueShards }, worker));
  await turn.end();
  const poisoned = new Set(failed.map(({ key }) => key));
  const handled = queue.filter(({ key }) => !poisoned.has(key));
  return { read: due.length, fired, failed, lag: lag(handled, upTo), cut: cut || due.length >= mostRead };
}

interface Rest {
  readonly shard: number;
  readonly cursor: string;
}

/** All shards at once: mostly nothing or little is due. */
async function firstPages(heads: HeadStore, { kind, page }: Scan, upTo: Instant) {
  const pages = await Promise.all(
    Array.from({ length: heads.dueShards }, async (_, shard) => ({
      shard,
      ...(await heads.due(kind, shard, upTo, { limit: page ?? 100 })),
    })),
  );
  return {
    first: pages.flatMap(({ items }) => items),
    rest: pages.flatMap(({ shard, next }): Rest[] => (next === null ? [] : [{ shard, cursor: next }])),
  };
}

/** One page after the other, the shards in turn: a page of 1,000 is 13 read units, and a partition gives 3,000 a second. */
async function furtherPages(heads: HeadStore, { kind, page }: Scan, upTo: Instant, rest: readonly Rest[]) {
  const found: DueKey[] = [];
  const open = [...rest];
  for (let next = open.shift(); next && found.length < mostRead; next = open.shift()) {
    const { shard, cursor } = next;
    const more = await heads.due(kind, shard, upTo, { limit: page ?? 1_000, cursor });
    for (const item of more.items) found.push(item);
    if (more.next !== null) open.push({ shard, cursor: more.next });
  }
  return found;
}

/** What falls due together goes by its id: shard by shard it would meet in one partition at a time. */
const graver = (a: DueKey, b: DueKey): number =>
  (a.rank ?? 2) - (b.rank ?? 2) || a.at - b.at || Number(a.key.id > b.key.id) - Number(a.key.id < b.key.id);

const lag = (due: readonly DueKey[], upTo: Instant): number =>
  due.reduce((most, { at }) => Math.max(most, upTo - at), 0);
