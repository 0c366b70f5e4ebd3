import type { Aggregate } from '../kernel/commit.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { storeId, orderId } from '../kernel/brand.ts';
import { sortable } from '../time/instant.ts';
import { agenda } from './agenda.ts';
import type { OrderEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { OrderRules } from './rules.ts';
import type { Order } from './state.ts';

export const orderKind = 'order';

export const orderKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: orderKind,
  id: orderId(id),
});

/** The shop's work list: orders that stand stalled or are close to it. */
export const workList = (store: string): string => `${store}#stall`;

/** Gravest first on the work list, oldest first among equals. */
const gravity = { escalated: 0, breached: 1, warned: 2 } as const;

/** Where an order can be found: by stage and time in it, on the work list while stalled, by its customer. */
export function orderAggregate(rules: OrderRules): Aggregate<Order, OrderEvent> {
  return {
    kind: orderKind,
    evolve,
    due(order) {
      const [next] = agenda(order, rules);
      if (!next) return undefined;
      return { kind: orderKind, at: next.at, ...(next.rank === undefined ? {} : { rank: next.rank }) };
    },
    indexes({ store, id }, order) {
      const { stage, since, alarm } = order.stay;
      return {
        list: { partition: `${store}#order`, sort: `${stage}#${sortable(since)}` },
        ...(order.status === 'open' && alarm
          ? {
              work: {
                partition: workList(store),
                sort: `${String(gravity[alarm.level])}#${sortable(since)}#${id}`,
              },
            }
          : {}),
        ...(order.customer === undefined
          ? {}
          : {
              customer: { partition: `${store}#customer#${order.customer}`, sort: sortable(order.placedAt) },
            }),
      };
    },
  };
}

/** The part of the work list that one level takes. */
export const gravityRange = (level: keyof typeof gravity): { from: string; to: string } => ({
  from: `${String(gravity[level])}#`,
  to: `${String(gravity[level])}#~`,
});
