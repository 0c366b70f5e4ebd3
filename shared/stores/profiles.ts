import type { HeadStore } from '../kernel/head.ts';
import { readParts } from '../kernel/texts.ts';
import { type Clock, seconds } from '../time/instant.ts';
import type { Profile } from './profile.ts';
import { type Store, storeKey } from './store.ts';

export interface LoadedProfile {
  readonly profile: Profile;
  /** Counts the profiles of the shop. */
  readonly revision: number;
  readonly version: number;
}

export interface Profiles {
  /** The shop's profile as known at most 30 s ago; undefined where there is no such shop. */
  of(store: string): Promise<LoadedProfile | undefined>;
  /** The profile as it is in the table now. */
  fresh(store: string): Promise<LoadedProfile | undefined>;
}

/** How long a profile or credential may be known from memory. A changed profile re-arms orders after this time. */
export const memory = seconds(30);

/** Remembers each shop's profile for 30 s: one read of it serves the requests of that time. */
export function profilesOf(heads: HeadStore, clock: Clock): Profiles {
  const known = new Map<string, { until: number; loaded: Promise<LoadedProfile | undefined> }>();

  async function fresh(store: string): Promise<LoadedProfile | undefined> {
    const head = await heads.load<Store>(storeKey(store));
    if (!head) return undefined;
    const profile = await readParts<Profile>(heads, head.key, head.state.profile);
    if (!profile) throw new Error(`the profile of ${store} is gone`);
    return { profile, revision: head.state.revision, version: head.version };
  }

  return {
    fresh,
    of(store) {
      const now = clock();
      const held = known.get(store);
      if (held && held.until > now) return held.loaded;
      const loaded = fresh(store);
      known.set(store, { until: now + memory, loaded });
      // A failed read is not remembered.
      loaded.catch(() => known.delete(store));
      return loaded;
    },
  };
}
