import { commitProblem } from '../../shared/http/commit-problem.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import { change } from '../../shared/kernel/commit.ts';
import type { webhooksApi } from '../../shared/webhooks/api.ts';
import {
  type Delivery,
  deliveryAggregate,
  type DeliveryEvent,
  type DeliveryRefusal,
  replay,
  webhookKey,
} from '../../shared/webhooks/delivery.ts';
import { callOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';

/** What the storefront did not take, and another try. */
export function webhookHandlers(ports: Ports): Handlers<typeof webhooksApi> {
  return {
    'GET /v1/webhooks': async ({ who, query }) => {
      const found = await ports.heads.find('list', `${who.store}#webhook`, {}, pageRequest(query));
      const heads = await ports.heads.loadMany<Delivery>(found.items);
      const items = heads
        .filter(({ state }) => state.status === 'parked')
        .map(({ key, state, version }) => view(key.id, state, version));
      return ok({ items, next: found.next });
    },

    'POST /v1/webhooks/{webhookId}/replay': async (request) => {
      const { webhookId } = request.params;
      const done = await change<Delivery, DeliveryEvent, DeliveryRefusal>(
        ports,
        deliveryAggregate,
        webhookKey(request.who.store, webhookId),
        callOf(request),
        { decide: (head, at) => replay(head?.state, at) },
      );
      if (done.done) return ok(view(webhookId, done.state, done.version), done.version);
      const { refusal } = done;
      if (refusal.is === 'webhook-unknown')
        throw new ProblemError(problem('not-found', { detail: 'There is no delivery with this id.' }));
      if (refusal.is === 'webhook-not-parked')
        throw new ProblemError(
          problem('conflict', { detail: 'It is not parked: it is being tried, or has arrived.' }),
        );
      throw new ProblemError(commitProblem(refusal));
    },
  };
}

const view = (webhookId: string, delivery: Delivery, version: number) => ({
  webhookId,
  eventId: delivery.event,
  type: delivery.type,
  status: delivery.status,
  attempts: delivery.attempts,
  ...(delivery.status === 'parked' ? { why: delivery.why } : {}),
  version,
});
