import { type Call, change, type Outcome } from '../kernel/commit.ts';
import { refuse } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import { toParts } from '../kernel/texts.ts';
import type { Clock } from '../time/instant.ts';
import type { Profile } from './profile.ts';
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
  before?: Before,
): Promise<StoreOutcome> {
  const faults = faultsOf(profile);
  if (profile.storeId !== store) faults.push({ path: 'storeId', message: `must stay ${store}` });
  const now = await ports.profiles.fresh(store);
  if (!now) return { done: false, refusal: { is: 'store-unknown' } };
  if (faults.length === 0) faults.push(...(await stranded(ports.heads, store, now.profile, profile)));
  if (faults.length > 0) return { done: false, refusal: { is: 'profile-invalid', faults } };
  return writeProfile(ports, store, profile, call, { before });
}

/** Opens a shop. The same profile again is the same shop, whose answer was lost; another is refused. */
export async function createStore(
  ports: Omit<Ports, 'profiles'>,
  profile: Profile,
  call: Call,
  before?: Before,
): Promise<StoreOutcome> {
  const faults = faultsOf(profile);
  if (faults.length > 0) return { done: false, refusal: { is: 'profile-invalid', faults } };
  return writeProfile(ports, profile.storeId, profile, call, { create: true, before });
}

/** Done once the profile has been found good and before it is in force; again does no harm. */
type Before = () => Promise<void>;

/** Puts a profile in force as it is: for what has been checked, or was in force before. */
export function writeProfile(
  ports: Omit<Ports, 'profiles'>,
  store: string,
  profile: Profile,
  call: Call,
  { create = false, before }: { readonly create?: boolean; readonly before?: Before | undefined } = {},
): Promise<StoreOutcome> {
  const { name, parts } = toParts('profile', profile);
  return change<Store, StoreEvent, StoreRefusal>(ports, storeAggregate, storeKey(store), call, {
    decide: async (head) => {
      if (create && head && head.state.profile !== name) return refuse({ is: 'store-exists' });
      await before?.();
      return setProfile(head?.state, name);
    },
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
