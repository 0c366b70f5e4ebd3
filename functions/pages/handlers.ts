import type { Timeline } from '../../shared/events/timeline.ts';
import type { Tallies } from '../../shared/kernel/tally/tally.ts';
import type { pagesApi } from '../../shared/pages/api.ts';
import type { Handlers } from '../pipelines/http.ts';
import type { Ports } from '../pipelines/ports.ts';
import { amendPages } from './amend.ts';
import { amendmentPages } from './amendments.ts';
import { noticePages } from './notices.ts';
import { orderPages } from './order.ts';
import { ordersPages } from './orders.ts';
import { proposalPages } from './proposals.ts';
import { backorderPages } from './backorders.ts';
import { stockPages } from './stock.ts';
import { stallPages } from './stalls.ts';

/** The pages of staff. What their forms do is what the calls do, by the same decisions. */
export const pageHandlers = (
  ports: Ports & { readonly timeline: Timeline; readonly tallies: Tallies },
): Handlers<typeof pagesApi> => ({
  ...stallPages(ports),
  ...ordersPages(ports),
  ...orderPages(ports),
  ...amendPages(ports),
  ...amendmentPages(ports),
  ...noticePages(ports),
  ...proposalPages(ports),
  ...stockPages(ports),
  ...backorderPages(ports),
});
