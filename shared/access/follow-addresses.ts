import type { Envelope } from '../events/envelope.ts';
import type { Mailer } from '../notices/channels.ts';
import type { AccessPorts } from './access-store.ts';
import { observeIssuer } from './issuer.ts';
import { observeStaff, tellReplaced } from './people.ts';
import { addressChangedMail } from './sign-in-mail.ts';

/**
 * After a profile came into force: changed addresses are noted, where who saved it died before he could, and the old ones
 * are told. Again changes nothing, and tells nobody twice.
 */
export async function followAddresses(
  ports: AccessPorts & { readonly mailer: Mailer },
  event: Pick<Envelope, 'storeId' | 'actor' | 'type'>,
): Promise<void> {
  const profile = (await ports.profiles.fresh(event.storeId))?.profile;
  if (!profile) return;
  await observeStaff(
    ports,
    event.storeId,
    { before: undefined, after: profile, founding: event.type === 'store.created' },
    event.actor,
  );
  await observeIssuer(ports, event.storeId, profile, event.actor);
  await tellReplaced(ports, event.storeId, profile, (person, email) =>
    ports.mailer.send(addressChangedMail(profile, person, email)),
  );
}
