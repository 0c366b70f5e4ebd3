import { Contended } from '../kernel/contended.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { Orders } from '../orders/orders.ts';
import { isOpen, type Order } from '../orders/state.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { formatInstant, type Instant, sortable } from '../time/instant.ts';
import { eraseOrder, type ErasurePorts, type Waiting } from './erase-order.ts';
import { lookAgain } from './second-look.ts';
import { type Erasure, erasureAggregate, type ErasureEvent, erasureKey } from './erasure.ts';
import { papersKept } from './papers.ts';

/** Orders that one call erases: what fits into its time; more than a person usually has. */
const atOnce = 25;

/** What was done in one go. */
export interface Erased {
  readonly askedAt: string;
  readonly erased: readonly string[];
  readonly waiting: readonly { readonly orderId: string; readonly why: Waiting }[];
  readonly papers: readonly { readonly orderId: string; readonly documents: readonly string[] }[];
  /** Orders are left that were not reached: it goes on by itself. */
  readonly more: boolean;
}

/**
 * A person asks to be forgotten. First that is written down, with a deadline: whoever dies later, the scan goes on. Of an
 * e-mail that nobody knows the answer is the same, with nothing in it.
 */
export async function askErasure(
  ports: ErasurePorts,
  loaded: LoadedProfile,
  customer: string,
  actor: string,
): Promise<Erased> {
  await step(ports, loaded.profile.storeId, customer, actor, (at) => ({
    type: 'erasure.asked',
    data: { at },
  }));
  return goOnErasing(ports, loaded, customer, actor);
}

/** Erases what can be by now of the orders placed before he asked; a later order is a new contract. */
export async function goOnErasing(
  ports: ErasurePorts,
  loaded: LoadedProfile,
  customer: string,
  actor = 'system',
): Promise<Erased> {
  const store = loaded.profile.storeId;
  const head = await ports.heads.load<Erasure>(erasureKey(store, customer));
  if (!head) throw new Error('nobody has asked for this erasure');
  const { askedAt, left: before } = head.state;
  const orders = new Orders(ports, store, loaded);
  const erased: string[] = [];
  const waiting: { orderId: string; why: Waiting }[] = [];
  const papers: { orderId: string; documents: string[] }[] = [];
  let more = false;
  const open = await lookAgain(ports, store, customer);
  for await (const order of ordersBefore(ports, store, customer, askedAt)) {
    more = erased.length === atOnce;
    if (more) break;
    // Of those that are being fulfilled there may be many: their heads say enough.
    const fate = isOpen(order) ? 'open' : await eraseOrder(ports, store, orders, order.id, actor);
    if (fate !== 'erased') {
      waiting.push({ orderId: order.id, why: fate });
      continue;
    }
    erased.push(order.id);
    const documents = await papersKept(ports.heads, store, order.id);
    if (documents.length > 0) papers.push({ orderId: order.id, documents });
  }
  // Looked once more after the first time and after each that erased: an index may show late what it has, and somebody who
  // was changing the order may have left a text behind.
  const again = more || erased.length > 0 || open || before === 'unseen';
  const left = again ? 'later' : waiting.length > 0 ? 'waiting' : 'none';
  await step(ports, store, customer, actor, (at) => ({
    type: 'erasure.gone-on',
    data: { at, erased: erased.length, left },
  }));
  return { askedAt: formatInstant(askedAt), erased, waiting, papers, more };
}

/** The person's orders that are not erased; an index may still show one that is. */
async function* ordersBefore({ heads }: ErasurePorts, store: string, customer: string, askedAt: Instant) {
  const range = { to: `${sortable(askedAt)}~` };
  const keys: AggregateKey[] = [];
  let cursor: string | undefined;
  do {
    const page = await heads.find('customer', `${store}#customer#${customer}`, range, { limit: 100, cursor });
    keys.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  for (let from = 0; from < keys.length; from += 100)
    for (const { state } of await heads.loadMany<Order>(keys.slice(from, from + 100)))
      if (state.erased === undefined) yield state;
}

async function step(
  ports: ErasurePorts,
  store: string,
  customer: string,
  actor: string,
  event: (at: Instant) => ErasureEvent,
): Promise<void> {
  const done = await change<Erasure, ErasureEvent, never>(
    ports,
    erasureAggregate,
    erasureKey(store, customer),
    { actor },
    { decide: (_, at) => accept([event(at)], 'done') },
  );
  if (!done.done) throw new Contended('an erasure');
}
