import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import type { Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import { type Clock, days, type Instant, plus } from '../time/instant.ts';
import { afterError, mostAttempts } from './attempts.ts';
import { goes, type Mailer, type SendError, sendErrorOf, type Texter } from './channels.ts';
import { isSuppressed } from './contacts.ts';
import type { DigestMessage } from './digest-message.ts';
import { type Mailbox, mailboxes } from './mailbox.ts';
import { afterCrash, claimLife } from './notice.ts';
import {
  openStaffMessage,
  type StaffMatter,
  type StaffMessage,
  staffMessageAggregate,
  type StaffMessageEvent,
  staffMessageId,
  staffMessageKey,
} from './staff-message.ts';

export interface StaffSenderPorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly texter: Texter;
  /** Waits for a place among the e-mails of this second. Absent: none is kept. */
  readonly mailTurn?: Turn | undefined;
}

const keptFor = days(14);
const system = { actor: 'system' };

/** Opens a message with its words: these lie beside it and are written first. Answers its id. */
export async function openForStaff(
  { heads, clock }: Pick<StaffSenderPorts, 'heads' | 'clock'>,
  store: string,
  matter: StaffMatter,
  words: DigestMessage,
): Promise<string> {
  const id = staffMessageId(matter);
  const key = staffMessageKey(store, id);
  await heads.putPartIfAbsent(key, { name: 'words', body: JSON.stringify(words) }, plus(clock(), keptFor));
  await change({ heads, clock }, staffMessageAggregate, key, system, {
    decide: (head, at) => openStaffMessage(head?.state, matter, at),
  });
  return id;
}

/** One message, as far as it can go now. Between sending and confirming lies the one declared window. */
export async function sendStaffMessage(ports: StaffSenderPorts, store: string, id: string): Promise<void> {
  const head = await ports.heads.load<StaffMessage>(staffMessageKey(store, id));
  const profile = (await ports.profiles.of(store))?.profile;
  if (!head || !profile) return;
  const { state: message } = head;
  const now = ports.clock();
  const step = (event: StaffMessageEvent, from = head) => commit(ports, from, event);
  if (message.status === 'claimed') {
    if (now < plus(message.at, claimLife)) return;
    if (afterCrash[message.channel] === 'give-up' || message.attempts >= mostAttempts)
      return void (await step(ended('failed', now, 'sender-died')));
  } else if (message.status !== 'waiting' || message.dueAt > now) return;
  const box = boxOf(profile, message);
  if (!box) return void (await step(ended('dropped', now, 'gone')));
  if (await isSuppressed(ports.heads, store, box.address))
    return void (await step(ended('failed', now, 'suppressed')));
  if (message.channel === 'email') await ports.mailTurn?.(store);
  const channel = message.channel === 'email' ? ports.mailer : ports.texter;
  const admitted = (await channel.admit?.(store)) ?? goes;
  if (!admitted.goes) return void (await step(later(admitted.until, 'stopped', message.attempts)));
  const words = await ports.heads.part(head.key, 'words');
  if (words === undefined) return void (await step(ended('failed', now, 'expired')));
  const claimed = await step({ type: 'staff-message.claimed', data: { at: ports.clock() } });
  if (!claimed) return;
  const { subject, text, html } = JSON.parse(words) as DigestMessage;
  const { role } = message;
  const tags = { store, notice: `${head.key.kind}~${id}`, role };
  try {
    if (message.channel === 'email')
      await ports.mailer.send(
        { to: box.address, fromName: profile.name, subject, text, html, tags },
        admitted,
      );
    else await ports.texter.send({ to: box.address, text, role }, admitted);
  } catch (error) {
    const refused = refusedBy(claimed.state, sendErrorOf(error), ports.clock());
    return void (await step(refused, claimed));
  }
  await step({ type: 'staff-message.sent', data: { at: ports.clock() } }, claimed);
}

/** Whose it is now: somebody who has left the role gets nothing more. */
const boxOf = (profile: Profile, { role, channel, box }: StaffMessage): Mailbox | undefined =>
  mailboxes(
    profile.staff.filter(({ roles }) => roles.some((own) => own === role)),
    channel,
    profile.locale,
  ).find(({ id }) => id === box);

const ended = (how: 'dropped' | 'failed', at: Instant, why: string): StaffMessageEvent => ({
  type: `staff-message.${how}`,
  data: { at, why },
});
const later = (dueAt: Instant, why: string, attempts: number): StaffMessageEvent => ({
  type: 'staff-message.deferred',
  data: { dueAt, why, attempts },
});

function refusedBy(message: StaffMessage, error: SendError, at: Instant): StaffMessageEvent {
  const attempts = 'attempts' in message ? message.attempts : 0;
  const next = afterError(error, { attempts, at, twice: afterCrash[message.channel] === 'resend' });
  return next.again ? later(next.dueAt, next.why, next.attempts) : ended('failed', at, next.why);
}

/** One step, if nobody else took one since it was read. */
async function commit(
  ports: StaffSenderPorts,
  head: Head<StaffMessage>,
  event: StaffMessageEvent,
): Promise<Head<StaffMessage> | undefined> {
  const done = await change(
    ports,
    staffMessageAggregate,
    head.key,
    { ...system, expected: head.version },
    { decide: () => accept<StaffMessageEvent>([event], 'done') },
  );
  return done.done ? { ...head, state: done.state, version: done.version } : undefined;
}
