import type { Profile } from '../stores/profile.ts';
import { type Role, roles } from '../stores/roles.ts';
import type { AccessPorts } from './access-store.ts';
import { issueCredential } from './credentials.ts';
import { machineActor } from './principal.ts';

export interface Issued {
  readonly store: string;
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly credential: string;
}

type Ports = Pick<AccessPorts, 'heads' | 'access' | 'clock'> & { readonly random: (bits: number) => string };

/**
 * One credential per role, for the local control face and tests alone: for the first of the staff who fills it, else for an
 * actor named after the role. On AWS nobody gets one that speaks for a person.
 */
export async function issueForRoles(ports: Ports, profile: Profile): Promise<Issued[]> {
  const issued: Issued[] = [];
  for (const role of roles) {
    const person = profile.staff.find((one) => one.roles.includes(role))?.id;
    issued.push(
      await issueOne(ports, profile.storeId, {
        kind: person === undefined ? 'stand-in' : 'person',
        actor: person ?? role,
        role,
      }),
    );
  }
  return issued;
}

/** What a shop that was just opened needs before anybody has signed in: its storefront's credential. */
export async function issueForStorefront(ports: Ports, store: string): Promise<Issued[]> {
  const actor = machineActor('storefront');
  return [await issueOne(ports, store, { kind: 'machine', actor, role: 'storefront' })];
}

async function issueOne(
  ports: Ports,
  store: string,
  { kind, actor, role }: { kind: 'machine' | 'person' | 'stand-in'; actor: string; role: Role },
): Promise<Issued> {
  const credential = await issueCredential(ports, 'admin-function', {
    store,
    id: ports.random(64),
    secret: ports.random(256),
    kind,
    actor,
    roles: [role],
  });
  return { store, actor, roles: [role], credential };
}
