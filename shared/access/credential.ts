import { createHash, timingSafeEqual } from 'node:crypto';
import { never } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Profile } from '../stores/profile.ts';
import type { Role } from '../stores/roles.ts';
import type { Instant } from '../time/instant.ts';
import { accessKey } from './access-store.ts';
import type { Principal } from './principal.ts';

/** A secret as it is kept: its hash. `until` is set for the one that a rotation replaced. */
export interface Secret {
  readonly hash: string;
  readonly until?: Instant;
}

export interface Credential {
  /**
   * `stand-in` is the local control face's alone: an actor named after a role that nobody of the staff fills.
   * `person` is of 0.1.0 or of the local control face: nobody else gets a credential that speaks for a person.
   */
  readonly kind: 'machine' | 'person' | 'stand-in';
  readonly actor: string;
  readonly roles: readonly Role[];
  /** The newest first; two at the most. */
  readonly secrets: readonly Secret[];
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly expiresAt?: Instant;
  readonly revokedAt?: Instant;
  /** Issued by the release 0.1.0. */
  readonly old?: true;
}

export type CredentialEvent =
  | { readonly type: 'credential.issued'; readonly data: Credential & Readonly<Record<string, unknown>> }
  | {
      readonly type: 'credential.rotated';
      readonly data: { readonly hash: string; readonly previousUntil: Instant };
    }
  | { readonly type: 'credential.revoked'; readonly data: { readonly at: Instant } };

export type CredentialRefusal =
  | { readonly is: 'credential-unknown' }
  | { readonly is: 'credential-dead' }
  | { readonly is: 'credential-personal' };

export const credentialAggregate: Aggregate<Credential, CredentialEvent> = {
  kind: 'credential',
  evolve(state, event) {
    if (event.type === 'credential.issued') return event.data;
    if (!state) throw new Error(`${event.type} before credential.issued`);
    switch (event.type) {
      case 'credential.rotated': {
        const { hash, previousUntil } = event.data;
        const [newest] = state.secrets;
        // Only the newest lives on beside the new one: two living at the most.
        const previous = newest ? [{ hash: newest.hash, until: previousUntil }] : [];
        return { ...state, secrets: [{ hash }, ...previous] };
      }
      case 'credential.revoked':
        return { ...state, revokedAt: event.data.at, secrets: [] };
      default:
        return never(event);
    }
  },
  due: () => undefined,
  indexes: () => ({}),
};

export const credentialKey = (store: string, id: string) => accessKey(store, 'credential', id);
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** `vgh_<store>_<id>_<secret>`: the store is part of it, so that every look-up begins with the store. */
const form = /^vgh_([a-z][a-z0-9-]{1,29})_([A-Za-z0-9]{8,40})_([A-Za-z0-9]{32,64})$/;
export const credentialText = (store: string, id: string, secret: string): string =>
  `vgh_${store}_${id}_${secret}`;

export interface CredentialText {
  readonly store: string;
  readonly id: string;
  readonly secret: string;
}

/** The parts of a credential's text; undefined for what is none. */
export function readCredential(text: string): CredentialText | undefined {
  const [, store, id, secret] = form.exec(text) ?? [];
  return store === undefined || id === undefined || secret === undefined ? undefined : { store, id, secret };
}

export const isAlive = ({ revokedAt, expiresAt }: Credential, at: Instant): boolean =>
  revokedAt === undefined && (expiresAt === undefined || at < expiresAt);

/** Is it one of the living secrets? Compared in constant time, and as long where there is no credential at all. */
export function isSecretOf(credential: Credential | undefined, secret: string, at: Instant): boolean {
  const given = Buffer.from(hashOf(secret));
  const living = (credential?.secrets ?? []).filter(({ until }) => until === undefined || at < until);
  const hashes = living.length > 0 ? living.map(({ hash }) => hash) : [hashOf('none')];
  return hashes.filter((hash) => timingSafeEqual(given, Buffer.from(hash))).length > 0 && living.length > 0;
}

/**
 * As whom a living credential speaks now. A person's speaks while he is one of the staff, and in no role that he has not
 * there; one of 0.1.0 keeps the roles it was issued with until it expires.
 */
export function speaksAs(
  { kind, actor, roles, old }: Credential,
  { store, id }: { readonly store: string; readonly id: string },
  profile: Pick<Profile, 'staff'>,
): Principal | undefined {
  if (kind !== 'person')
    return { store, actor, roles, credentialId: id, kind: kind === 'machine' ? 'machine' : 'person' };
  const person = profile.staff.find((one) => one.id === actor);
  const held = old ? roles : roles.filter((role) => person?.roles.includes(role));
  if (!person || held.length === 0) return undefined;
  return { store, actor, roles: held, credentialId: id, kind: 'person' };
}

/** Ids are random: the same again is the same credential, whose answer was lost. */
export const issue = (
  credential: Credential | undefined,
  wanted: Credential,
): Decision<CredentialEvent, never> =>
  credential
    ? accept([], 'repeated')
    : accept([{ type: 'credential.issued', data: { ...wanted } }], 'created');

/** A new secret beside the last one. What speaks for a person is not renewed: he signs in by himself. */
export function rotate(
  credential: Credential | undefined,
  hash: string,
  previousUntil: Instant,
  at: Instant,
): Decision<CredentialEvent, CredentialRefusal> {
  if (!credential) return refuse({ is: 'credential-unknown' });
  if (credential.secrets.some((secret) => secret.hash === hash)) return accept([], 'repeated');
  if (!isAlive(credential, at)) return refuse({ is: 'credential-dead' });
  if (credential.kind === 'person') return refuse({ is: 'credential-personal' });
  return accept([{ type: 'credential.rotated', data: { hash, previousUntil } }], 'rotated');
}

export function revoke(
  credential: Credential | undefined,
  at: Instant,
): Decision<CredentialEvent, CredentialRefusal> {
  if (!credential) return refuse({ is: 'credential-unknown' });
  return credential.revokedAt === undefined
    ? accept([{ type: 'credential.revoked', data: { at } }], 'revoked')
    : accept([], 'repeated');
}
