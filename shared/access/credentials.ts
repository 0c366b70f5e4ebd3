import { change, type CommitRefusal } from '../kernel/commit.ts';
import type { Role } from '../stores/roles.ts';
import { type Duration, type Instant, plus } from '../time/instant.ts';
import { accessKey, type AccessPorts } from './access-store.ts';
import { tell } from './audit.ts';
import {
  type Credential,
  credentialAggregate,
  type CredentialEvent,
  credentialKey,
  type CredentialRefusal,
  credentialText,
  hashOf,
  issue,
  revoke,
  rotate,
} from './credential.ts';
import { lastUsed } from './used.ts';

/** What is to be issued; `secret` is random, 190 bits or more. */
export interface Issuing {
  readonly store: string;
  readonly id: string;
  readonly secret: string;
  readonly kind: Credential['kind'];
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly expiresAt?: Instant | undefined;
}

export type Rotated =
  | { readonly done: true; readonly credential: string; readonly previousUntil: Instant }
  | { readonly done: false; readonly refusal: CredentialRefusal | CommitRefusal };

/** A list of credentials is one partition of the access table: their ids lie there beside each other. */
const listOf = (store: string) => accessKey(store, 'credentials', 'all');

/** Issues a credential; its text is answered once and kept nowhere. */
export async function issueCredential(
  { heads, access, clock }: Pick<AccessPorts, 'heads' | 'access' | 'clock'>,
  by: string,
  { store, id, secret, kind, actor, roles, expiresAt }: Issuing,
): Promise<string> {
  // Told first: nothing lives that the audit trail does not know.
  await tell(
    { heads, clock },
    { store, kind: 'credential', id },
    { type: 'credential.issued', data: { actor, roles } },
    by,
    1,
  );
  const secrets = [{ hash: hashOf(secret) }];
  const wanted = {
    ...{ kind, actor, roles, secrets, issuedAt: clock(), issuedBy: by },
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  await keepCredential({ access, clock }, by, store, id, wanted);
  return credentialText(store, id, secret);
}

/** Puts a credential into the access table with its place in the list. One that is there stays as it is. */
export async function keepCredential(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  by: string,
  store: string,
  id: string,
  credential: Credential,
): Promise<void> {
  const done = await change<Credential, CredentialEvent, never>(
    { heads: access, clock },
    credentialAggregate,
    credentialKey(store, id),
    { actor: by },
    {
      decide: (head) => issue(head?.state, credential),
      beside: () => [{ put: { name: id, body: '' }, of: listOf(store) }],
    },
  );
  if (!done.done) throw new Error(`credential ${id}: ${done.refusal.is}`);
}

/** A new secret; the one before lives on for as long as is said, and none beside the two. */
export async function rotateCredential(
  { heads, access, clock }: Pick<AccessPorts, 'heads' | 'access' | 'clock'>,
  by: string,
  { store, id, secret }: { readonly store: string; readonly id: string; readonly secret: string },
  previousLives: Duration,
): Promise<Rotated> {
  const previousUntil = plus(clock(), previousLives);
  const done = await change<Credential, CredentialEvent, CredentialRefusal>(
    { heads: access, clock },
    credentialAggregate,
    credentialKey(store, id),
    { actor: by },
    { decide: (head, at) => rotate(head?.state, hashOf(secret), previousUntil, at) },
  );
  if (!done.done) return done;
  await tell(
    { heads, clock },
    { store, kind: 'credential', id },
    { type: 'credential.rotated', data: { previousUntil } },
    by,
    done.version,
  );
  return {
    done: true,
    credential: credentialText(store, id, secret),
    previousUntil: done.state.secrets[1]?.until ?? previousUntil,
  };
}

/** Revokes it: dead at once here, within 30 s everywhere. False where there is none. */
export async function revokeCredential(
  { heads, access, clock }: Pick<AccessPorts, 'heads' | 'access' | 'clock'>,
  by: string,
  store: string,
  id: string,
): Promise<boolean> {
  const done = await change<Credential, CredentialEvent, CredentialRefusal>(
    { heads: access, clock },
    credentialAggregate,
    credentialKey(store, id),
    { actor: by },
    { decide: (head, at) => revoke(head?.state, at) },
  );
  if (!done.done) return false;
  await tell(
    { heads, clock },
    { store, kind: 'credential', id },
    { type: 'credential.revoked', data: { at: clock() } },
    by,
    done.version,
  );
  return true;
}

export interface Listed {
  readonly id: string;
  readonly credential: Credential;
  readonly lastUsedAt: Instant | undefined;
}

/** Every credential of the shop that was not revoked, by page; never a secret, not even its hash. */
export async function listCredentials(
  ports: Pick<AccessPorts, 'access' | 'clock'>,
  store: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly items: readonly Listed[]; readonly next: string | null }> {
  const found = await ports.access.partsBetween(listOf(store), ' ', '~', page);
  const items = await Promise.all(
    found.items.map(async ({ name: id }) => {
      const [head, lastUsedAt] = await Promise.all([
        ports.access.load<Credential>(credentialKey(store, id)),
        lastUsed(ports, store, id),
      ]);
      return head ? [{ id, credential: head.state, lastUsedAt }] : [];
    }),
  );
  return {
    items: items.flat().filter(({ credential }) => credential.revokedAt === undefined),
    next: found.next,
  };
}
