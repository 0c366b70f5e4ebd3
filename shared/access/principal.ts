import type { Role } from '../stores/roles.ts';

/** Who is calling: one actor of one store, with its roles. */
export interface Principal {
  readonly store: string;
  readonly actor: string;
  readonly roles: readonly Role[];
  /** Empty for a session that a person opened himself. */
  readonly credentialId: string;
  /** A machine never decides as a person does: no approvals, no refunds. */
  readonly kind: 'person' | 'machine';
  /** Why he may decide nothing at this moment; looked up where a call decides something, and absent elsewhere. */
  readonly barred?: 'machine' | 'address-changed' | 'station';
  /** The issuer that said who he is, where he came that way. */
  readonly issuer?: string;
  /** The warehouse station at which he has his turn. */
  readonly station?: string;
}

/** The name space of machines. No person's id begins so, whatever the profile comes to hold later. */
const machinePrefix = 'machine:';

/** Actors that the system itself acts as; nobody else may. */
const reserved = new Set(['system', 'customer', 'admin-function', 'anonymous']);

export const isReserved = (actor: string): boolean => reserved.has(actor) || actor.startsWith(machinePrefix);

/** What a machine is called in events and on timelines; saying the prefix oneself changes nothing. */
export const machineActor = (name: string): string =>
  name.startsWith(machinePrefix) ? name : `${machinePrefix}${name}`;

/** May a machine be called so? Not as the system, and not as somebody of the staff. */
export function machineNameFault(
  name: string,
  staff: readonly { readonly id: string }[],
): string | undefined {
  const bare = name.startsWith(machinePrefix) ? name.slice(machinePrefix.length) : name;
  if (bare === '' || isReserved(bare)) return 'is an actor of the system itself; choose another name';
  if (machineActor(bare).length > 64) return 'is too long: at most 56 characters';
  return staff.some(({ id }) => id === bare)
    ? 'is a person of the staff, who signs in by a link to his own address (POST /v1/session); a credential is for a machine'
    : undefined;
}
