import type { Envelope } from '../events/envelope.ts';
import { storeId } from '../kernel/brand.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import type { Person } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import { startRearming } from '../stores/rearm.ts';
import type { Clock } from '../time/instant.ts';
import type { Subscriptions } from './channels.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly subscriptions: Subscriptions;
}

/** What follows from a shop's profile outside the profile itself. */
export async function applyProfile(ports: Ports, event: Envelope): Promise<void> {
  const loaded = await ports.profiles.fresh(event.storeId);
  if (!loaded) return;
  const { profile, revision } = loaded;
  await subscribeStaff(ports, event.storeId, profile.staff);
  if (event.type === 'store.created') return;
  const open = profile.stages.filter(({ next }) => next.length > 0).map(({ name }) => name);
  await startRearming(ports, event.storeId, { revision }, open);
}

const keyOf = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'subscriptions',
  id: 'staff',
});

/** The subscriptions that exist, by what they are for; what is no longer wanted is ended, what is new is made. */
async function subscribeStaff(
  { heads, subscriptions }: Ports,
  store: string,
  staff: readonly Person[],
): Promise<void> {
  const before = JSON.parse((await heads.part(keyOf(store), 'arns')) ?? '{}') as Record<string, string>;
  const wanted = new Map<string, Pick<Person, 'id' | 'roles'> & { email: string }>(
    staff.flatMap(({ id, email, roles }) =>
      email === undefined ? [] : [[`${id} ${email} ${roles.join()}`, { id, email, roles }] as const],
    ),
  );
  const kept: Record<string, string> = {};
  for (const [name, arn] of Object.entries(before)) {
    if (wanted.has(name)) kept[name] = arn;
    else await subscriptions.unsubscribe(arn);
  }
  // Subscribing an address twice answers the same subscription, so a run that was cut off does no harm.
  for (const [name, { id, email, roles }] of wanted)
    kept[name] ??= await subscriptions.subscribe(store, id, roles, email);
  await heads.putPart(keyOf(store), { name: 'arns', body: JSON.stringify(kept) });
}
