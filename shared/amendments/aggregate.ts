import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { followUp } from '../kernel/follow-up.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { sortable } from '../time/instant.ts';
import { lookAt } from './agenda.ts';
import type { AmendmentEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Amendment } from './state.ts';

export const amendmentKind = 'amendment';

export const amendmentKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: amendmentKind,
  id,
});

/** Where the amendments of an order are found, oldest first: beside what is found by person. */
export const ofOrder = (store: string, orderId: string): string => `${store}#amendments#${orderId}`;

export const amendmentAggregate: Aggregate<Amendment, AmendmentEvent> = {
  kind: amendmentKind,
  evolve,
  due(amendment) {
    const at = lookAt(amendment);
    return at === undefined ? undefined : { kind: followUp, at };
  },
  indexes: ({ store }, { status, since, orderId, at }) => ({
    list: { partition: `${store}#${amendmentKind}`, sort: `${status}#${sortable(since)}` },
    customer: { partition: ofOrder(store, orderId), sort: sortable(at) },
  }),
};
