import { type Learning, learningKey } from '../durations/learning.ts';
import type { Durations } from '../durations/model.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { readParts } from '../kernel/texts.ts';
import { type Clock, seconds } from '../time/instant.ts';
import type { Profile } from './profile.ts';
import { type Store, storeKey } from './store.ts';

export interface LoadedProfile {
  readonly profile: Profile;
  /** What the shop's own history says of durations; absent before it has any. */
  readonly learned?: Durations;
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

  // Texts are named by their content: one that is known need not be read again.
  const texts = new Map<string, { name: string; text: unknown }>();
  async function text<T>(key: AggregateKey, name: string): Promise<T | undefined> {
    const place = `${key.store} ${key.kind}`;
    const found = texts.get(place);
    if (found?.name === name) return found.text as T;
    const read = await readParts<T>(heads, key, name);
    if (read !== undefined) texts.set(place, { name, text: read });
    return read;
  }

  async function fresh(store: string): Promise<LoadedProfile | undefined> {
    const [head, learning] = await Promise.all([
      heads.load<Store>(storeKey(store)),
      heads.load<Learning>(learningKey(store)),
    ]);
    if (!head) return undefined;
    const model = learning?.state.model;
    const [profile, learned] = await Promise.all([
      text<Profile>(head.key, head.state.profile),
      learning && model !== undefined ? text<Durations>(learning.key, model) : undefined,
    ]);
    if (!profile) throw new Error(`the profile of ${store} is gone`);
    const { revision } = head.state;
    return { profile, revision, version: head.version, ...(learned ? { learned } : {}) };
  }

  return {
    fresh,
    of(store) {
      const now = clock();
      const held = known.get(store);
      if (held && held.until > now) return held.loaded;
      const loaded = fresh(store);
      known.set(store, { until: now + memory, loaded });
      // A failed read is not remembered, nor a shop that is none: names can be made up without end.
      loaded.then(
        (found) => found ?? known.delete(store),
        () => known.delete(store),
      );
      return loaded;
    },
  };
}
