import { type Call, change } from '../kernel/commit.ts';
import { undoRevision } from '../orders/decide/revise-content.ts';
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
  const may = undo(head.state, ports.clock());
  if ('refused' in may) return { done: false, refusal: may.refused };
  const ref = caseOwner(id, round);
  const changes = decisionOf(head.state)?.choice.lines.some(({ choice }) => choice !== 'wait') === true;
  if (changes) {
    const refund = refundKey(store, refundId({ orderId, reason: 'backorder', ref }));
    if ((await ports.heads.load<Refund>(refund))?.state.status === 'settled') return refused();
    const done = await orders.amend(orderId, { actor: call.actor }, (order) => undoRevision(order, ref));
    if (!done.done) return refused();
    await allocateOrder(ports, store, orderId);
  }
  return change<Case, CaseEvent, CaseRefusal>(ports, caseAggregate, caseKey(store, id), call, {
    decide: (now, at) => undo(now?.state, at),
  });
}
