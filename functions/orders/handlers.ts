import type { Timeline } from '../../shared/events/timeline.ts';
import { unsalted } from '../../shared/kernel/texts.ts';
import { ok } from '../../shared/http/request.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import type { ordersApi } from '../../shared/orders/api.ts';
import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { removeParcel } from '../../shared/orders/decide/cancel.ts';
import { checklistAwaited } from '../../shared/orders/decide/checklist.ts';
import { correct } from '../../shared/orders/decide/correct.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { hold, release } from '../../shared/orders/decide/hold.ts';
import { at, type OrderOutcome } from '../../shared/orders/orders.ts';
import { orderProblem } from '../../shared/orders/problems.ts';
import { keptId } from '../../shared/orders/reading/digests.ts';
import { readPhone } from '../../shared/orders/reading/phones.ts';
import { detail } from '../../shared/orders/view.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { checklistHandlers } from './checklist.ts';
import { claimed } from './claim.ts';
import { applyEarly, keptForLater, tell } from './facts.ts';
import { lists } from './lists.ts';
import { ordersNow, ordersOf } from './of.ts';
import { callOf, noteOf, receipt } from './receipt.ts';
import { stallHandlers } from './stalls.ts';
import { promisePreview } from './preview.ts';

const isUnknown = (done: OrderOutcome): boolean => !done.done && done.refusal.is === 'order-unknown';

type OrderPorts = Ports & { readonly timeline: Timeline };

