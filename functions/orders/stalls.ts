import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { ordersApi } from '../../shared/orders/api.ts';
import { calm } from '../../shared/orders/decide/stall.ts';
import { at } from '../../shared/orders/orders.ts';
import { parseStallId } from '../../shared/orders/state.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { ordersOf } from './of.ts';
import { callOf, noteOf, receipt } from './receipt.ts';

type Stalls = Pick<
  Handlers<typeof ordersApi>,
  'POST /v1/stalls/{stallId}/acknowledgement' | 'POST /v1/stalls/{stallId}/snooze'
>;

/** Somebody reacts to a stall. */
export function stallHandlers(ports: Ports): Stalls {
  return {
    'POST /v1/stalls/{stallId}/acknowledgement': async (request) => {
      const stall = stallOf(request.params.stallId);
      const { cause, note } = request.body ?? {};
      const orders = await ordersOf(ports, request);
      const text = noteOf(ports.heads, note);
      const command = {
        kind: 'acknowledged',
        stay: stall.stay,
        ...(cause === undefined ? {} : { cause }),
        ...text.named,
      } as const;
      const done = await orders.amend(
        stall.orderId,
        callOf(request),
        (order, context) => calm(order, command, context),
        text.parts,
      );
      return receipt(done, stall.orderId);
    },

    'POST /v1/stalls/{stallId}/snooze': async (request) => {
      const stall = stallOf(request.params.stallId);
      const { until, reason } = request.body;
      const orders = await ordersOf(ports, request);
      const command = { kind: 'snoozed', stay: stall.stay, until: at(until), reason } as const;
      const done = await orders.amend(stall.orderId, callOf(request), (order, context) =>
        calm(order, command, context),
      );
      return receipt(done, stall.orderId);
    },
  };
}

function stallOf(text: string) {
  const stall = parseStallId(text);
  if (!stall) throw new ProblemError(problem('not-found'));
  return stall;
}
