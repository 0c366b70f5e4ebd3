import { storeId } from '../../kernel/brand.ts';
import { type Aggregate, change } from '../../kernel/commit.ts';
import { accept } from '../../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../../kernel/head.ts';
import { jobKind } from '../../stores/job.ts';
import type { Clock, Instant } from '../../time/instant.ts';

/**
 * A shop begins to keep its stock here with its first movement or count; before that its orders ask for nothing and cost
 * nothing. Those that are open at that moment are claimed by a job that keeps its place.
 */
export interface StockUse {
  readonly status: 'running' | 'done';
  readonly at: Instant;
  /** Stages still to go through, the present one first. */
  readonly stages: readonly string[];
  readonly cursor?: string;
}

type StockUseEvent =
  | {
      readonly type: 'store.stock-opened';
      readonly data: { readonly at: Instant; readonly stages: readonly string[] };
    }
  | {
      readonly type: 'store.stock-claimed';
      readonly data: { readonly stages: readonly string[]; readonly cursor: string | null };
    };

export const stockUseId = 'stock';
const keyOf = (store: string): AggregateKey => ({ store: storeId(store), kind: jobKind, id: stockUseId });

const aggregate: Aggregate<StockUse, StockUseEvent> = {
  kind: jobKind,
  evolve(job, event) {
    if (event.type === 'store.stock-opened') return { status: 'running', ...event.data };
    if (!job) throw new Error(`${event.type} before store.stock-opened`);
    const { stages, cursor } = event.data;
    const status = stages.length === 0 ? 'done' : 'running';
    return { status, at: job.at, stages, ...(cursor === null ? {} : { cursor }) };
  },
  due: (job) => (job.status === 'running' ? { kind: jobKind, at: job.at } : undefined),
  indexes: () => ({}),
};

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

export const isInUse = async ({ heads }: Pick<Ports, 'heads'>, store: string): Promise<boolean> =>
  (await heads.load(keyOf(store))) !== undefined;

/** Said with every call that brings stock; the first begins, the others find it begun. */
export async function openStock(ports: Ports, store: string, stages: readonly string[]): Promise<void> {
  if (await isInUse(ports, store)) return;
  await change<StockUse, StockUseEvent, never>(
    ports,
    aggregate,
    keyOf(store),
    { actor: 'system' },
    {
      decide: (head, at) =>
        head ? accept([], 'open') : accept([{ type: 'store.stock-opened', data: { at, stages } }], 'opened'),
    },
  );
}

/** Goes on where the last run stopped; claiming an order twice claims it once. */
export async function claimOpenOrders(
  ports: Ports,
  store: string,
  claim: (orderId: string) => Promise<unknown>,
  hasTime: () => boolean,
): Promise<void> {
  while (hasTime()) {
    const head = await ports.heads.load<StockUse>(keyOf(store));
    if (head?.state.status !== 'running') return;
    const [stage, ...rest] = head.state.stages;
    const range = { from: `${stage ?? ''}#`, to: `${stage ?? ''}#~` };
    const page = await ports.heads.find('list', `${store}#order`, range, {
      limit: 50,
      cursor: head.state.cursor,
    });
    for (const { id } of page.items) await claim(id);
    const stages = page.next === null ? rest : head.state.stages;
    await change<StockUse, StockUseEvent, never>(
      ports,
      aggregate,
      keyOf(store),
      { actor: 'system', expected: head.version },
      {
        decide: () =>
          accept([{ type: 'store.stock-claimed', data: { stages, cursor: page.next } }], 'claimed'),
      },
    );
  }
}