/** The calls about orders: each reads the request, lets the domain decide, and answers a receipt. */
export function orderHandlers(ports: OrderPorts): Handlers<typeof ordersApi> {
  return {
    ...lists(ports),
    ...stallHandlers(ports),
    ...checklistHandlers(ports),

    'POST /v1/orders': async (request) => {
      const orders = await ordersOf(ports, request);
      const orderId = keptId(request.body);
      const done = await claimed(ports, request, () =>
        orders.place(request.body, callOf(request), readPhone),
      );
      if (done.done && (done.outcome === 'created' || done.outcome === 'repeated'))
        await applyEarly(ports, orders, request.who.store, orderId);
      return receipt(done, orderId, done.done && done.outcome === 'created' ? 201 : 200);
    },

    'PUT /v1/orders/{orderId}/content': async (request) => {
      const { orderId } = request.params;
      const orders = await ordersOf(ports, request);
      return receipt(await orders.editContent(orderId, request.body, callOf(request)), orderId);
    },

    'PATCH /v1/orders/{orderId}/customer': async (request) => {
      const { orderId } = request.params;
      const orders = await ordersOf(ports, request);
      const done = await orders.correctCustomer(orderId, request.body, callOf(request), readPhone);
      return receipt(done, orderId);
    },

    'GET /v1/orders/{orderId}': async (request) => {
      // An estimate shows what has just been learned.
      const orders = await ordersNow(ports, request);
      const head = await orders.load(request.params.orderId);
      if (!head) throw new ProblemError(orderProblem({ is: 'order-unknown' }));
      const [content, texts] = await Promise.all([
        orders.content(head.state),
        orders.parcelTexts(head.state),
      ]);
      return ok(detail(head, content, texts, orders.profile, orders.rules, ports.clock()), head.version);
    },

    'POST /v1/orders/{orderId}/status': async (request) => {
      const { orderId } = request.params;
      const { fact = request.who.roles.includes('storefront') } = request.body;
      const orders = await ordersOf(ports, request);
      const body = { ...request.body, fact };
      const done = await tell.status(ports, orders, orderId, body, callOf(request));
      const later = fact && isUnknown(done) && { kind: 'status' as const, body };
      const kept = later && (await keptForLater(ports, orders, request, orderId, later));
      if (kept) return kept;
      // The refusal changes nothing; whoever has to tick is told that somebody waits.
      if (!done.done && done.refusal.is === 'checklist-open')
        await orders.amend(orderId, { actor: request.who.actor }, checklistAwaited);
      return receipt(done, orderId);
    },

    'POST /v1/orders/{orderId}/corrections': async (request) => {
      const { orderId } = request.params;
      const { stage, since, reason } = request.body;
      const orders = await ordersOf(ports, request);
      const command = { stage, reason, ...(since === undefined ? {} : { since: at(since) }) };
      const done = await orders.amend(orderId, callOf(request), (order, context) =>
        withAftermath(order, correct(order, command, context)),
      );
      return receipt(done, orderId);
    },

    'POST /v1/orders/{orderId}/parcels': async (request) => {
      const { orderId } = request.params;
      const { body } = request;
      const orders = await ordersOf(ports, request);
      const done = await tell.parcel(ports, orders, orderId, body, callOf(request));
      const kept =
        isUnknown(done) && (await keptForLater(ports, orders, request, orderId, { kind: 'parcel', body }));
      if (kept) return kept;
      return receipt(done, orderId, done.done && done.outcome === 'created' ? 201 : 200, 'parcelId');
    },

    'DELETE /v1/orders/{orderId}/parcels/{parcelId}': async (request) => {
      const { orderId, parcelId } = request.params;
      const orders = await ordersOf(ports, request);
      const done = await orders.amend(orderId, callOf(request), (order, context) =>
        removeParcel(order, parcelId, context),
      );
      return receipt(done, orderId, 200, 'parcelId');
    },

    'POST /v1/orders/{orderId}/payment': async (request) => {
      const { orderId } = request.params;
      const { body } = request;
      const orders = await ordersOf(ports, request);
      const done = await tell.payment(ports, orders, orderId, body, callOf(request));
      const kept =
        isUnknown(done) && (await keptForLater(ports, orders, request, orderId, { kind: 'payment', body }));
      return kept || receipt(done, orderId);
    },

    'POST /v1/orders/{orderId}/progress': async (request) => {
      const { orderId } = request.params;
      const { body } = request;
      const orders = await ordersOf(ports, request);
      const { store } = request.who;
      const done = await tell.progress(ports, orders, orderId, body, callOf(request), store);
      const kept =
        isUnknown(done) && (await keptForLater(ports, orders, request, orderId, { kind: 'progress', body }));
      return kept || receipt(done, orderId);
    },

    'POST /v1/orders/{orderId}/promise': async (request) => {
      const { orderId } = request.params;
      const { promisedAt, reason, notifyCustomer } = request.body;
      const orders = await ordersOf(ports, request);
      const command = { promisedAt: at(promisedAt), reason, notifyCustomer };
      if (request.query.preview === 'true') return promisePreview(ports, orders, orderId, command);
      const done = await orders.amend(orderId, callOf(request), (order, context) =>
        revise(order, command, context),
      );
      return receipt(done, orderId);
    },

    'POST /v1/orders/{orderId}/holds': async (request) => {
      const { orderId } = request.params;
      const { reason, note, reviewAt, scope } = request.body;
      const orders = await ordersOf(ports, request);
      const text = noteOf(ports.heads, note);
      const command = {
        holdId: ports.random(64),
        reason,
        scope,
        ...(reviewAt === undefined ? {} : { reviewAt: at(reviewAt) }),
        ...text.named,
      };
      const done = await orders.amend(
        orderId,
        callOf(request),
        (order, context) => hold(order, command, context),
        text.parts,
      );
      return receipt(done, orderId, 201, 'holdId');
    },

    'DELETE /v1/orders/{orderId}/holds/{holdId}': async (request) => {
      const { orderId, holdId } = request.params;
      const orders = await ordersOf(ports, request);
      const done = await orders.amend(orderId, callOf(request), (order, context) =>
        release(order, holdId, context),
      );
      return receipt(done, orderId, 200, 'holdId');
    },

    'GET /v1/orders/{orderId}/timeline': async (request) => {
      const { orderId } = request.params;
      const orders = await ordersOf(ports, request);
      if (!(await orders.load(orderId))) throw new ProblemError(orderProblem({ is: 'order-unknown' }));
      const { store } = request.who;
      const page = await ports.timeline.read(store, `order/${orderId}`, pageRequest(request.query));
      const items = await Promise.all(
        page.items.map(async (envelope) => {
          const name = envelope.data['note'];
          const note =
            typeof name === 'string' ? await ports.heads.part(orderKey(store, orderId), name) : undefined;
          return note === undefined ? envelope : { ...envelope, note: unsalted<string>(JSON.parse(note)) };
        }),
      );
      return ok({ items, next: page.next });
    },
  };
}
