import { type Call, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import { isUndone, undoRevision } from '../orders/decide/revise-content.ts';
import { type Refund, refundId, refundKey } from '../refunds/refund.ts';
import { allocateOrder } from '../stock/allocation/allocate.ts';
import { type Case, caseAggregate, type CaseEvent, caseKey, decisionOf } from './case.ts';
import type { CaseOutcome, Cases } from './cases.ts';
import { undo } from './decide.ts';
import { caseOwner } from './reserve.ts';
import type { CaseRefusal } from './refusals.ts';

/**
 * Takes a choice back until the warehouse has acted on it or the money was paid: the order first, by its own single
 * write, then the case, which asks anew. Whoever dies in between calls again: the order knows that it was undone.
 */
export async function undoCase(cases: Cases, id: string, call: Call): Promise<CaseOutcome> {
  const { ports, store, orders } = cases;
  const refused = (): CaseOutcome => ({ done: false, refusal: { is: 'not-undoable' } });
  const head = await cases.load(id);
  if (!head) return { done: false, refusal: { is: 'backorder-unknown' } };
  const { orderId, round } = head.state;
  const ref = caseOwner(id, round);
  const decided = decisionOf(head.state);
  const order = (await orders.load(orderId))?.state;
  // A call that died in between, finished by those who follow the order.
  let undone = !decided && order !== undefined && isUndone(order, ref);
  if (!undone) {
    const may = undo(head.state, ports.clock());
    if ('refused' in may) return { done: false, refusal: may.refused };
  }
  if (decided?.choice.lines.some(({ choice }) => choice !== 'wait')) {
    const refund = refundKey(store, refundId({ orderId, reason: 'backorder', ref }));
    if ((await ports.heads.load<Refund>(refund))?.state.status === 'settled') return refused();
    const done = await orders.amend(orderId, { actor: call.actor }, (now) => undoRevision(now, ref));
    if (!done.done) return refused();
    undone = true;
    await allocateOrder(ports, store, orderId);
  }
  return change<Case, CaseEvent, CaseRefusal>(ports, caseAggregate, caseKey(store, id), call, {
    // Those who follow the order may have been here first: then it waits for its question, or has asked it.
    decide: (now, at) =>
      undone && now && !decisionOf(now.state) ? accept([], 'repeated') : undo(now?.state, at),
  });
}
