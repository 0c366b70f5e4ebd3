import type { Call } from '../kernel/commit.ts';
import { storeId } from '../kernel/brand.ts';
import type { Profile } from '../stores/profile.ts';
import { storeKey } from '../stores/store.ts';
import { createStore, saveProfile, type StoreOutcome, writeProfile } from '../stores/stores.ts';
import type { AccessPorts } from './access-store.ts';
import { markMoved } from './of-0-1-0.ts';
import { observeIssuer } from './issuer.ts';
import { observeStaff } from './people.ts';
import { readSecret, removeSecret, writeSecret } from './secrets.ts';

/** The profile as it is kept and shown: without what only the access table holds. */
export function withoutSecrets(profile: Profile): {
  readonly kept: Profile;
  readonly secret?: string;
  readonly clientSecret?: string;
} {
  const { webhook, signIn, ...rest } = profile;
  const { secret, ...shownWebhook } = webhook ?? {};
  const { clientSecret, ...shownSignIn } = signIn ?? {};
  return {
    kept: {
      ...rest,
      ...(webhook ? { webhook: { ...shownWebhook, url: webhook.url } } : {}),
      ...(signIn ? { signIn: { ...shownSignIn, issuer: signIn.issuer, clientId: signIn.clientId } } : {}),
    },
    ...(secret === undefined ? {} : { secret }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

const missing = {
  done: false,
  refusal: {
    is: 'profile-invalid',
    faults: [
      { path: 'webhook.secret', message: 'is missing: both sides must know it, and none is kept yet' },
    ],
  },
} as const;

/** Replaces a profile; its secret goes into the access table, absent it stays as it is. */
export async function putProfile(
  ports: AccessPorts,
  store: string,
  profile: Profile,
  call: Call,
): Promise<StoreOutcome> {
  const before = (await ports.profiles.fresh(store))?.profile;
  const given = withoutSecrets(profile);
  // A profile of 0.1.0 still holds its secret.
  const secret = given.secret ?? before?.webhook?.secret;
  if (
    profile.webhook &&
    secret === undefined &&
    (await readSecret(ports.access, store, 'webhook')) === undefined
  )
    return missing;
  const done = await saveProfile(ports, store, given.kept, call, async () => {
    await keep(ports, store, profile, secret);
    await keepClient(ports, store, { before, profile });
  });
  if (done.done && !done.replayed) {
    await observeStaff(ports, store, { before, after: given.kept }, call.actor);
    await observeIssuer(ports, store, given.kept, call.actor);
  }
  return done;
}

/** Opens a shop, whose secrets were never anywhere else. */
export async function openStore(ports: AccessPorts, profile: Profile, call: Call): Promise<StoreOutcome> {
  const store = profile.storeId;
  const { kept, secret } = withoutSecrets(profile);
  if (profile.webhook && secret === undefined) return missing;
  const done = await createStore(ports, kept, call, async () => {
    await keep(ports, store, profile, secret);
    await keepClient(ports, store, { before: undefined, profile });
  });
  if (!done.done) return done;
  if (done.changed) await markMoved(ports, store);
  await observeStaff(ports, store, { before: undefined, after: kept, founding: true }, call.actor);
  await observeIssuer(ports, store, kept, call.actor);
  return done;
}

async function keep(
  { access }: AccessPorts,
  store: string,
  { webhook }: Profile,
  secret: string | undefined,
): Promise<void> {
  if (!webhook) await removeSecret(access, store, 'webhook');
  else if (secret !== undefined) await writeSecret(access, store, 'webhook', secret);
}

/** A client's secret belongs to one client of one issuer: another never gets to see it. */
async function keepClient(
  { access }: AccessPorts,
  store: string,
  { before, profile }: { readonly before: Profile | undefined; readonly profile: Profile },
): Promise<void> {
  const [was, is] = [before?.signIn, profile.signIn];
  if (is?.clientSecret !== undefined) await writeSecret(access, store, 'oidc', is.clientSecret);
  else if (was && (was.issuer !== is?.issuer || was.clientId !== is.clientId))
    await removeSecret(access, store, 'oidc');
}

/** Takes the secret out of a profile of 0.1.0, and every text of it away that still holds one. */
export async function moveSecrets(ports: AccessPorts, store: string): Promise<void> {
  const loaded = await ports.profiles.fresh(store);
  if (!loaded) return;
  await observeStaff(ports, store, { before: undefined, after: loaded.profile, founding: true }, 'system');
  const { kept, secret } = withoutSecrets(loaded.profile);
  if (secret !== undefined) {
    if ((await readSecret(ports.access, store, 'webhook')) === undefined)
      await writeSecret(ports.access, store, 'webhook', secret);
    const done = await writeProfile(ports, store, kept, { actor: 'system', expected: loaded.version });
    // Somebody saved a profile meanwhile: the job comes back to it.
    if (!done.done) throw new Error(`the profile of ${store} changed while its secret was moved`);
  }
  const key = { ...storeKey(store), store: storeId(store) };
  let cursor: string | undefined;
  do {
    const page = await ports.heads.partsBetween(key, 'profile#', 'profile#~', { limit: 50, cursor });
    for (const { name, body } of page.items)
      if (/"webhook":\{[^}]*"secret":/.test(body)) await ports.heads.deletePart(key, name);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
