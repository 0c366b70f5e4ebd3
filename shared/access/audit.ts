import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Role } from '../stores/roles.ts';
import type { Clock, Instant } from '../time/instant.ts';

/**
 * What is told of access: who gave, renewed or took what from whom, never a secret and never an address. It lies in the
 * state table, so that it reaches the timeline as everything else does.
 */
export type AccessEvent =
  | {
      readonly type: 'credential.issued';
      readonly data: { readonly actor: string; readonly roles: readonly Role[] };
    }
  | { readonly type: 'credential.rotated'; readonly data: { readonly previousUntil: Instant } }
  | { readonly type: 'credential.revoked'; readonly data: { readonly at: Instant } }
  | {
      readonly type: 'access.address-changed';
      readonly data: { readonly person: string; readonly at: Instant };
    }
  | {
      readonly type: 'access.address-confirmed';
      readonly data: { readonly person: string; readonly at: Instant };
    }
  | { readonly type: 'access.signed-in'; readonly data: { readonly person: string; readonly at: Instant } }
  | {
      readonly type: 'access.signed-out-everywhere';
      readonly data: { readonly person: string; readonly at: Instant };
    }
  | {
      readonly type: 'access.station-opened';
      readonly data: { readonly station: string; readonly roles: readonly Role[] };
    }
  | { readonly type: 'access.station-revoked'; readonly data: { readonly station: string } }
  | { readonly type: 'access.issuer-changed'; readonly data: { readonly at: Instant } }
  | { readonly type: 'access.issuer-confirmed'; readonly data: { readonly at: Instant } }
  | { readonly type: 'access.guessed'; readonly data: { readonly day: string } };

/** The last thing that was told; `n` counts what must be told once. */
interface Told {
  readonly last: string;
  readonly n?: number;
}

const aggregateOf = (kind: 'credential' | 'access', n: number | undefined): Aggregate<Told, AccessEvent> => ({
  kind,
  evolve: (_, { type }) => ({ last: type, ...(n === undefined ? {} : { n }) }),
  due: () => undefined,
  indexes: () => ({}),
});

/** Writes it down. With `n` it is written once, however often it is called with the same or a smaller one. */
export async function tell(
  ports: { readonly heads: HeadStore; readonly clock: Clock },
  subject: { readonly store: string; readonly kind: 'credential' | 'access'; readonly id: string },
  event: AccessEvent,
  by: string,
  n?: number,
): Promise<'told' | 'repeated'> {
  const done = await change<Told, AccessEvent, never>(
    ports,
    aggregateOf(subject.kind, n),
    { ...subject, store: storeId(subject.store) },
    { actor: by },
    {
      decide: (head) =>
        head && n !== undefined && n <= (head.state.n ?? 0)
          ? accept([], 'repeated')
          : accept([event], 'told'),
    },
  );
  if (!done.done) throw new Error(`${subject.kind} ${subject.id}: ${done.refusal.is}`);
  return done.outcome === 'told' ? 'told' : 'repeated';
}
