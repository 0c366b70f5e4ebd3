import type { ordersApi } from '../../shared/orders/api.ts';
import { tick } from '../../shared/orders/decide/checklist.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { ordersOf } from './of.ts';
import { callOf, noteOf, receipt } from './receipt.ts';

/** What is seen to before an order leaves its stage. */
export function checklistHandlers(
  ports: Ports,
): Pick<Handlers<typeof ordersApi>, 'PUT /v1/orders/{orderId}/checklist/{itemId}'> {
  return {
    'PUT /v1/orders/{orderId}/checklist/{itemId}': async (request) => {
      const { orderId, itemId } = request.params;
      const { done: ticked, note } = request.body;
      const orders = await ordersOf(ports, request);
      const text = noteOf(ports.heads, note);
      const done = await orders.amend(
        orderId,
        callOf(request),
        (order, context) => tick(order, { itemId, done: ticked, ...text.named }, context),
        text.parts,
      );
      return receipt(done, orderId, 200, 'itemId');
    },
  };
}
