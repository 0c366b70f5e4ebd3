import type { Aggregate } from '../kernel/commit.ts';
import { storeId } from '../kernel/brand.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { accept, type Decision } from '../kernel/decision.ts';

/** A shop. Its profile lies beside it as an immutable text; the head says which one is in force. */
export interface Store {
  readonly profile: string;
  readonly revision: number;
}

export type StoreEvent =
  | { readonly type: 'store.created'; readonly data: { readonly profile: string } }
  | {
      readonly type: 'store.profile-changed';
      readonly data: { readonly profile: string; readonly revision: number };
    };

export const storeKind = 'store';
export const storeKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: storeKind,
  id: 'profile',
});

export const storeAggregate: Aggregate<Store, StoreEvent> = {
  kind: storeKind,
  evolve: (_, event) =>
    event.type === 'store.created'
      ? { profile: event.data.profile, revision: 1 }
      : { profile: event.data.profile, revision: event.data.revision },
  due: () => undefined,
  indexes: () => ({}),
};

/** The same profile again changes nothing, and re-arms nothing. */
export function setProfile(store: Store | undefined, profile: string): Decision<StoreEvent, never> {
  if (!store) return accept([{ type: 'store.created', data: { profile } }], 'created');
  if (store.profile === profile) return accept([], 'unchanged');
  return accept(
    [{ type: 'store.profile-changed', data: { profile, revision: store.revision + 1 } }],
    'accepted',
  );
}
