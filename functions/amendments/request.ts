import { amendmentAggregate, amendmentKey } from '../../shared/amendments/aggregate.ts';
import type { amendmentsApi } from '../../shared/amendments/api.ts';
import { assessNow, changesText } from '../../shared/amendments/assessing.ts';
import { request as requested } from '../../shared/amendments/decide/course.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { holderOf } from '../../shared/amendments/holding.ts';
import { runAmendment } from '../../shared/amendments/run.ts';
import { type Amendment, approvalStatus } from '../../shared/amendments/state.ts';
import { approvalsView, assessmentView } from '../../shared/amendments/view.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import { change } from '../../shared/kernel/commit.ts';
import { living } from '../../shared/kernel/receipts.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import { ordersNow } from '../orders/of.ts';
import { noteOf } from '../orders/receipt.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { refused, shown } from './decide.ts';

type RequestHandler = Pick<Handlers<typeof amendmentsApi>, 'POST /v1/orders/{orderId}/amendments'>;

/** A change is asked for: looked at first, kept, then brought as far as it goes by itself. */
export function requestHandler(ports: Ports): RequestHandler {
  return {
    'POST /v1/orders/{orderId}/amendments': async (request) => {
      const { orderId } = request.params;
      const { store, actor } = request.who;
      const { changes, onBehalfOf, note } = request.body;
      const orders = await ordersNow(ports, request);
      const amendmentId = await idFor(ports, request);
      const replay = await ports.heads.load<Amendment>(amendmentKey(store, amendmentId));
      const order = (await orders.load(orderId))?.state;
      if (!order) throw refused({ is: 'order-unknown' });
      if (!replay) {
        const answer = await looked(ports, store, orders, order, changes);
        if (request.query.preview === 'true') return answer;
      }
      const { name, parts } = changesText(changes);
      const text = noteOf(note);
      const command = {
        amendmentId,
        orderId,
        requestedBy: actor,
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        changes: name,
        stage: order.stay.stage,
        ...text.named,
      };
      const done = await change<Amendment, AmendmentEvent, never>(
        ports,
        amendmentAggregate,
        amendmentKey(store, amendmentId),
        { actor, keyed: request.keyed },
        {
          decide: (head, at) => requested(head?.state, command, at),
          parts: () => [...parts, ...text.parts],
        },
      );
      if (!done.done) throw refused(done.refusal);
      await runAmendment(ports, store, amendmentId);
      return shown(ports, request, amendmentId, done.replayed, 201);
    },
  };
}

/** What the change would mean now; refuses what cannot be made. Stores nothing. */
async function looked(
  ports: Ports,
  store: string,
  orders: Orders,
  order: Order,
  changes: Parameters<typeof changesText>[0],
): Promise<Answer> {
  const asking = { changes, quotes: {}, refusedBy: [] };
  const answer = await assessNow(ports.heads, store, orders, order, asking, ports.clock());
  if ('refused' in answer) throw refused(answer.refused);
  const holder = holderOf(order);
  if (holder !== undefined && orders.profile.amendments.concurrent === 'refuse')
    throw refused({ is: 'amendment-open', amendmentId: holder });
  const { made } = answer;
  const approvals = made.asked;
  const status =
    holder !== undefined
      ? 'requested'
      : made.unpriced.length > 0
        ? 'awaiting-quote'
        : approvals.length > 0
          ? approvalStatus(approvals)
          : 'awaiting-departments';
  return ok({
    assessment: assessmentView(made.text, orders.profile.currency),
    approvals: approvalsView({ approvals, terms: made.terms, since: ports.clock() }),
    status,
  });
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
