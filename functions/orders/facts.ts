import type { Call } from '../../shared/kernel/commit.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import type { ParcelBody, PaymentBody, ProgressBody, StatusBody } from '../../shared/orders/bodies.ts';
import { pay } from '../../shared/orders/decide/pay.ts';
import { earlyFacts, type EarlyFact, forgetEarly, keepEarly } from '../../shared/orders/early.ts';
import { at, type OrderOutcome, type Orders } from '../../shared/orders/orders.ts';
import { orderProblem } from '../../shared/orders/problems.ts';
import { reportProgress } from '../../shared/orders/report-progress.ts';
import { reportStatus } from '../../shared/orders/report-status.ts';
import type { Ports } from '../pipelines/ports.ts';
import { noteOf } from './receipt.ts';

/** What systems say of an order; each is applied the same way whether its order was there or came later. */
export const tell = {
  status(ports: Ports, orders: Orders, orderId: string, body: StatusBody & { fact: boolean }, call: Call) {
    const { stage, occurredAt, reason, note, parcelId, fact } = body;
    const text = noteOf(ports.heads, note);
    const command = {
      stage,
      fact,
      ...(occurredAt === undefined ? {} : { occurredAt: at(occurredAt) }),
      ...(reason === undefined ? {} : { reason }),
      ...(parcelId === undefined ? {} : { parcelId }),
      ...text.named,
    };
    return orders.amend(orderId, call, reportStatus(orders, command), text.parts);
  },

  parcel: (_: Ports, orders: Orders, orderId: string, body: ParcelBody, call: Call) =>
    orders.parcel(orderId, body, call),

  payment(_: Ports, orders: Orders, orderId: string, body: PaymentBody, call: Call) {
    const { state, paidAmount, refundedAmount, reference, occurredAt } = body;
    const { currency } = orders.profile;
    for (const [path, sum] of Object.entries({ paidAmount, refundedAmount }))
      if (sum && sum.currency !== currency)
        throw new ProblemError(
          orderProblem({ is: 'rule', path: `${path}.currency`, message: `the store sells in ${currency}` }),
        );
    const payment = {
      state,
      ...(paidAmount ? { paid: paidAmount.amount } : {}),
      ...(refundedAmount ? { refunded: refundedAmount.amount } : {}),
      ...(reference === undefined ? {} : { reference }),
      ...(occurredAt === undefined ? {} : { at: at(occurredAt) }),
    };
    return orders.amend(orderId, call, (order) => pay(order, payment));
  },

  progress: (ports: Ports, orders: Orders, orderId: string, body: ProgressBody, call: Call, store: string) =>
    reportProgress(ports.heads, store, orders, orderId, body, call),
};

/**
 * A fact of an order that has not come is kept for it, and 202 says so; a person's word of one is a mistake. If the order
 * comes at this very moment, whoever is later of the two applies it.
 */
export async function keptForLater(
  ports: Ports,
  orders: Orders,
  { who }: Pick<Request, 'who'>,
  orderId: string,
  told: Pick<EarlyFact, 'kind' | 'body'>,
): Promise<Answer | undefined> {
  if (!who.roles.includes('storefront')) return undefined;
  const fact = { ...told, actor: who.actor, at: ports.clock() } as EarlyFact;
  await keepEarly(ports.heads, who.store, orderId, fact, ports.random(32));
  if (await orders.load(orderId)) await applyEarly(ports, orders, who.store, orderId);
  return { status: 202, json: { orderId, outcome: 'kept', version: 0 } };
}

/** Applies what was said of an order before it came. What is refused now is not tried again. */
export async function applyEarly(
  ports: Ports,
  orders: Orders,
  store: string,
  orderId: string,
): Promise<void> {
  for (const { name, fact } of await earlyFacts(ports.heads, store, orderId, ports.clock())) {
    const done = await applied(ports, orders, store, orderId, fact);
    if (!done.done && done.refusal.is === 'contended') continue;
    if (!done.done)
      ports.log.info('early fact refused', { store, orderId, kind: fact.kind, why: done.refusal.is });
    await forgetEarly(ports.heads, store, orderId, name);
  }
}

function applied(
  ports: Ports,
  orders: Orders,
  store: string,
  orderId: string,
  fact: EarlyFact,
): Promise<OrderOutcome> {
  const call = { actor: fact.actor };
  switch (fact.kind) {
    case 'status': {
      // It happened when it was told, not when its order came.
      const occurredAt = fact.body.occurredAt ?? new Date(fact.at).toISOString();
      return tell.status(ports, orders, orderId, { ...fact.body, occurredAt, fact: true }, call);
    }
    case 'parcel':
      return tell.parcel(ports, orders, orderId, fact.body, call);
    case 'payment':
      return tell.payment(ports, orders, orderId, fact.body, call);
    case 'progress':
      return tell.progress(ports, orders, orderId, fact.body, call, store);
  }
}
