import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { amendmentsApi } from '../../shared/amendments/api.ts';
import { textsOf } from '../../shared/amendments/assessing.ts';
import { departments } from '../../shared/amendments/department.ts';
import { placesOf } from '../../shared/amendments/decide/persons.ts';
import { roleOf } from '../../shared/amendments/decide/task.ts';
import { documentsOf } from '../../shared/amendments/documents/issue.ts';
import { type Amendment, waiting } from '../../shared/amendments/state.ts';
import { pageRequest } from '../../shared/http/paging.ts';
import { amendmentPage } from '../../shared/pages/amendment-page.ts';
import { amendmentsPage } from '../../shared/pages/amendments-page.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { known } from '../amendments/known.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';
import { actOnAmendment } from './amendment-acts.ts';
import { seeOther } from './forms.ts';
import { may } from './may.ts';

type AmendmentPages = Pick<
  Handlers<typeof pagesApi>,
  'GET /staff/amendments' | 'GET /staff/amendments/{amendmentId}' | 'POST /staff/amendments/{amendmentId}'
>;

/** Amendments as staff see them: the list, one of them, and what its forms ask for. */
export function amendmentPages(ports: Ports): AmendmentPages {
  return {
    'GET /staff/amendments': async (request) => {
      const { profile } = await ordersOf(ports, request);
      const { status = 'awaiting-approval', cursor, limit } = request.query;
      const found = await ports.heads.find(
        'list',
        `${request.who.store}#${amendmentKind}`,
        { from: `${status}#`, to: `${status}#~` },
        pageRequest({ limit, cursor }),
      );
      const heads = await ports.heads.loadMany<Amendment>(found.items);
      const items = heads
        .map(({ state }) => state)
        .filter((one) => one.status === status)
        .sort((a, b) => a.since - b.since);
      const next =
        found.next === null
          ? undefined
          : `/staff/amendments?${new URLSearchParams({ status, cursor: found.next }).toString()}`;
      return {
        status: 200,
        html: amendmentsPage({ ...viewerOf(request, profile, 'amendments'), profile, status, items, next }),
      };
    },

    'GET /staff/amendments/{amendmentId}': async (request) => {
      const { who, params, query } = request;
      const { profile } = await ordersOf(ports, request);
      const head = await known(ports, who.store, params.amendmentId);
      const [texts, documents] = await Promise.all([
        textsOf(ports.heads, who.store, head.state),
        documentsOf(ports.heads, who.store, head.state.orderId),
      ]);
      const own = departments.filter((one) => placesOf(who, roleOf(one), profile, ports.clock()).length > 0);
      return {
        status: 200,
        html: amendmentPage({
          ...viewerOf(request, profile),
          profile,
          amendment: head.state,
          version: head.version,
          ...texts,
          documents,
          said: query,
          may: {
            decide: waiting(head.state).some(
              ({ party }) => placesOf(who, party, profile, ports.clock()).length > 0,
            ),
            withdraw: may(who, amendmentsApi['POST /v1/amendments/{amendmentId}/withdrawal']),
            quote: may(who, amendmentsApi['POST /v1/amendments/{amendmentId}/quote']),
            tasks: own,
          },
        }),
      };
    },

    'POST /staff/amendments/{amendmentId}': async (request) =>
      seeOther(
        request,
        `/staff/amendments/${request.params.amendmentId}`,
        await actOnAmendment(ports, request),
      ),
  };
}
