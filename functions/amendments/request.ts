import { amendmentKey } from '../../shared/amendments/aggregate.ts';
import type { amendmentsApi } from '../../shared/amendments/api.ts';
import { previewChange, requestChange } from '../../shared/amendments/requesting.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { approvalsView, assessmentView } from '../../shared/amendments/view.ts';
import { ok, type Request } from '../../shared/http/request.ts';
import { living } from '../../shared/kernel/receipts.ts';
import { ordersNow } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { refused, shown } from './decide.ts';

type RequestHandler = Pick<Handlers<typeof amendmentsApi>, 'POST /v1/orders/{orderId}/amendments'>;

/** A change is asked for: looked at first, kept, then brought as far as it goes by itself. */
export function requestHandler(ports: Ports): RequestHandler {
  return {
    'POST /v1/orders/{orderId}/amendments': async (request) => {
      const { store, actor } = request.who;
      const orders = await ordersNow(ports, request);
      const amendmentId = await idFor(ports, request);
      const replay = await ports.heads.load<Amendment>(amendmentKey(store, amendmentId));
      const order = (await orders.load(request.params.orderId))?.state;
      if (!order) throw refused({ is: 'order-unknown' });
      if (!replay) {
        const answer = await previewChange(ports, store, orders, order, request.body.changes);
        if ('refused' in answer) throw refused(answer.refused);
        const { asked: approvals, terms, text, status } = answer.preview;
        if (request.query.preview === 'true')
          return ok({
            assessment: assessmentView(text, orders.profile.currency),
            approvals: approvalsView({ approvals, terms, since: ports.clock() }),
            status,
          });
      }
      const call = { actor, keyed: request.keyed };
      const done = await requestChange(ports, store, amendmentId, order, request.body, call);
      if (!done.done) throw refused(done.refusal);
      return shown(ports, request, amendmentId, done.replayed, 201);
    },
  };
}

/** The same Idempotency-Key is the same amendment, as long as keys are remembered. */
async function idFor(ports: Ports, { keyed, who }: Request): Promise<string> {
  if (!keyed) return ports.random(64);
  const id = `k${keyed.keyHash.replace(/[^A-Za-z0-9]/g, '0')}`;
  const head = await ports.heads.load<Amendment>(amendmentKey(who.store, id));
  const remembered = living(head?.receipts ?? [], ports.clock()).some(
    ({ keyHash }) => keyHash === keyed.keyHash,
  );
  return !head || remembered ? id : ports.random(64);
}
