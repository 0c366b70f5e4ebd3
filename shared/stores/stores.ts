import { type Call, change, type Outcome } from '../kernel/commit.ts';
import { refuse } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import { toParts } from '../kernel/texts.ts';
import type { Clock } from '../time/instant.ts';
import { type Profile, type Role, roles } from './profile.ts';
import { issueCredential } from './credentials.ts';
import type { Profiles } from './profiles.ts';
import { setProfile, type Store, storeAggregate, type StoreEvent, storeKey } from './store.ts';
import { faultsOf } from './validate.ts';
import { type Fault, Workflow } from './workflow.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly profiles: Profiles;
}

export type StoreRefusal =
  | { readonly is: 'profile-invalid'; readonly faults: readonly Fault[] }
  | { readonly is: 'store-exists' }
  | { readonly is: 'store-unknown' };

export type StoreOutcome = Outcome<Store, StoreRefusal>;

/** Puts a new profile in force: checked by itself, and against the orders that live under the old one. */
export async function saveProfile(
  ports: Ports,
  store: string,
  profile: Profile,
  call: Call,
): Promise<StoreOutcome> {
  const faults = faultsOf(profile);
  if (profile.storeId !== store) faults.push({ path: 'storeId', message: `must stay ${store}` });
  const now = await ports.profiles.fresh(store);
  if (!now) return { done: false, refusal: { is: 'store-unknown' } };
  if (faults.length === 0) faults.push(...(await stranded(ports.heads, store, now.profile, profile)));
  if (faults.length > 0) return { done: false, refusal: { is: 'profile-invalid', faults } };
  return write(ports, store, profile, call);
}

/** Opens a shop. The same profile again is the same shop, whose answer was lost; another is refused. */
export async function createStore(ports: Ports, profile: Profile, call: Call): Promise<StoreOutcome> {
  const faults = faultsOf(profile);
  if (faults.length > 0) return { done: false, refusal: { is: 'profile-invalid', faults } };
  return write(ports, profile.storeId, profile, call, true);
}

function write(
  ports: Ports,
  store: string,
  profile: Profile,
  call: Call,
  create = false,
): Promise<StoreOutcome> {
  const { name, parts } = toParts('profile', profile);
  return change<Store, StoreEvent, StoreRefusal>(ports, storeAggregate, storeKey(store), call, {
    decide: (head) =>
      create && head && head.state.profile !== name
        ? refuse({ is: 'store-exists' })
        : setProfile(head?.state, name),
    parts: () => parts,
  });
}

/** Stages that the new profile lacks although open orders are in them. They are retired first, and removed when empty. */
async function stranded(heads: HeadStore, store: string, before: Profile, after: Profile): Promise<Fault[]> {
  const flow = new Workflow(before);
  const kept = new Set(after.stages.map(({ name }) => name));
  const removed = before.stages.filter(({ name }) => !kept.has(name) && !flow.isEnd(name));
  const faults = await Promise.all(
    removed.map(async ({ name }) => {
      const found = await heads.find(
        'list',
        `${store}#order`,
        { from: `${name}#`, to: `${name}#~` },
        { limit: 1 },
      );
      return found.items.length === 0
        ? []
        : [
            {
              path: 'stages',
              message: `orders are in stage ${name}: retire it ("retired": true) until they have moved on`,
            },
          ];
    }),
  );
  return faults.flat();
}

export interface Issued {
  readonly store: string;
  readonly actor: string;
  readonly roles: readonly Role[];
  readonly credential: string;
}

/** One credential per role: for the first of the staff who fills it, else for an actor named after the role. */
export async function issueForRoles(
  ports: Ports & { random: (bits: number) => string },
  profile: Profile,
): Promise<Issued[]> {
  const issued: Issued[] = [];
  for (const role of roles) {
    const actor = profile.staff.find((person) => person.roles.includes(role))?.id ?? role;
    const credential = await issueCredential(ports, 'admin-function', {
      store: profile.storeId,
      id: ports.random(64),
      secret: ports.random(256),
      actor,
      roles: [role],
    });
    issued.push({ store: profile.storeId, actor, roles: [role], credential });
  }
  return issued;
}
