import { pageRequest } from '../../shared/http/paging.ts';
import { ok } from '../../shared/http/request.ts';
import type { Head, Page } from '../../shared/kernel/head.ts';
import { gravityRange } from '../../shared/orders/aggregate.ts';
import { stallPage } from '../../shared/orders/stall-walk.ts';
import type { ordersApi } from '../../shared/orders/api.ts';
import { findByNumber } from '../../shared/orders/numbers.ts';
import type { Orders } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import { summary } from '../../shared/orders/view.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { ordersOf } from './of.ts';

type Lists = Pick<Handlers<typeof ordersApi>, 'GET /v1/orders' | 'GET /v1/stalls'>;
type Keep = (order: Order) => boolean;

/** Lists read an index and the heads of one page, never the table. A filter can make a page short; `next` tells whether more follow. */
export function lists(ports: Ports): Lists {
  async function answer(orders: Orders, found: Page<Parameters<typeof ports.heads.load>[0]>, keep: Keep) {
    const heads: readonly Head<Order>[] = await ports.heads.loadMany<Order>(found.items);
    const now = ports.clock();
    const items = heads.filter(({ state }) => keep(state)).map((head) => summary(head, orders.rules, now));
    return ok({ items, next: found.next });
  }

  return {
    'GET /v1/orders': async (request) => {
      const { stage, stalled, q } = request.query;
      const orders = await ordersOf(ports, request);
      const { store } = request.who;
      const inStage: Keep = (order) => stage === undefined || order.stay.stage === stage;
      if (q !== undefined)
        return answer(
          orders,
          await findByNumber(ports.heads, store, q, pageRequest(request.query)),
          (order) =>
            inStage(order) &&
            (stalled === undefined || (order.stay.alarm !== undefined) === (stalled === 'true')),
        );
      if (stalled === 'true')
        return answer(orders, await stallPage(ports, store, {}, pageRequest(request.query)), inStage);
      const range = stage === undefined ? {} : { from: `${stage}#`, to: `${stage}#~` };
      const found = await ports.heads.find('list', `${store}#order`, range, pageRequest(request.query));
      return answer(
        orders,
        found,
        (order) => inStage(order) && (stalled === undefined || order.stay.alarm === undefined),
      );
    },

    'GET /v1/stalls': async (request) => {
      const { level, stage, acknowledged } = request.query;
      const orders = await ordersOf(ports, request);
      const range = level === undefined ? {} : gravityRange(level);
      const found = await stallPage(ports, request.who.store, range, pageRequest(request.query));
      return answer(orders, found, ({ status, stay }) => {
        if (status === 'closed' || !stay.alarm) return false;
        if (stage !== undefined && stay.stage !== stage) return false;
        return (
          acknowledged === undefined ||
          (stay.alarm.quiet?.kind === 'acknowledged') === (acknowledged === 'true')
        );
      });
    },
  };
}
