import { Contended } from '../kernel/contended.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import { contentParts, unitsOf } from '../orders/content.ts';
import { revise } from '../orders/decide/date.ts';
import { reviseContent } from '../orders/decide/revise-content.ts';
import { reportStatus } from '../orders/report-status.ts';
import type { Order } from '../orders/state.ts';
import { allocateOrder } from '../stock/allocation/allocate.ts';
import { type Case, caseAggregate, type CaseEvent, caseKey, type Ending } from './case.ts';
import type { Cases } from './cases.ts';
import { chosenContent, sumsOf } from './content.ts';
import type { Offer } from './offer.ts';
import { caseOwner, releaseSubstitutes } from './reserve.ts';

type Decided = Extract<Case, { status: 'decided' | 'waiting' }>;

/** Somebody else may revise the order at the same moment; each time on what is true by then. */
const rounds = 8;

/**
 * Does what was decided: the order's own single write, once for each question; then what is set aside follows, the
 * substitutes that nobody chose are given back, and the case says so. It looks at the case, not at what led here: done
 * again it does nothing, and whoever dies in between is finished by the next delivery.
 */
export async function settleCase(cases: Cases, id: string): Promise<void> {
  const { ports, store, loaded } = cases;
  const head = await cases.load(id);
  if (!head) return;
  const { state } = head;
  if (state.status === 'decided') {
    const offer = await cases.offer(id, state);
    const order = (await cases.orders.load(state.orderId))?.state;
    if (!offer || !order) return;
    const overtaken = await apply(cases, id, state, offer);
    await allocateOrder(ports, store, state.orderId, order.content);
    await releaseSubstitutes(ports, store, loaded.profile, id);
    await finish(cases, id, head.version, state, overtaken);
  } else if (state.status === 'closed') await releaseSubstitutes(ports, store, loaded.profile, id);
}

/** Answers whether the order had gone another way meanwhile. */
async function apply(cases: Cases, id: string, decided: Decided, offer: Offer): Promise<boolean> {
  const { orders } = cases;
  const { orderId, choice, round, waitUntil, by } = decided;
  const call = { actor: by === 'deadline' ? 'system' : by };
  for (let attempt = 0; attempt < rounds; attempt++) {
    const order = (await orders.load(orderId))?.state;
    const content = order && (await orders.content(order));
    if (!order || !content) return true;
    const next = chosenContent(content, choice, offer);
    const ref = caseOwner(id, round);
    if (choice.rest === 'cancel' || next?.lines.length === 0) return !(await cancelled(cases, order));
    if (next && !order.revisedBy?.includes(ref)) {
      const { name, parts } = contentParts(next);
      const units = unitsOf(next);
      const { credit, charge } = sumsOf(choice, offer);
      const revision = {
        from: order.content,
        content: name,
        units,
        reason: 'backorder',
        ref,
        credit,
        charge,
      } as const;
      const done = await orders.amend(orderId, call, (now) => reviseContent(now, revision), parts);
      if (!done.done && done.refusal.is === 'content-changed') continue;
      if (!done.done) return true;
    }
    if (waitUntil !== undefined && waitUntil > (order.promise?.at ?? 0)) {
      const promise = { promisedAt: waitUntil, reason: 'waits for goods', notifyCustomer: false };
      await orders.amend(orderId, call, (now, context) => revise(now, promise, context));
    }
    return false;
  }
  throw new Contended(`order ${orderId}`);
}

/** Nothing of it remains, or he wants nothing of it: the whole order is cancelled, with all that was paid. */
async function cancelled({ orders }: Cases, { id }: Order): Promise<boolean> {
  const command = { stage: 'cancelled', fact: false, reason: 'goods are missing' };
  const status = reportStatus(orders, command);
  const done = await orders.amend(id, { actor: 'system' }, (now, context) =>
    now.stay.stage === 'cancelled' ? accept([], 'repeated') : status(now, context),
  );
  return done.done;
}

async function finish(
  { ports, store }: Cases,
  id: string,
  version: number,
  { orderId, round, choice }: Decided,
  overtaken: boolean,
): Promise<void> {
  const waits = choice.rest !== 'cancel' && choice.lines.some((line) => line.choice === 'wait');
  const how: Ending = 'overtaken';
  await change<Case, CaseEvent, never>(
    ports,
    caseAggregate,
    caseKey(store, id),
    { actor: 'system', expected: version },
    {
      decide: (_, at) =>
        accept(
          [
            overtaken
              ? { type: 'backorder.closed', data: { orderId, at, how, asked: true, round } }
              : { type: 'backorder.applied', data: { orderId, waits, at, round } },
          ],
          'settled',
        ),
    },
  );
}
