import { change, type Outcome } from '../kernel/commit.ts';
import { canonical, digest } from '../kernel/receipts.ts';
import type { Profile } from '../stores/profile.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { accessKey, type AccessPorts, noStore } from './access-store.ts';
import { issuerRests } from './issuer.ts';
import { tell } from './audit.ts';
import {
  confirm,
  type ConfirmRefusal,
  decidesNothing,
  observe,
  type PersonAccess,
  personAggregate,
  type PersonEvent,
  personKey,
  plainEmail,
} from './person.ts';
import type { Principal } from './principal.ts';

type Ports = Pick<AccessPorts, 'heads' | 'access' | 'clock'>;
type Staff = Pick<Profile, 'staff'>;

/** Where the shops of an address are found; the address itself is not in the key. */
const shopsOf = (email: string) => accessKey(noStore, 'address', digest(plainEmail(email), 32));

/**
 * Compares the staff with what is known of their addresses, and remembers: called when a profile came into force, by who
 * saved it and again by the consumer of its event. A changed address is written to the audit trail.
 */
export async function observeStaff(
  ports: Ports,
  store: string,
  {
    before,
    after,
    founding = false,
  }: { readonly before: Staff | undefined; readonly after: Staff; readonly founding?: boolean },
  by: string,
): Promise<void> {
  for (const person of after.staff) {
    const was = before?.staff.find(({ id }) => id === person.id);
    const seenBefore = was && (was.email === undefined ? {} : { email: was.email });
    const done = await change<PersonAccess, PersonEvent, never>(
      { heads: ports.access, clock: ports.clock },
      personAggregate,
      personKey(store, person.id),
      { actor: by },
      {
        decide: (head, at) =>
          observe(head?.state, { now: person.email, before: seenBefore, founding }, by, at),
      },
    );
    if (!done.done) throw new Error(`person ${person.id}: ${done.refusal.is}`);
    const { changed } = done.state;
    if (changed)
      await tell(
        ports,
        { store, kind: 'access', id: person.id },
        { type: 'access.address-changed', data: { person: person.id, at: changed.at } },
        changed.by,
        changed.at,
      );
    if (person.email !== undefined && done.changed)
      await ports.access.putPart(shopsOf(person.email), { name: store, body: '' });
  }
}

/** Shops whose staff this address may belong to: each is asked, for the list is only ever added to. */
export async function shopsKnowing(
  { access }: Pick<AccessPorts, 'access'>,
  email: string,
): Promise<string[]> {
  const found = await access.partsBetween(shopsOf(email), ' ', '~', { limit: 100 });
  return found.items.map(({ name }) => name);
}

/** A person of the staff: whom the remembered profile does not know may have been added a moment ago. */
export async function personOf(
  { profiles }: Pick<AccessPorts, 'profiles'>,
  store: string,
  id: string,
): Promise<{
  readonly loaded: LoadedProfile | undefined;
  readonly person: Profile['staff'][number] | undefined;
}> {
  const find = (loaded: LoadedProfile | undefined) => ({
    loaded,
    person: loaded?.profile.staff.find((one) => one.id === id),
  });
  const remembered = find(await profiles.of(store));
  return remembered.loaded && !remembered.person ? find(await profiles.fresh(store)) : remembered;
}

/** Does a profile change who may sign in, as what, or through whom? */
export function changesAccess(before: Profile | undefined, after: Profile): boolean {
  const access = ({ staff, signIn }: Profile) =>
    canonical({
      staff: staff.map(({ id, email, roles }) => ({ id, email: email && plainEmail(email), roles })),
      signIn: signIn && { issuer: signIn.issuer, clientId: signIn.clientId },
    });
  return before === undefined || access(before) !== access(after);
}

/** May this caller decide as a person, now? A machine and a station never; a person not while his address is newly changed. */
export async function mayDecide(
  ports: Pick<AccessPorts, 'access' | 'profiles' | 'clock'>,
  who: Pick<Principal, 'store' | 'actor' | 'kind' | 'station' | 'issuer'>,
): Promise<'yes' | NonNullable<Principal['barred']>> {
  if (who.station !== undefined) return 'station';
  if (who.kind === 'machine') return 'machine';
  const { loaded, person } = await personOf(ports, who.store, who.actor);
  const head = await ports.access.load<PersonAccess>(personKey(who.store, who.actor));
  if (who.issuer !== undefined && loaded && (await issuerRests(ports, who.store, loaded.profile)))
    return 'address-changed';
  return person && decidesNothing(head?.state, person.email, ports.clock()) ? 'address-changed' : 'yes';
}

export type ConfirmOutcome = Outcome<PersonAccess, ConfirmRefusal>;

/** Another admin confirms a changed address: from then on its person decides again. */
export async function confirmAddress(
  ports: Ports,
  store: string,
  who: { readonly person: string; readonly by: string },
): Promise<ConfirmOutcome> {
  const done = await change<PersonAccess, PersonEvent, ConfirmRefusal>(
    { heads: ports.access, clock: ports.clock },
    personAggregate,
    personKey(store, who.person),
    { actor: who.by },
    { decide: (head) => confirm(head?.state, who) },
  );
  if (done.done && done.changed)
    await tell(
      ports,
      { store, kind: 'access', id: who.person },
      { type: 'access.address-confirmed', data: { person: who.person, at: ports.clock() } },
      who.by,
    );
  return done;
}

/** Tells each address that was replaced, once it has been told it is not told again. */
export async function tellReplaced(
  { access, clock }: Pick<AccessPorts, 'access' | 'clock'>,
  store: string,
  { staff }: Staff,
  send: (person: Profile['staff'][number], email: string) => Promise<void>,
): Promise<void> {
  for (const person of staff) {
    const head = await access.load<PersonAccess>(personKey(store, person.id));
    for (const email of head?.state.toTell ?? []) {
      await send(person, email);
      await change<PersonAccess, PersonEvent, never>(
        { heads: access, clock },
        personAggregate,
        personKey(store, person.id),
        { actor: 'system' },
        {
          decide: (now) =>
            now?.state.toTell.includes(email)
              ? { accepted: [{ type: 'person.told', data: { email } }], outcome: 'told' }
              : { accepted: [], outcome: 'repeated' },
        },
      );
    }
  }
}
