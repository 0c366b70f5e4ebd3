import { amendmentAggregate, amendmentKind, ofOrder } from '../amendments/aggregate.ts';
import type { AmendmentEvent } from '../amendments/events.ts';
import type { Amendment } from '../amendments/state.ts';
import { parkedKey, parkedOf } from '../events/parked.ts';
import { Contended } from '../kernel/contended.ts';
import { change } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey, Head, HeadStore } from '../kernel/head.ts';
import { noticesOf } from '../notices/notice.ts';
import { orderAggregate, orderKey } from '../orders/aggregate.ts';
import type { OrderEvent } from '../orders/events.ts';
import type { Orders } from '../orders/orders.ts';
import { isOpen, type Order } from '../orders/state.ts';
import { type Refund, refundsOfOrder } from '../refunds/refund.ts';
import { type Clock, days, type Instant, plus } from '../time/instant.ts';
import { papersSetApart, setPapersApart } from './papers.ts';
import { lookAgainAt } from './second-look.ts';
import { personal, removeTexts } from './texts-beside.ts';
import { allOf } from '../kernel/all-of.ts';

export interface ErasurePorts {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/**
 * Why an order is not erased yet: it is being fulfilled; it has only just ended, and its last message and its refund are
 * still to come; money is owed; a change of it is not wound up. Each of these ends by itself.
 */
export type Waiting = 'open' | 'just-closed' | 'refund-open' | 'amendment-open';

/** By then everything that follows from an order's end has been opened: the last message, refunds, returns. */
export const settling = days(1);

/**
 * Takes a person out of one order: the texts beside it, beside its amendments and its messages, then the hash that finds
 * him, in this order, so that whoever dies between finds the order again. The texts go within the decision: if anybody
 * changes the order meanwhile, it is decided anew and his text goes too.
 */
export async function eraseOrder(
  ports: ErasurePorts,
  store: string,
  orders: Orders,
  orderId: string,
  actor: string,
): Promise<Waiting | 'erased'> {
  const done = await change<Order, OrderEvent, Waiting | 'unknown'>(
    ports,
    orderAggregate(orders.rules),
    orderKey(store, orderId),
    { actor },
    { decide: (head, at) => decide(ports, store, head, at), forgets: true },
  );
  if (done.done) {
    // A writer who was refused because of this may have left his text behind.
    await removeTexts(ports.heads, orderKey(store, orderId), personal.order);
    return 'erased';
  }
  if (typeof done.refusal === 'string') return done.refusal === 'unknown' ? 'erased' : done.refusal;
  throw new Contended(`order ${orderId}`);
}

async function decide(
  ports: ErasurePorts,
  store: string,
  head: Head<Order> | undefined,
  at: Instant,
): Promise<Decision<OrderEvent, Waiting | 'unknown'>> {
  if (!head) return refuse('unknown');
  const { heads } = ports;
  const order = head.state;
  if (order.erased !== undefined) return accept([], 'repeated');
  const waiting = await waitsFor(heads, store, order, at);
  if (waiting) return refuse(waiting);
  await lookAgainAt(ports, store, order);
  const papers = await removeEverything(ports, store, order.id);
  const data = { at, ...(Object.keys(papers).length > 0 ? { papers } : {}) };
  return accept<OrderEvent>([{ type: 'order.customer-erased', data }], 'erased');
}

async function waitsFor(
  heads: HeadStore,
  store: string,
  order: Order,
  at: Instant,
): Promise<Waiting | undefined> {
  if (isOpen(order)) return 'open';
  if (at < plus(order.closedAt, settling)) return 'just-closed';
  const refunds = await heads.loadMany<Refund>(await allOf(heads, refundsOfOrder(store, order.id)));
  if (refunds.some(({ state }) => state.status === 'open')) return 'refund-open';
  const amendments = await heads.loadMany<Amendment>(await allOf(heads, ofOrder(store, order.id)));
  if (amendments.some(({ state }) => amendmentAggregate.due(state) !== undefined)) return 'amendment-open';
  return undefined;
}

/** Answers what the billing documents show from now on. */
async function removeEverything(
  ports: ErasurePorts,
  store: string,
  orderId: string,
): Promise<Readonly<Record<string, string>>> {
  const { heads } = ports;
  await setPapersApart(heads, store, orderId);
  // The order's own text first: a message that is on its way looks for it after it has kept its words.
  await removeTexts(heads, orderKey(store, orderId), personal.order);
  const keys = await allOf(heads, ofOrder(store, orderId));
  const amendments = keys.filter(({ kind }) => kind === amendmentKind);
  for (const key of amendments) {
    await removeTexts(heads, key, personal.amendment);
    await forgetAmendment(ports, key);
  }
  for (const key of await allOf(heads, noticesOf(store, orderId))) await heads.deletePart(key, 'message');
  // What the relay could not read is whole: nothing of it can be kept.
  const parked = [orderKey(store, orderId), ...amendments].map(parkedOf);
  await removeTexts(heads, parkedKey(store), parked);
  return papersSetApart(heads, store, orderId);
}

/** What a head keeps of the calls about it: prints of what was asked, and the words of its last change. */
async function forgetAmendment(ports: ErasurePorts, key: AggregateKey): Promise<void> {
  const done = await change<Amendment, AmendmentEvent, never>(
    ports,
    amendmentAggregate,
    key,
    { actor: 'system' },
    { decide: () => accept([], 'forgotten'), forgets: true },
  );
  if (!done.done) throw new Contended(`amendment ${key.id}`);
}
