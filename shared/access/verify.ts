import { type Instant, plus } from '../time/instant.ts';
import {
  type Credential,
  credentialKey,
  isAlive,
  isSecretOf,
  readCredential,
  speaksAs,
} from './credential.ts';
import { memory } from '../stores/profiles.ts';
import type { AccessPorts } from './access-store.ts';
import { credentialOf010 } from './of-0-1-0.ts';
import type { Principal } from './principal.ts';
import { noteUse, usedEvery } from './used.ts';

export interface Credentials {
  /** Who a Bearer text is; undefined for what is none, is wrong, has expired or was revoked. */
  verify(text: string): Promise<Principal | undefined>;
  /** The principal of a credential known by its id (a session's). */
  byId(store: string, id: string): Promise<Principal | undefined>;
}

interface Known {
  readonly until: Instant;
  readonly found: Credential;
}

/** What a thousand shops' callers need at once; the least recently used goes first. */
const most = 1_000;

/**
 * One read of a credential serves 30 s. Only credentials that exist are remembered: whoever makes up ids costs a read
 * each, and drives nobody's credential out of memory.
 */
export function credentialsOf(ports: AccessPorts): Credentials {
  const { access, profiles, clock } = ports;
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<Credential | undefined>>();
  const noted = new Map<string, Instant>();

  async function read(store: string, id: string): Promise<Credential | undefined> {
    const head = await access.load<Credential>(credentialKey(store, id));
    const found = head?.state ?? (await credentialOf010(ports, store, id));
    if (found) remember(known, `${store} ${id}`, { until: plus(clock(), memory), found });
    return found;
  }

  async function find(store: string, id: string): Promise<Credential | undefined> {
    const name = `${store} ${id}`;
    const held = known.get(name);
    if (held && held.until > clock()) {
      // Used just now: it moves to the end of what is forgotten.
      remember(known, name, held);
      return held.found;
    }
    // Requests at once read once.
    const asked = reading.get(name) ?? read(store, id).finally(() => reading.delete(name));
    reading.set(name, asked);
    return asked;
  }

  async function alive(
    store: string,
    id: string,
    found: Credential | undefined,
  ): Promise<Principal | undefined> {
    if (!found || !isAlive(found, clock())) return undefined;
    const loaded = await profiles.of(store);
    if (!loaded) return undefined;
    return speaksAs(found, { store, id }, loaded.profile);
  }

  /** Noted by this instance at most every 15 minutes, and by all together: the table has the last word. */
  async function note(store: string, id: string): Promise<void> {
    const name = `${store} ${id}`;
    const before = noted.get(name);
    if (before !== undefined && clock() < before + usedEvery) return;
    remember(noted, name, clock());
    await noteUse(ports, store, id);
  }

  return {
    async verify(text) {
      const given = readCredential(text);
      if (!given) return undefined;
      const { store, id, secret } = given;
      const found = await find(store, id);
      if (!isSecretOf(found, secret, clock())) return undefined;
      const who = await alive(store, id, found);
      if (who) await note(store, id);
      return who;
    },
    async byId(store, id) {
      const who = await alive(store, id, await find(store, id));
      if (who) await note(store, id);
      return who;
    },
  };
}

/** A map that keeps the last `most`: the first of it is the one that was not used for longest. */
function remember<T>(map: Map<string, T>, name: string, value: T): void {
  map.delete(name);
  map.set(name, value);
  if (map.size <= most) return;
  const [first] = map.keys();
  if (first !== undefined) map.delete(first);
}
