import type { AggregateKey, Head, HeadStore } from '../kernel/head.ts';
import { gravityRange, workList } from '../orders/aggregate.ts';
import type { Orders } from '../orders/orders.ts';
import { isOpen, type Order } from '../orders/state.ts';
import type { Workflow } from '../stores/workflow.ts';
import { localDate } from '../time/business.ts';
import { earliest, type Instant, sortable } from '../time/instant.ts';
import type { Compared, Pile } from './causes.ts';
import { hourBucket, traitsOf } from './traits.ts';

/** Stalled orders read at the most, gravest first, and of one stage; so many are the same story told again. */
const mostStalled = 1_000;
const mostOfStage = 500;
/** Orders read from each later stage at the most, the latest first. */
const mostPassed = 150;
/** Texts read at a time. */
const width = 32;

/** A stage with stalled orders, and with whom they are compared. */
export interface StagePile extends Pile {
  /** The stalled orders, gravest and oldest first. */
  readonly orders: readonly Order[];
  /** Since when the oldest of them has been there. */
  readonly since: Instant;
  /** There are more stalled orders than were read. */
  readonly cut: boolean;
}

interface Ports {
  readonly heads: HeadStore;
}

/**
 * Where orders are stalled now, and those that passed in the same time: orders that are in a later stage of the usual
 * way (or one that leads on from it) and entered that one since the oldest of the stalled entered theirs. Read through
 * indexes, so many and no more, however many orders there are.
 */
export async function pilesNow(ports: Ports, store: string, orders: Orders): Promise<StagePile[]> {
  const { heads, cut } = await stalledNow(ports.heads, store);
  const { flow } = orders.rules;
  const names = [...new Set(heads.map(({ state }) => state.stay.stage))].sort(
    (a, b) => flow.rank(a) - flow.rank(b),
  );
  const compare = comparison(orders);
  const piles: StagePile[] = [];
  for (const stage of names) {
    const all = heads.map(({ state }) => state).filter(({ stay }) => stay.stage === stage);
    const stalled = all.slice(0, mostOfStage);
    const since = earliest(...stalled.map(({ stay }) => stay.since));
    const passed = await passedSince(ports.heads, store, laterThan(flow, stage), since);
    piles.push({
      stage,
      since,
      orders: stalled,
      cut: cut || all.length > stalled.length,
      ...withoutBatches(
        { stalled: await compare(stalled), passed: await compare(passed) },
        recurring(stalled, orders.profile.timeZone),
      ),
    });
  }
  return piles;
}

/** Past their limit, gravest first: warnings are no stalls yet. */
async function stalledNow(heads: HeadStore, store: string) {
  const keys: AggregateKey[] = [];
  let more = false;
  for (const level of ['escalated', 'breached'] as const) {
    let cursor: string | undefined;
    do {
      const limit = Math.min(200, mostStalled - keys.length);
      if (limit === 0) {
        more = true;
        break;
      }
      const page = await heads.worklist(workList(store), gravityRange(level), { limit, cursor });
      keys.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
  const found = await heads.loadMany<Order>(keys);
  return { heads: found.filter(({ state }) => raised(state)), cut: more };
}

/** The index lags behind by a moment: the head says whether the stall is still there. */
const raised = (order: Order): boolean =>
  isOpen(order) && order.stay.alarm !== undefined && order.stay.alarm.level !== 'warned';

/**
 * The stages that an order reaches by going the usual way from here. What an order can end in without having been
 * worked on (an end that the first stage leads to directly: cancelled) is no passing.
 */
export function laterThan(flow: Workflow, stage: string): string[] {
  const next = flow.stage(stage)?.next[0];
  if (next === undefined) return [];
  const dropped = (flow.stage(flow.initial)?.next ?? []).filter((name) => flow.isEnd(name));
  return flow.names.filter(
    (name) =>
      (name === next || flow.leadsTo(next, name)) &&
      name !== stage &&
      !flow.leadsTo(name, stage) &&
      !dropped.includes(name),
  );
}

async function passedSince(
  heads: HeadStore,
  store: string,
  stages: readonly string[],
  since: Instant,
): Promise<Order[]> {
  const found = await Promise.all(
    stages.map(async (stage) => {
      const range = { from: `${stage}#${sortable(since)}`, to: `${stage}#~`, descending: true };
      const page = await heads.find('list', `${store}#order`, range, { limit: mostPassed });
      const read: readonly Head<Order>[] = await heads.loadMany<Order>(page.items);
      return read.map(({ state }) => state).filter(({ stay }) => stay.stage === stage);
    }),
  );
  return found.flat();
}

/**
 * The hours of placing that stalled orders of two dates or more share. Orders of one morning have their hour in common
 * because they came together: that is a batch, not a time of day at which things go wrong.
 */
function recurring(stalled: readonly Order[], timeZone: string): ReadonlySet<string> {
  const dates = new Map<string, Set<number>>();
  for (const { placedAt } of stalled) {
    const hour = hourBucket(placedAt, timeZone);
    dates.set(hour, (dates.get(hour) ?? new Set()).add(localDate(placedAt, timeZone)));
  }
  return new Set([...dates].filter(([, of]) => of.size > 1).map(([hour]) => hour));
}

function withoutBatches({ stalled, passed }: Omit<Pile, 'stage'>, hours: ReadonlySet<string>) {
  const sifted = (orders: readonly Compared[]) =>
    orders.map(({ orderId, traits }) => ({
      orderId,
      traits: traits.filter(({ attribute, value }) => attribute !== 'hour' || hours.has(value)),
    }));
  return { stalled: sifted(stalled), passed: sifted(passed) };
}

/** Reads what orders have, each order's text once. */
function comparison(orders: Orders): (all: readonly Order[]) => Promise<Compared[]> {
  const known = new Map<string, Compared>();
  const { timeZone } = orders.profile;
  return async (all) => {
    const open = all.filter(({ id }) => !known.has(id));
    const worker = async () => {
      for (let order = open.shift(); order; order = open.shift())
        known.set(order.id, {
          orderId: order.id,
          traits: traitsOf(order, await orders.content(order), timeZone),
        });
    };
    await Promise.all(Array.from({ length: width }, worker));
    return all.flatMap(({ id }) => known.get(id) ?? []);
  };
}
