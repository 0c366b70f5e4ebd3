import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import { change } from '../../shared/kernel/commit.ts';
import type { refundsApi } from '../../shared/refunds/api.ts';
import {
  type Refund,
  refundAggregate,
  type RefundEvent,
  refundKey,
  type RefundRefusal,
  settle,
} from '../../shared/refunds/refund.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

/** Finance's tasks: what is due, and that it was paid. */
export function refundHandlers(ports: Ports): Handlers<typeof refundsApi> {
  return {
    'GET /v1/refunds': async ({ who, query }) => {
      const range = { from: `${query.status}#`, to: `${query.status}#~` };
      const found = await ports.heads.find('list', `${who.store}#refund`, range, pageRequest(query));
      const heads = await ports.heads.loadMany<Refund>(found.items);
      const items = heads
        .filter(({ state }) => state.status === query.status)
        .map(({ key, state, version }) => view(key.id, state, version));
      return ok({ items, next: found.next });
    },

    'POST /v1/refunds/{refundId}/settlement': async ({ who, params, body, keyed, expected }) => {
      const done = await change<Refund, RefundEvent, RefundRefusal>(
        ports,
        refundAggregate,
        refundKey(who.store, params.refundId),
        { actor: who.actor, keyed, expected },
        { decide: (head, at) => settle(head?.state, body.reference, who.actor, at) },
      );
      if (done.done) return ok(view(params.refundId, done.state, done.version), done.version);
      const { refusal } = done;
      if (refusal.is === 'refund-unknown')
        throw new ProblemError(problem('not-found', { detail: 'There is no refund with this id.' }));
      if (refusal.is === 'refund-not-open')
        throw new ProblemError(problem('conflict', { detail: `The refund is ${refusal.status} already.` }));
      throw new ProblemError(commitProblem(refusal));
    },
  };
}

function view(refundId: string, refund: Refund, version: number) {
  const { orderId, parcelId, ref, reason, amount, currency, status, openedAt, dueAt } = refund;
  return {
    refundId,
    orderId,
    ...(parcelId === undefined ? {} : { parcelId }),
    ...(ref === undefined ? {} : { ref }),
    reason,
    amount: { amount, currency },
    status,
    overdue: refund.status === 'open' && refund.overdue === true,
    openedAt: formatInstant(openedAt),
    dueAt: formatInstant(dueAt),
    ...(refund.status === 'settled' ? { reference: refund.reference, by: refund.by } : {}),
    version,
  };
}
