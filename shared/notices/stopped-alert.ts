import type { HeadStore } from '../kernel/head.ts';
import type { Channel, Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, formatInstant, type Instant } from '../time/instant.ts';
import { raiseAlert } from './staff.ts';

/** Who can still be reached by the other channel, best placed to do something about it first. */
const asked = ['admin', 'operator', 'supervisor'] as const;

/** The role that hears that a channel has stopped: one of which somebody can be reached by the other channel. */
export function whoHears(profile: Profile, stopped: Channel): string {
  const reached = asked.find((role) =>
    profile.staff.some(
      ({ roles, phone, email }) =>
        roles.includes(role) && (stopped === 'email' ? phone : email) !== undefined,
    ),
  );
  return reached ?? 'operator';
}

/** Staff of a shop whose messages wait hear of it once for each time that a channel stops, by the other channel. */
export async function tellStopped(
  ports: { readonly heads: HeadStore; readonly profiles: Profiles; readonly clock: Clock },
  store: string,
  stopped: Channel,
  { since, why }: { readonly since: Instant; readonly why: string },
): Promise<void> {
  const profile = (await ports.profiles.of(store))?.profile;
  if (!profile) return;
  const name = stopped === 'email' ? 'mail' : 'sms';
  await raiseAlert(ports, store, whoHears(profile, stopped), `circuit.${name}.${formatInstant(since)}`, {
    type: `sending.${name}-stopped`,
    why,
    channels: [stopped === 'email' ? 'sms' : 'email'],
    at: since,
  });
}
