import { pageRequest } from '../../shared/http/paging.ts';
import type { Order } from '../../shared/orders/state.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import { lineOf } from '../../shared/pages/order-line.ts';
import { ordersPage } from '../../shared/pages/orders-page.ts';
import { ordersOf } from '../orders/of.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { viewerOf } from '../pipelines/viewer.ts';

/** Orders by stage, or one by its number. */
export function ordersPages(ports: Ports): Pick<Handlers<typeof pagesApi>, 'GET /staff/orders'> {
  return {
    'GET /staff/orders': async (request) => {
      const orders = await ordersOf(ports, request);
      const { profile, rules } = orders;
      const { locale, viewer } = viewerOf(request, profile, 'orders');
      const { order: wanted = '', cursor, limit } = request.query;
      const number = wanted.trim();
      const known = /^[A-Za-z0-9._~:-]{1,64}$/.test(number) && (await orders.load(number)) !== undefined;
      if (known) return { status: 303, headers: { location: `/staff/orders/${number}` } };
      const asked = request.query.stage ?? '';
      const stage = rules.flow.stage(asked) ? asked : rules.flow.initial;
      const found = await ports.heads.find(
        'list',
        `${request.who.store}#order`,
        { from: `${stage}#`, to: `${stage}#~` },
        pageRequest({ limit, cursor }),
      );
      const heads = await ports.heads.loadMany<Order>(found.items);
      const at = ports.clock();
      return {
        status: 200,
        html: ordersPage({
          locale,
          viewer,
          profile,
          stage,
          lines: heads
            .filter(({ state }) => state.stay.stage === stage)
            .map((head) => lineOf(head, profile, rules, at, locale)),
          next:
            found.next === null
              ? undefined
              : `/staff/orders?${new URLSearchParams({ stage, cursor: found.next }).toString()}`,
          notFound: number !== '',
        }),
      };
    },
  };
}
