import { amendmentsApi } from '../../shared/amendments/api.ts';
import { type AmendmentBody, amendmentSchema } from '../../shared/amendments/bodies.ts';
import { evolve } from '../../shared/amendments/evolve.ts';
import { amendmentProblem } from '../../shared/amendments/problems.ts';
import type { Refused } from '../../shared/amendments/refusals.ts';
import { previewChange, requestChange } from '../../shared/amendments/requesting.ts';
import { checked } from '../../shared/http/read.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import { isOpen, type Order } from '../../shared/orders/state.ts';
import { amendPage, type AmendModel } from '../../shared/pages/amend-page.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { ordersNow } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { bodyOf } from './amend-form.ts';
import { seeOther } from './forms.ts';
import { may } from './may.ts';

type AmendPages = Pick<
  Handlers<typeof pagesApi>,
  'GET /staff/orders/{orderId}/amendment' | 'POST /staff/orders/{orderId}/amendment'
>;
type OfOrder = Request<{ orderId: string }>;

/** The form in which a change is asked for, and what it means before it is. */
export function amendPages(ports: Ports): AmendPages {
  return {
    'GET /staff/orders/{orderId}/amendment': async (request) => {
      const found = await find(ports, request);
      return found ? { status: 200, html: amendPage(found.model) } : elsewhere(request);
    },

    'POST /staff/orders/{orderId}/amendment': async (request) => {
      const found = await find(ports, request);
      if (!found) return elsewhere(request);
      const { orders, order, model } = found;
      const fault = (text: string): Answer => ({ status: 422, html: amendPage({ ...model, fault: text }) });
      if (!may(request.who, amendmentsApi['POST /v1/orders/{orderId}/amendments']))
        return { ...fault(''), status: 403 };
      const read = checked(amendmentSchema, bodyOf(request, model.content, orders.profile));
      if ('faults' in read)
        return fault(read.faults.map(({ path, message }) => `${path} ${message}`).join('; '));
      const body: AmendmentBody = read.data;
      const looked = await previewChange(ports, request.who.store, orders, order, body.changes);
      if ('refused' in looked) return fault(textOf(looked.refused));
      if (request.form['action'] !== 'request') {
        const as = evolve(undefined, {
          type: 'amendment.requested',
          data: {
            amendmentId: 'preview',
            orderId: order.id,
            requestedBy: request.who.actor,
            ...(body.onBehalfOf === undefined ? {} : { onBehalfOf: body.onBehalfOf }),
            changes: '',
            stage: order.stay.stage,
            at: ports.clock(),
          },
        });
        const preview = { preview: looked.preview, changes: body.changes, as };
        return { status: 200, html: amendPage({ ...model, preview }) };
      }
      const id = ports.random(64);
      const call = { actor: request.who.actor };
      const done = await requestChange(ports, request.who.store, id, order, body, call);
      return done.done
        ? seeOther(request, `/staff/amendments/${id}`, { said: 'requested' })
        : fault(textOf(done.refusal));
    },
  };
}

const elsewhere = ({ params }: OfOrder): Answer => ({
  status: 303,
  headers: { location: `/staff/orders?order=${encodeURIComponent(params.orderId)}` },
});

function textOf(refusal: Refused): string {
  const { detail, errors, title } = amendmentProblem(refusal);
  return detail ?? errors?.map(({ message }) => message).join('; ') ?? title;
}

async function find(
  ports: Ports,
  request: OfOrder,
): Promise<{ orders: Orders; order: Order; model: AmendModel } | undefined> {
  const orders = await ordersNow(ports, request);
  const order = (await orders.load(request.params.orderId))?.state;
  const content = order && (await orders.content(order));
  if (!content) return undefined;
  const { profile } = orders;
  const model = {
    ...viewerOf(request, profile),
    profile,
    orderId: order.id,
    open: isOpen(order),
    content,
    fields: request.form,
  };
  return { orders, order, model };
}
