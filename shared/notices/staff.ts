import type { Envelope } from '../events/envelope.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import { digest } from '../kernel/receipts.ts';
import type { Person, Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import type { Clock } from '../time/instant.ts';
import { type Alert, alertOf, isGrave } from './alerts.ts';
import { pagesOf } from './alert-pages.ts';
import type { DigestNews, OperatorTopic } from './channels.ts';
import { isSuppressed } from './contacts.ts';
import { claim, cover, digestAggregate, type DigestEvent, digestKey } from './digest.ts';
import { type Content, contentOf } from './digest-content.ts';
import { type DigestMessage, digestMessage, digestSms, stoppedSms } from './digest-message.ts';
import { named, total } from './gathered.ts';
import { keepAlert, markTold } from './kept-alerts.ts';
import { mailboxes } from './mailbox.ts';
import { openForStaff, sendStaffMessage, type StaffSenderPorts } from './send-staff.ts';

export interface StaffPorts extends StaffSenderPorts {
  /** Hears each digest of each shop. */
  readonly topic: OperatorTopic;
  /** Where links in messages lead. */
  readonly publicUrl: string;
  /** Waits until the next thousand alerts may be noted as told. Absent: nobody waits. */
  readonly toldTurn?: Turn | undefined;
}

interface AlertPorts {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly profiles: Profiles;
}

/** Takes an event in that staff must hear of. */
export async function alertStaff(ports: AlertPorts, event: Envelope): Promise<void> {
  const found = alertOf(event);
  if (found) await raiseAlert(ports, event.storeId, found.role, event.id, found.alert);
}

/**
 * An alert: kept first, then covered by a digest, so that no crash between the two loses it. `name` is the same for
 * what is raised again.
 */
export async function raiseAlert(
  ports: AlertPorts,
  store: string,
  wanted: string,
  name: string,
  alert: Alert,
): Promise<void> {
  const profile = (await ports.profiles.of(store))?.profile;
  const role = profile ? filledRole(profile, wanted) : wanted;
  if (!(await keepAlert(ports.heads, store, role, name, alert))) return;
  await change(
    ports,
    digestAggregate,
    digestKey(store, role),
    { actor: 'system' },
    {
      decide: (head, at) => cover(head?.state, alert.at, at, isGrave(alert)),
    },
  );
}

/** Nobody fills the role: the operator hears, or an admin, for somebody must. */
const filledRole = (profile: Profile, role: string): string =>
  [role, 'operator', 'admin'].find((one) => fill(profile, one).length > 0) ?? role;

/**
 * Sends a role's digest if it is due: claimed, read, a message opened for each mailbox and phone, confirmed; then each
 * message goes for itself. What comes in once it has been read is the next one's: an alert counts as told by its name,
 * not by its time.
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
  const opened = count > 0 ? await openMessages(ports, store, role, profile, content) : [];
  await markTold(ports, store, role, at, batches);
  const orders = [...new Set(named(gathered).flatMap(({ order }) => order?.id ?? []))];
  const told = { role, orders, count, grave, ...(rest === undefined ? {} : { rest }) };
  const done = await change(
    ports,
    digestAggregate,
    key,
    { actor: 'system' },
    {
      decide: (head, now) => {
        // Who was overtaken by a second sender leaves the last word to him.
        if (head?.state.status !== 'claimed' || head.state.at !== at) return accept([], 'overtaken');
        const sent: DigestEvent = { type: 'digest.sent', data: { at: now, ...told } };
        const unheard: DigestEvent = { type: 'digest.unreceived', data: { at: now, role, count } };
        return accept(count > 0 && opened.length === 0 ? [sent, unheard] : [sent], 'sent');
      },
    },
  );
  if (count === 0 || !done.done || done.outcome !== 'sent') return;
  await all([
    ...opened.map((id) => () => sendStaffMessage(ports, store, id)),
    () => ports.topic.publish(newsOf(ports, role, profile, content)),
  ]);
}

const fill = (profile: Profile, role: string): Person[] =>
  profile.staff.filter((person) => person.roles.some((own) => own === role));

/** A message for each mailbox, and for each phone where something is urgent; answers those that somebody can get. */
async function openMessages(
  ports: StaffPorts,
  store: string,
  role: string,
  profile: Profile,
  { gathered, batches, rest }: Content,
): Promise<readonly string[]> {
  const people = fill(profile, role);
  const content = digest(batches.map(({ names }) => names).join(' '), 16);
  const opened: string[] = [];
  for (const { id: box, address, locale } of mailboxes(people, 'email', profile.locale)) {
    if (await isSuppressed(ports.heads, store, address)) continue;
    const words = digestMessage(profile, locale, { gathered, more: rest !== undefined }, ports.publicUrl);
    opened.push(await openForStaff(ports, store, { role, channel: 'email', box, content }, words));
  }
  for (const { id: box, locale } of mailboxes(people, 'sms', profile.locale)) {
    const texts = [
      ...(gathered.kinds.has('sending.mail-stopped')
        ? [[`${content}.stop`, stoppedSms(profile, locale)]]
        : []),
      ...(gathered.urgent.size > 0 ? [[content, digestSms(profile, locale, gathered.urgent)]] : []),
    ] as const;
    for (const [of = content, text = ''] of texts) {
      const words: DigestMessage = { subject: '', text, html: '' };
      opened.push(await openForStaff(ports, store, { role, channel: 'sms', box, content: of }, words));
    }
  }
  return opened;
}

/** What the operator of the deployment hears, in the shop's language. */
function newsOf(
  { publicUrl }: Pick<StaffPorts, 'publicUrl'>,
  role: string,
  profile: Profile,
  { gathered, grave, rest }: Content,
): DigestNews {
  const { subject, text } = digestMessage(
    profile,
    profile.locale,
    { gathered, more: rest !== undefined },
    publicUrl,
  );
  const lines = named(gathered);
  return {
    shop: profile.storeId,
    role,
    severity: grave || gathered.urgent.size > 0 ? 'urgent' : 'usual',
    subject,
    text,
    alerts: total(gathered),
    kinds: Object.fromEntries([...gathered.kinds].map(([type, { count }]) => [type, count])),
    orders: [...new Set(lines.flatMap(({ alert }) => alert.orderId ?? []))],
    links: pagesOf(lines).map((path) => `${publicUrl}${path}`),
  };
}

/** Each for itself: what fails keeps no other from being done, and is thrown when all is done. */
async function all(works: readonly (() => Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const work of works) await work().catch((error: unknown) => faults.push(error));
  if (faults.length > 0) throw faults[0];
}
