import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head } from '../kernel/head.ts';
import { isSuppressed } from '../notices/contacts.ts';
import { afterError } from '../notices/attempts.ts';
import { goes, type Mailer, SendError, sendErrorOf } from '../notices/channels.ts';
import { mailboxes } from '../notices/mailbox.ts';
import { claimLife } from '../notices/notice.ts';
import type { Person, Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import { dateText } from '../time/dates.ts';
import { type Instant, plus } from '../time/instant.ts';
import { keepReport, makeReport, type ReportPorts, reportOf, today } from './daily.ts';
import { reportMail } from './mail.ts';
import {
  type Mailing,
  mailingAggregate,
  type MailingEvent,
  mailingId,
  mailingKey,
  openMailing,
} from './mailing.ts';
import { readable } from './read.ts';
import { made, reportKey, type Schedule, scheduleAggregate } from './schedule.ts';

export interface MorningPorts extends ReportPorts {
  readonly profiles: Profiles;
  readonly mailer: Mailer;
  /** Before the links of an e-mail. */
  readonly publicUrl: string;
}

const system = { actor: 'system' };
/** A mail service that is down for longer has been noticed otherwise; the page is there all the time. */
const mostAttempts = 10;

/**
 * A report that is due: made and kept, an e-mail opened for each person, and only then the next one armed. Done again
 * from anywhere in between, it finds the report and the e-mails that are there.
 */
export async function makeMorning(ports: MorningPorts, store: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  const head = await ports.heads.load<Schedule>(reportKey(store));
  if (!loaded || !head || head.state.dueAt > ports.clock()) return;
  const { profile } = loaded;
  const date = dateText(today(ports.clock, profile));
  const people = readers(profile);
  if ((await ports.heads.part(reportKey(store), date)) === undefined)
    await keepReport(ports, store, await makeReport(ports, store, loaded, today(ports.clock, profile)));
  for (const { id } of people)
    await change(ports, mailingAggregate, mailingKey(store, mailingId(date, id)), system, {
      decide: (mailing, at) => openMailing(mailing?.state, date, id, at),
    });
  await change(ports, scheduleAggregate, reportKey(store), system, {
    decide: (now, at) => made(now?.state ?? head.state, profile, at, people.length),
  });
  // What cannot be sent to one person now is tried again by its own deadline: the others do not wait for it.
  const sent = await Promise.allSettled(
    people.map(({ id }) => sendMorning(ports, store, mailingId(date, id))),
  );
  const fault = sent.find((one) => one.status === 'rejected');
  if (fault) throw fault.reason;
}

/** Who gets it: one e-mail for a mailbox and language, whatever roles and people share it. */
export const readers = (profile: Profile): readonly Person[] =>
  mailboxes(
    profile.staff.filter(({ roles }) => roles.some((role) => profile.report.roles.includes(role))),
    'email',
    profile.locale,
  ).map(({ person }) => person);

/** One e-mail, as far as it can go now. Between sending and confirming lies the one declared window. */
export async function sendMorning(ports: MorningPorts, store: string, id: string): Promise<void> {
  const head = await ports.heads.load<Mailing>(mailingKey(store, id));
  const loaded = await ports.profiles.of(store);
  if (!head || !loaded) return;
  const { state } = head;
  const now = ports.clock();
  const due =
    state.status === 'claimed' ? plus(state.at, claimLife) : 'dueAt' in state ? state.dueAt : Infinity;
  if (due > now) return;
  const person = readers(loaded.profile).find((one) => one.id === state.person);
  const email = person?.email;
  const fail = (why: string): MailingEvent => ({ type: 'report-mail.failed', data: { at: now, why } });
  if (!person || email === undefined) return void (await step(ports, store, id, head, fail('gone')));
  if (await isSuppressed(ports.heads, store, email))
    return void (await step(ports, store, id, head, fail('suppressed')));
  if (state.status === 'claimed' && state.attempts >= mostAttempts)
    return void (await step(ports, store, id, head, fail('sender-died')));
  const admitted = (await ports.mailer.admit?.(store)) ?? goes;
  if (!admitted.goes) {
    const attempts = 'attempts' in state ? state.attempts : 0;
    const data = { dueAt: admitted.until, attempts };
    return void (await step(ports, store, id, head, { type: 'report-mail.deferred', data }));
  }
  const claimed = await step(ports, store, id, head, { type: 'report-mail.claimed', data: { at: now } });
  if (!claimed) return;
  const refused = (error: unknown) =>
    step(ports, store, id, claimed, refusedBy(claimed.state, sendErrorOf(error), ports.clock()));
  const mail = await written(ports, store, loaded, state.date, person).catch(async (error: unknown) => {
    await refused(new SendError('ours', 'fault'));
    throw error;
  });
  const tags = { store, notice: `${head.key.kind}~${id}` };
  try {
    await ports.mailer.send({ to: email, fromName: loaded.profile.name, ...mail, tags }, admitted);
  } catch (error) {
    return void (await refused(error));
  }
  await step(ports, store, id, claimed, { type: 'report-mail.sent', data: { at: ports.clock() } });
}

function refusedBy(mailing: Mailing, error: SendError, at: Instant): MailingEvent {
  const attempts = mailing.status === 'claimed' ? mailing.attempts : 0;
  const next = afterError(error, { attempts, at, twice: true, most: mostAttempts });
  return next.again
    ? { type: 'report-mail.deferred', data: { dueAt: next.dueAt, attempts: next.attempts } }
    : { type: 'report-mail.failed', data: { at, why: next.why } };
}

async function written(
  ports: MorningPorts,
  store: string,
  loaded: Parameters<typeof reportOf>[2],
  date: string,
  person: Person,
) {
  const { profile } = loaded;
  const locale = person.locale ?? profile.locale;
  const report = await reportOf(ports, store, loaded, Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  const view = await readable(ports.heads, store, report, { profile, locale, at: ports.clock() });
  return reportMail(view, { locale, timeZone: profile.timeZone, base: ports.publicUrl });
}

/** One step of an e-mail, if nobody else took one since it was read; answers it as it is then. */
async function step(
  ports: MorningPorts,
  store: string,
  id: string,
  head: Head<Mailing>,
  event: MailingEvent,
): Promise<Head<Mailing> | undefined> {
  const done = await change(
    ports,
    mailingAggregate,
    mailingKey(store, id),
    { ...system, expected: head.version },
    { decide: () => accept<MailingEvent>([event], 'done') },
  );
  return done.done ? { ...head, state: done.state, version: done.version } : undefined;
}
