import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import type { Person, Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';
import { alertOf, isGrave } from './alerts.ts';
import { SendError, type StaffTopic, type Texter } from './channels.ts';
import { claim, cover, digestAggregate, digestKey } from './digest.ts';
import { type Content, contentOf } from './digest-content.ts';
import { digestSms, digestText } from './digest-message.ts';
import { named, total } from './gathered.ts';
import { keepAlert, markTold } from './kept-alerts.ts';

export interface StaffPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly topic: StaffTopic;
  readonly texter: Texter;
  /** Where links in messages lead. */
  readonly publicUrl: string;
  /** Waits until the next thousand alerts may be noted as told. Absent: nobody waits. */
  readonly toldTurn?: Turn | undefined;
}

/** Takes an alert in: kept first, then covered by a digest, so that no crash between the two loses it. */
export async function alertStaff(
  ports: Pick<StaffPorts, 'heads' | 'clock' | 'profiles'>,
  event: Envelope,
): Promise<void> {
  const found = alertOf(event);
  if (!found) return;
  const { alert } = found;
  const profile = (await ports.profiles.of(event.storeId))?.profile;
  // Nobody fills the role: the operator hears, for somebody must.
  const role = profile && fill(profile, found.role).length === 0 ? 'operator' : found.role;
  if (!(await keepAlert(ports.heads, event.storeId, role, event.id, alert))) return;
  await change(
    ports,
    digestAggregate,
    digestKey(event.storeId, role),
    { actor: 'system' },
    {
      decide: (head, at) => cover(head?.state, alert.at, at, isGrave(alert)),
    },
  );
}

/**
 * Sends a role's digest if it is due: claimed, read, said to each person in his language, confirmed. What comes in
 * once it has been read is the next one's: an alert counts as told by its name, not by its time.
 */
export async function sendDigest(ports: StaffPorts, store: string, role: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  if (!loaded) return;
  const { profile } = loaded;
  const key = digestKey(store, role);
  const claimed = await change(
    ports,
    digestAggregate,
    key,
    { actor: 'system' },
    { decide: (head, at) => claim(head?.state, at) },
  );
  if (!claimed.done || claimed.state.status !== 'claimed') return;
  const { at } = claimed.state;
  const content = await contentOf(ports.heads, store, profile, role, claimed.state);
  const { gathered, grave, batches, rest } = content;
  const count = total(gathered);
  if (count > 0) {
    await publish(ports, store, role, profile, content);
    await textEscalations(ports, role, profile, content);
  }
  await markTold(ports, store, role, at, batches);
  const orders = [...new Set(named(gathered).flatMap(({ order }) => order?.id ?? []))];
  const told = { role, orders, count, grave, ...(rest === undefined ? {} : { rest }) };
  await change(
    ports,
    digestAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head, now) =>
        // Who was overtaken by a second sender leaves the last word to him.
        head?.state.status === 'claimed' && head.state.at === at
          ? accept([{ type: 'digest.sent', data: { at: now, ...told } }], 'sent')
          : accept([], 'overtaken'),
    },
  );
}

const fill = (profile: Profile, role: string): Person[] =>
  profile.staff.filter((person) => person.roles.some((own) => own === role));

async function publish(
  ports: StaffPorts,
  store: string,
  role: string,
  profile: Profile,
  { gathered, rest }: Content,
) {
  const people = fill(profile, role);
  const text = (locale: Profile['locale']) =>
    digestText(profile, locale, gathered, rest !== undefined, ports.publicUrl);
  for (const person of people.filter(({ email }) => email !== undefined))
    await taken(
      ports.topic.publish({ store, role, person: person.id, ...text(person.locale ?? profile.locale) }),
    );
  if (people.length === 0) await taken(ports.topic.publish({ store, role, ...text(profile.locale) }));
}

/** An escalation goes to the phone as well, one text for all of them. */
async function textEscalations(ports: StaffPorts, role: string, profile: Profile, { gathered }: Content) {
  if (gathered.urgent.size === 0) return;
  for (const person of fill(profile, role))
    if (person.phone !== undefined)
      await taken(
        ports.texter.send({
          to: person.phone,
          text: digestSms(profile, person.locale ?? profile.locale, gathered.urgent),
          role,
        }),
      );
}

/** One person's wrong number must not keep the others from hearing, nor make them hear twice. */
async function taken(sending: Promise<void>): Promise<void> {
  await sending.catch((error: unknown) => {
    if (!(error instanceof SendError && error.how === 'never')) throw error;
  });
}
