import { createHash, timingSafeEqual } from 'node:crypto';
import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept, refuse } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Clock, Instant } from '../time/instant.ts';
import { memory } from './profiles.ts';
import type { Role } from './profile.ts';

/** Who is calling: one actor of one store, with its roles. */
export interface Principal {
  readonly store: string;
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly credentialId: string;
}

/** A credential as it is kept: never itself, only the hash of its secret. */
interface Credential {
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly secretHash: string;
  readonly revokedAt?: Instant;
}

type CredentialEvent =
  | {
      readonly type: 'credential.issued';
      readonly data: { readonly actor: string; readonly roles: readonly Role[] };
    }
  | { readonly type: 'credential.revoked'; readonly data: { readonly at: Instant } };

/** The hash of the secret is in the state alone: events go over the bus and into the timeline. */
const aggregate = (secretHash: string): Aggregate<Credential, CredentialEvent> => ({
  kind: 'credential',
  evolve(state, event) {
    if (event.type === 'credential.issued') return { ...event.data, secretHash };
    if (!state) throw new Error('a credential was revoked before it was issued');
    return { ...state, revokedAt: event.data.at };
  },
  due: () => undefined,
  indexes: ({ store }, state) =>
    state.revokedAt === undefined ? { list: { partition: `${store}#credential`, sort: state.actor } } : {},
});

const keyOf = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: 'credential',
  id,
});
const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** `vgh_<store>_<id>_<secret>`: the store is part of it, so that every look-up begins with the store. */
const form = /^vgh_([a-z][a-z0-9-]{1,29})_([A-Za-z0-9]{8,40})_([A-Za-z0-9]{32,64})$/;

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
}

/** Issues a credential; its text is answered once and kept nowhere. `secret` is random, 190 bits or more. */
export async function issueCredential(
  ports: Ports,
  by: string,
  {
    store,
    id,
    secret,
    actor,
    roles,
  }: { store: string; id: string; secret: string; actor: string; roles: readonly Role[] },
): Promise<string> {
  const secretHash = hash(secret);
  const done = await change<Credential, CredentialEvent, { is: 'taken' }>(
    ports,
    aggregate(secretHash),
    keyOf(store, id),
    { actor: by },
    {
      decide: (head) =>
        // The same call again, its answer lost: the same credential.
        head
          ? head.state.secretHash === secretHash
            ? accept([], 'repeated')
            : refuse({ is: 'taken' })
          : accept([{ type: 'credential.issued', data: { actor, roles } }], 'created'),
    },
  );
  if (!done.done) throw new Error(`credential ${id}: ${done.refusal.is}`);
  return `vgh_${store}_${id}_${secret}`;
}

/** Revokes it: dead at once here, within 30 s everywhere. False where there is none. */
export async function revokeCredential(
  ports: Ports,
  by: string,
  store: string,
  id: string,
): Promise<boolean> {
  const done = await change<Credential, CredentialEvent, { is: 'unknown' }>(
    ports,
    aggregate(''),
    keyOf(store, id),
    { actor: by },
    {
      decide: (head, at) => {
        if (!head) return refuse({ is: 'unknown' });
        return head.state.revokedAt === undefined
          ? accept([{ type: 'credential.revoked', data: { at } }], 'revoked')
          : accept([], 'repeated');
      },
    },
  );
  return done.done;
}

export interface Credentials {
  /** Who a Bearer text is; undefined for what is none, is wrong or was revoked. */
  verify(text: string): Promise<Principal | undefined>;
  /** The principal of a credential known by its id (a session's). */
  byId(store: string, id: string): Promise<Principal | undefined>;
}

/** One read of a credential serves 30 s; a wrong secret is answered from the same memory. */
export function credentialsOf(heads: HeadStore, clock: Clock): Credentials {
  const known = new Map<string, { until: number; found: Promise<Credential | undefined> }>();
  const most = 1_000;

  function find(store: string, id: string): Promise<Credential | undefined> {
    const name = `${store} ${id}`;
    const now = clock();
    const held = known.get(name);
    if (held && held.until > now) return held.found;
    // Strangers' guesses must not fill the memory.
    if (known.size >= most) known.clear();
    const found = heads.load<Credential>(keyOf(store, id)).then((head) => head?.state);
    known.set(name, { until: now + memory, found });
    found.catch(() => known.delete(name));
    return found;
  }

  const alive = (
    store: string,
    credentialId: string,
    found: Credential | undefined,
  ): Principal | undefined =>
    found && found.revokedAt === undefined
      ? { store, credentialId, actor: found.actor, roles: found.roles }
      : undefined;

  return {
    async verify(text) {
      const [, store, id, secret] = form.exec(text) ?? [];
      if (store === undefined || id === undefined || secret === undefined) return undefined;
      const found = await find(store, id);
      // The comparison takes the same time whether the credential exists or not.
      const same = timingSafeEqual(Buffer.from(hash(secret)), Buffer.from(found?.secretHash ?? hash('none')));
      return same ? alive(store, id, found) : undefined;
    },
    async byId(store, id) {
      return alive(store, id, await find(store, id));
    },
  };
}
