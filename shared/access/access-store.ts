import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';

/**
 * The table of credentials, sessions and secrets: the store of aggregates on a table of its own, without indexes and
 * without a stream, so that nothing of it goes over the bus, into a timeline or into an export.
 */
export type AccessStore = Pick<
  HeadStore,
  | 'load'
  | 'loadMany'
  | 'commit'
  | 'part'
  | 'partsOf'
  | 'putPart'
  | 'putPartIfAbsent'
  | 'deletePart'
  | 'partsBetween'
  | 'add'
  | 'sum'
>;

/**
 * Kinds of the access table. The first two are all that a function which merely checks a caller may write: grants name
 * them by the leading key (infra/constructs/grants.ts).
 */
export type AccessKind =
  | 'used'
  | 'guess'
  | 'credential'
  | 'credentials'
  | 'session'
  | 'sessions'
  | 'sign-in'
  | 'person'
  | 'address'
  | 'secret'
  | 'station'
  | 'stations'
  | 'turn'
  | 'badge'
  | 'pin'
  | 'oidc'
  | 'issuer'
  | 'subject'
  | 'claim'
  | 'moved';

export const accessKey = (store: string, kind: AccessKind, id: string): AggregateKey => ({
  store: storeId(store),
  kind,
  id,
});

/** What belongs to no shop. Store names have no capital letters. */
export const noStore = 'ACCESS';

/** What the checks of a caller stand on. */
export interface AccessPorts {
  readonly heads: HeadStore;
  readonly access: AccessStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  /** Set by the local runtime alone, whose control face gets credentials and sessions for people. */
  readonly localFace?: boolean;
}
