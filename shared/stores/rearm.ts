import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { type Clock, duration, type Instant, plus } from '../time/instant.ts';
import { jobKind } from './job.ts';
import { memory } from './profiles.ts';

/** How far open orders have been re-armed under a changed profile, or under durations that have moved. */
export interface Rearming {
  readonly status: 'running' | 'done';
  readonly revision: number;
  /** Counts the moves of the shop's durations that orders were armed anew for. */
  readonly moves?: number;
  readonly dueAt: Instant;
  /** Stages still to go through, the present one first. */
  readonly stages: readonly string[];
  readonly cursor?: string;
  readonly orders: number;
}

export type RearmEvent =
  | {
      readonly type: 'store.rearming-started';
      readonly data: {
        readonly revision: number;
        readonly moves?: number;
        readonly stages: readonly string[];
        readonly dueAt: Instant;
      };
    }
  | {
      readonly type: 'store.rearming-progressed';
      readonly data: {
        readonly stages: readonly string[];
        readonly cursor: string | null;
        readonly orders: number;
      };
    }
  | { readonly type: 'store.rearmed'; readonly data: { readonly revision: number; readonly orders: number } };

export const rearmKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: jobKind,
  id: 'rearm',
});

/** Whoever still knows the old profile from memory may arm an order with it until this has passed. */
const patience = duration(memory + 5_000);

export const rearmAggregate: Aggregate<Rearming, RearmEvent> = {
  kind: jobKind,
  evolve(job, event) {
    if (event.type === 'store.rearming-started') return { ...event.data, status: 'running', orders: 0 };
    if (!job) throw new Error(`${event.type} before store.rearming-started`);
    const { cursor: _, ...rest } = job;
    if (event.type === 'store.rearmed') return { ...rest, status: 'done', stages: [] };
    const { stages, cursor, orders } = event.data;
    return { ...rest, stages, orders: job.orders + orders, ...(cursor === null ? {} : { cursor }) };
  },
  due: (job) => (job.status === 'running' ? { kind: jobKind, at: job.dueAt } : undefined),
  indexes: () => ({}),
};

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/** Begins anew for the newest profile and durations; an older change's message that comes late begins nothing. */
export async function startRearming(
  ports: Ports,
  store: string,
  { revision, moves }: { readonly revision: number; readonly moves?: number },
  stages: readonly string[],
): Promise<void> {
  await change(
    ports,
    rearmAggregate,
    rearmKey(store),
    { actor: 'system' },
    {
      decide: (head, at) => {
        const before = { revision: head?.state.revision ?? 0, moves: head?.state.moves ?? 0 };
        const now = {
          revision: Math.max(revision, before.revision),
          moves: Math.max(moves ?? 0, before.moves),
        };
        return head && now.revision === before.revision && now.moves === before.moves
          ? accept<RearmEvent>([], 'repeated')
          : accept<RearmEvent>(
              [{ type: 'store.rearming-started', data: { ...now, stages, dueAt: plus(at, patience) } }],
              'started',
            );
      },
    },
  );
}

/**
 * Goes on where the last run stopped: one page of open orders after the other, the place kept after each. Stopped
 * anywhere it repeats one page at the most, and arming an order twice arms it once.
 */
export async function goOnRearming(
  ports: Ports,
  store: string,
  arm: (orderId: string) => Promise<unknown>,
  hasTime: () => boolean,
): Promise<void> {
  while (hasTime()) {
    const head = await ports.heads.load<Rearming>(rearmKey(store));
    if (head?.state.status !== 'running') return;
    const { stages, cursor, revision, orders } = head.state;
    const [stage, ...rest] = stages;
    const step = (event: RearmEvent) =>
      change(
        ports,
        rearmAggregate,
        rearmKey(store),
        { actor: 'system', expected: head.version },
        {
          decide: () => accept<RearmEvent>([event], 'done'),
        },
      );
    if (stage === undefined) {
      await step({ type: 'store.rearmed', data: { revision, orders } });
      return;
    }
    const page = await ports.heads.find(
      'list',
      `${store}#order`,
      { from: `${stage}#`, to: `${stage}#~` },
      { limit: 50, cursor },
    );
    await Promise.all(page.items.map(({ id }) => arm(id)));
    await step({
      type: 'store.rearming-progressed',
      data: { stages: page.next === null ? rest : stages, cursor: page.next, orders: page.items.length },
    });
  }
}
