import { isOpen, type Order } from '../orders/state.ts';
import { Orders } from '../orders/orders.ts';
import { minutes, plus } from '../time/instant.ts';
import { settlesAfter } from './agenda.ts';
import { amendmentKey, ofOrder } from './aggregate.ts';
import { apply } from './applying.ts';
import { assessNow, changesText, textsOf } from './assessing.ts';
import { assessed, giveUp, letGo as letGone, queue, reserved } from './decide/course.ts';
import { issueDocuments } from './documents/issue.ts';
import { isPast } from './gate.ts';
import { holderOf, holdFor, letGo } from './holding.ts';
import { isMadeByShop } from './made-by-shop.ts';
import { release, reserve } from './reserving.ts';
import { type AmendmentPorts, commit, type Running } from './running.ts';
import { Contended } from '../kernel/contended.ts';
import { type Amendment, isEnded, type OpenAmendment } from './state.ts';

/** Another amendment of the order is looked for this often; its end wakes the next one besides. */
const queuedFor = minutes(30);
/** Longer ways than this no amendment goes at once. */
const mostSteps = 12;

/**
 * Brings an amendment, and the world around it, to what its state requires: the order's hold, an assessment of what is
 * true now, what is set aside, the revision of the order, and in the end nothing of all that. Looks at what is, not at
 * what happened: run again it does nothing, and whoever died in the middle is finished by the next.
 */
export async function runAmendment(ports: AmendmentPorts, store: string, id: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  const orders = new Orders(ports, store, loaded);
  for (let step = 0; step < mostSteps; step++) {
    const head = await ports.heads.load<Amendment>(amendmentKey(store, id));
    if (!head || !(await next({ ports, store, orders, head }))) return;
  }
}

/** One step; answers whether there may be another. */
async function next(running: Running): Promise<boolean> {
  const { head, orders } = running;
  const amendment = head.state;
  if (isEnded(amendment)) return finish(running);
  const order = (await orders.load(amendment.orderId))?.state;
  if (!order) return commit(running, (now, at) => giveUp(now, 'order-unknown', at));
  if (amendment.agreed !== undefined) return apply(running, amendment, order);
  const impossible = await whyNot(running, order);
  if (impossible !== undefined) return commit(running, (now, at) => giveUp(now, impossible, at));
  const turn = await takeTurn(running, order);
  if (turn !== 'mine') return turn === 'changed';
  if (amendment.status === 'requested' || amendment.terms?.from !== order.content)
    return assessAnew(running, order, amendment);
  const { reserves } = amendment.terms;
  if (amendment.reserved === reserves) return false;
  const whole = await reserve(running, amendment);
  if (whole) return commit(running, (now, at) => reserved(now, reserves, at));
  // Somebody was faster: less is free than the terms say.
  return assessAnew(running, order, amendment);
}

/** What has become of the order since: it has ended, or passed the point of no return. */
async function whyNot({ ports, store, orders, head }: Running, order: Order): Promise<string | undefined> {
  if (!isOpen(order)) return 'order-closed';
  const { changes } = await textsOf(ports.heads, store, head.state);
  return changes.some(({ op }) => isPast(order, op, orders)) ? 'past-no-return' : undefined;
}

/** An order takes one amendment at a time: the hold is the turn. */
async function takeTurn(running: Running, order: Order): Promise<'mine' | 'changed' | 'waits'> {
  const { orders, head } = running;
  const { id, orderId } = head.state;
  if (holderOf(order) === id) return 'mine';
  const held = await orders.amend(orderId, { actor: 'system' }, (now, context) => holdFor(now, id, context));
  if (held.done) return 'mine';
  if (held.refusal.is === 'contended') throw new Contended(`order ${orderId}`);
  if (held.refusal.is !== 'held-for') {
    const { is } = held.refusal;
    await commit(running, (now, at) => giveUp(now, is, at));
    return 'changed';
  }
  const behind = held.refusal.holdId;
  await commit(running, (now, at) => queue(now, behind, plus(at, queuedFor), at));
  return 'waits';
}

async function assessAnew(running: Running, order: Order, amendment: OpenAmendment): Promise<boolean> {
  const { ports, store, orders } = running;
  const { changes, quotes, assessment } = await textsOf(ports.heads, store, amendment);
  if (await isMadeByShop(ports.heads, store, order, amendment.terms?.from, changes))
    return commit(running, (now, at) => giveUp(now, 'applied-by-shop', at));
  const asking = { amendmentId: amendment.id, changes, quotes, refusedBy: amendment.refusedBy ?? [] };
  const answer = await assessNow(ports.heads, store, orders, order, asking, ports.clock(), assessment);
  if ('refused' in answer) {
    const { is } = answer.refused;
    return commit(running, (now, at) => giveUp(now, is, at));
  }
  const { name, parts } = changesText(ports.heads, answer.changes);
  const { terms, asked, unpriced } = answer.made;
  // The terms say what the ones before had set aside, so that it is given back: they follow the ones that were read, or none.
  return commit(
    running,
    (now, at) => assessed(now, { changes: name, terms, asked, unpriced }, at),
    [...parts, ...answer.made.parts],
    running.head.version,
  );
}

/** Everything is let go: at once, and once more when nobody can be at work on it any longer. Then the next has its turn. */
async function finish(running: Running): Promise<boolean> {
  const { orders, head, ports } = running;
  const amendment = head.state;
  if (!isEnded(amendment) || amendment.settled) return false;
  await orders.amend(amendment.orderId, { actor: 'system' }, (now, context) =>
    letGo(now, amendment.id, context),
  );
  if (amendment.status === 'applied' && !amendment.released) {
    const order = (await orders.load(amendment.orderId))?.state;
    if (order) await issueDocuments(running, amendment, order);
  }
  // What was applied is taken over by the order itself; what is left of it in the end is let go.
  const late = ports.clock() >= plus(amendment.since, settlesAfter);
  if (amendment.status !== 'applied' || late) await release(running, amendment);
  const changed = await commit(running, letGone);
  await wakeNext(running);
  return changed;
}

async function wakeNext({ ports, store, head }: Running): Promise<void> {
  const found = await ports.heads.find('customer', ofOrder(store, head.state.orderId), {}, { limit: 100 });
  const others = await ports.heads.loadMany<Amendment>(found.items);
  const waits = others
    .filter(({ state }) => state.status === 'requested')
    .sort((a, b) => a.state.at - b.state.at)[0];
  if (waits) await runAmendment(ports, store, waits.state.id);
}
