import type { amendmentsApi } from '../../shared/amendments/api.ts';
import { documentsOf } from '../../shared/amendments/documents/issue.ts';
import { documentPage } from '../../shared/amendments/documents/page.ts';
import { documentSummary, documentView } from '../../shared/amendments/documents/view.ts';
import { preferred } from '../../shared/http/accept.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { ok } from '../../shared/http/request.ts';
import { readParts } from '../../shared/kernel/texts.ts';
import { orderKey } from '../../shared/orders/aggregate.ts';
import type { Content } from '../../shared/orders/content.ts';
import { orderProblem } from '../../shared/orders/problems.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { localeOf } from '../pipelines/viewer.ts';

type DocumentHandlers = Pick<
  Handlers<typeof amendmentsApi>,
  'GET /v1/orders/{orderId}/documents' | 'GET /v1/orders/{orderId}/documents/{documentId}'
>;

/** The papers of an order: as data, and as pages to print. */
export function documentHandlers(ports: Ports): DocumentHandlers {
  return {
    'GET /v1/orders/{orderId}/documents': async (request) => {
      const orders = await ordersOf(ports, request);
      const { orderId } = request.params;
      if (!(await orders.load(orderId))) throw new ProblemError(orderProblem({ is: 'order-unknown' }));
      const all = await documentsOf(ports.heads, request.who.store, orderId);
      return ok({ items: all.map(documentSummary), next: null });
    },

    'GET /v1/orders/{orderId}/documents/{documentId}': async (request) => {
      const { profile } = await ordersOf(ports, request);
      const { orderId, documentId } = request.params;
      const { store } = request.who;
      const all = await documentsOf(ports.heads, store, orderId);
      const kept = all.find(({ text }) => text.documentId === documentId);
      const content =
        kept && (await readParts<Content>(ports.heads, orderKey(store, orderId), kept.text.content));
      if (!content)
        throw new ProblemError(problem('not-found', { detail: 'The order has no document with this id.' }));
      const { currency, vat } = profile;
      const view = documentView(kept, orderId, content, { currency, defaultVat: vat.defaultRate });
      const form = preferred(request.headers['accept'], ['application/json', 'text/html']);
      if (form === undefined) throw new ProblemError(problem('not-acceptable'));
      if (form === 'application/json') return ok(view);
      const locale = localeOf(request, profile);
      return { status: 200, html: documentPage(view, locale, profile.timeZone) };
    },
  };
}
