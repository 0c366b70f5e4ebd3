import { storeId } from '../kernel/brand.ts';
import type { Profile } from '../stores/profile.ts';
import { days, plus } from '../time/instant.ts';
import type { AccessPorts } from './access-store.ts';
import { keepCredential } from './credentials.ts';
import {
  isMoved,
  markMoved,
  moveDone,
  readCredential010,
  readSession010,
  sessionKey010,
} from './of-0-1-0.ts';
import { keepSession } from './sessions.ts';

/** How long a credential of 0.1.0 that speaks for a person goes on after the move; it cannot be renewed. */
export const personalLife = days(30);

/**
 * Moves what 0.1.0 kept of a shop in the state table, all of it: credentials with their secrets' hashes, sessions, and by
 * `more` what else the shop has. Stopped anywhere it is begun again, and what is there already stays as it is.
 */
export async function moveAccess(
  ports: AccessPorts,
  store: string,
  more: (store: string) => Promise<void>,
): Promise<void> {
  if (!(await isMoved(ports, store))) {
    const loaded = await ports.profiles.fresh(store);
    if (!loaded) return;
    await moveCredentials(ports, store, loaded.profile);
    await moveSessions(ports, store, loaded.profile);
    await more(store);
    await markMoved(ports, store);
  }
  await moveDone(ports, store);
}

type Staff = Pick<Profile, 'staff'>;

async function moveCredentials(ports: AccessPorts, store: string, profile: Staff): Promise<void> {
  const expiresAt = plus(ports.clock(), personalLife);
  let cursor: string | undefined;
  do {
    const page = await ports.heads.find('list', `${store}#credential`, {}, { limit: 50, cursor });
    for (const { id } of page.items) {
      const credential = await readCredential010(ports, store, id, profile, expiresAt);
      if (credential) await keepCredential(ports, 'system', store, id, credential);
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

async function moveSessions(ports: AccessPorts, store: string, profile: Staff): Promise<void> {
  const key = sessionKey010(storeId(store));
  for (;;) {
    const page = await ports.heads.partsBetween(key, 'session#', 'session#~', { limit: 50 });
    if (page.items.length === 0) return;
    for (const { name, body } of page.items) {
      const { until, credentialId } = readSession010(body);
      if (until > ports.clock())
        await keepSession(ports, store, name.slice('session#'.length), {
          actor: (await readCredential010(ports, store, credentialId, profile))?.actor ?? credentialId,
          credentialId,
          openedAt: ports.clock(),
          until,
        });
      await ports.heads.deletePart(key, name);
    }
  }
}
