import { storeId } from '../kernel/brand.ts';
import type { AggregateKey } from '../kernel/head.ts';

/** Where a shop's records lie that the relay could not read, each under the aggregate that it is of. */
export const parkedKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'parked',
  id: 'relay',
});

/** What their names begin with. */
export const parkedOf = ({ kind, id }: Pick<AggregateKey, 'kind' | 'id'>): string => `${kind}#${id}`;
