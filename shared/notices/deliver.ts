import { withoutLinks } from '../links/mask.ts';
import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import { Orders } from '../orders/orders.ts';
import type { LoadedProfile, Profiles } from '../stores/profiles.ts';
import { type Clock, days, type Instant, plus } from '../time/instant.ts';
import { afterError, mostAttempts } from './attempts.ts';
import { isSuppressed } from './contacts.ts';
import { check, type Facts } from './check.ts';
import { type Admission, goes, type Mailer, SendError, sendErrorOf, type Texter } from './channels.ts';
import { wasTold } from './follows.ts';
import type { Letter, Letters, Questions } from './letter.ts';
import type { Message } from './message.ts';
import {
  afterCrash,
  claimLife,
  type Notice,
  noticeAggregate,
  type NoticeEvent,
  noticeKey,
} from './notice.ts';
import { attemptsOf, dropped, failed, matterOf, put, refusedBy, setAside } from './notice-steps.ts';
import { endDelays } from './link-in.ts';
import { reachOf } from './reach.ts';
import { toldTracking, trackingIn } from './tracking.ts';
import { valve } from './valve.ts';
import { writeNotice } from './write-notice.ts';

export interface NoticePorts {
  readonly heads: HeadStore;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly texter: Texter;
  readonly random: (bits: number) => string;
  /** Where links to customers lead. */
  readonly publicUrl: string;
  /** Who writes what is not about the order's own way. */
  readonly letters: Letters;
  /** Who knows what customers are asked. */
  readonly questions: Questions;
  /** Waits for a place among the e-mails of this second; answers whether it took time. Absent: none is kept. */
  readonly mailTurn?: Turn | undefined;
  /** Waits until the next notice may be opened. Absent: nobody waits. */
  readonly noticeTurn?: Turn | undefined;
}

/** What was said is kept for three months, for whoever asks. */
const keptFor = days(90);

type Step = (event: NoticeEvent) => Promise<Head<Notice> | undefined>;

/** A notice on its way, with what is known of its order now. */
interface OnItsWay {
  readonly store: string;
  readonly id: string;
  readonly head: Head<Notice>;
  readonly loaded: LoadedProfile;
  readonly orders: Orders;
  readonly facts: Facts;
  readonly to: string;
  readonly letter: Letter | undefined;
}

/**
 * One notice, as far as it can go now: checked against the present state, claimed, sent, confirmed. Called
 * twice at once, one of the two claims it. Between sending and confirming lies the one declared window. A fault of ours
 * counts as an attempt as well, and is thrown on, so that it is heard of: nothing is tried for ever.
 */
export async function deliver(ports: NoticePorts, store: string, id: string): Promise<void> {
  const head = await ports.heads.load<Notice>(noticeKey(store, id));
  const loaded = await ports.profiles.of(store);
  if (!head || !loaded) return;
  const notice = head.state;
  const now = ports.clock();
  const step = stepOf(ports, store, id, head);
  if (notice.status === 'claimed') {
    if (now < plus(notice.at, claimLife)) return;
    if (afterCrash[notice.channel] === 'give-up' || notice.attempts >= mostAttempts)
      return void (await step(failed(notice, now, 'sender-died')));
  } else if (notice.status !== 'waiting' || notice.dueAt > now) return;
  const channel = notice.channel === 'email' ? ports.mailer : ports.texter;
  const ready = await counted(ports, notice, step, () => checked(ports, store, id, head, loaded, step));
  if (!ready) return;
  // Before the claim, so that who dies waiting has claimed nothing; what was checked before is checked again.
  if (notice.channel === 'email' && (await ports.mailTurn?.(store)))
    return deliver({ ...ports, mailTurn: undefined }, store, id);
  const admitted = (await channel.admit?.(store)) ?? goes;
  if (!admitted.goes) return void (await step(put(admitted.until, 'stopped', attemptsOf(notice))));
  const claimed = await step({ type: 'notice.claimed', data: { at: ports.clock() } });
  if (claimed) await send(ports, { ...ready, head: claimed }, admitted);
}

/** Everything that is asked before a notice is claimed; undefined where it does not go now, which is noted then. */
async function checked(
  ports: NoticePorts,
  store: string,
  id: string,
  head: Head<Notice>,
  loaded: LoadedProfile,
  step: Step,
): Promise<OnItsWay | undefined> {
  const notice = head.state;
  const now = ports.clock();
  const orders = new Orders(ports, store, loaded);
  const facts = await factsOf(ports, store, notice, orders, now);
  if (!facts) return void (await step(dropped(notice, now, 'moved-on')));
  const verdict = check(notice, facts);
  if (!verdict.go) return void (await step(setAside(notice, verdict, facts)));
  const letter = notice.letter && (await ports.letters(ports, store, notice.letter, facts));
  if (notice.letter && !letter) return void (await step(dropped(notice, now, 'moved-on')));
  const why =
    notice.kind === 'delay' && !notice.released
      ? await valve(ports.heads, store, facts.order, loaded.profile, now)
      : undefined;
  if (why) return void (await step({ type: 'notice.held', data: { orderId: notice.orderId, at: now, why } }));
  const ready = { store, id, head, loaded, orders, facts, to: verdict.to, letter };
  if (notice.channel === 'call' && loaded.profile.mode !== 'shadow')
    return void (await call(ports, ready, step));
  if (loaded.profile.mode !== 'shadow') return ready;
  await keep(ports, ready, await writeNotice(ports, store, notice, facts, { letter, links: false }));
  await step({ type: 'notice.kept', data: { ...matterOf(notice), at: now, ...trackingIn(notice, facts) } });
  return undefined;
}

/** What somebody has to ask on the phone is kept with the notice, which waits until it was done. */
async function call(ports: NoticePorts, ready: OnItsWay, step: Step): Promise<void> {
  const { store, head, facts, letter } = ready;
  await keep(ports, ready, await writeNotice(ports, store, head.state, facts, { letter, links: false }));
  await step({ type: 'notice.call-needed', data: { orderId: head.state.orderId, at: facts.at } });
}

async function factsOf(
  ports: NoticePorts,
  store: string,
  notice: Notice,
  orders: Orders,
  at: Instant,
): Promise<Facts | undefined> {
  const order = (await orders.load(notice.orderId))?.state;
  if (!order) return undefined;
  const [content, parcelTexts] = await Promise.all([orders.content(order), orders.parcelTexts(order)]);
  const to = notice.channel === 'email' ? content?.customer.email : content?.customer.phone;
  const tell = notice.kind === 'letter' ? orders.profile.backorders.tell : orders.profile.delays.tell;
  return {
    order,
    content,
    parcelTexts,
    profile: orders.profile,
    rules: orders.rules,
    at,
    toldBefore: await wasTold(ports, store, notice),
    suppressed: await isSuppressed(ports.heads, store, to),
    ...(notice.kind === 'letter' || notice.kind === 'delay'
      ? { reach: await reachOf(ports.heads, store, content, tell) }
      : {}),
    ...(notice.kind === 'delay' ? { question: await ports.questions(ports, store, notice.orderId) } : {}),
    ...(notice.kind === 'tracking'
      ? { toldTracking: await toldTracking(ports.heads, store, notice, at) }
      : {}),
  };
}

/** A claimed notice: written, sent, and noted how it went. */
async function send(ports: NoticePorts, ready: OnItsWay, admitted: Admission): Promise<void> {
  const { store, id, head, facts, letter, to } = ready;
  const notice = head.state;
  const { name, contact } = ready.loaded.profile;
  const step = stepOf(ports, store, id, head);
  const message = await counted(ports, notice, step, () =>
    writeNotice(ports, store, notice, facts, { letter, links: true }),
  );
  // Its link is made: whoever asks something from now on ends it, and what was asked before is seen here.
  if (notice.kind === 'delay' && (await ports.questions(ports, store, notice.orderId)) !== undefined) {
    await endDelays(ports, store, facts.order);
    return void (await step(put(ports.clock(), 'question', Math.max(attemptsOf(notice) - 1, 0))));
  }
  try {
    if (notice.channel === 'email')
      await ports.mailer.send(
        {
          to,
          fromName: name,
          ...(contact.email === undefined ? {} : { replyTo: contact.email }),
          ...message,
          tags: { store, notice: id },
        },
        admitted,
      );
    else await ports.texter.send({ to, text: message.text }, admitted);
  } catch (error) {
    return void (await step(refusedBy(notice, sendErrorOf(error), ports.clock())));
  }
  await keep(ports, ready, message);
  const data = { ...matterOf(notice), at: ports.clock(), ...trackingIn(notice, facts) };
  await step({ type: 'notice.sent', data });
}

async function keep(
  ports: NoticePorts,
  { head, orders, facts }: OnItsWay,
  { subject, text }: Message,
): Promise<void> {
  const body = JSON.stringify({ subject, text: withoutLinks(text) });
  await ports.heads.putPart(head.key, { name: 'message', body }, plus(facts.at, keptFor));
  // Whoever erases the person takes the order's text away first and kept messages then: one of us sees the other.
  if (!(await orders.content(facts.order))) await ports.heads.deletePart(head.key, 'message');
}

/** Work of ours on a notice: where it throws, that was an attempt. */
async function counted<T>(
  ports: NoticePorts,
  notice: Notice,
  step: Step,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const attempts = attemptsOf(notice) + (notice.status === 'claimed' ? 0 : 1);
    const next = afterError(new SendError('ours', 'fault'), { attempts, at: ports.clock(), twice: true });
    await step(
      next.again ? put(next.dueAt, next.why, next.attempts) : failed(notice, ports.clock(), next.why),
    );
    throw error;
  }
}

/** Sends a notice that waited for something which is now there, before its time. */
export async function deliverNow(ports: NoticePorts, store: string, id: string): Promise<void> {
  const head = await ports.heads.load<Notice>(noticeKey(store, id));
  if (head?.state.status !== 'waiting') return;
  const now = ports.clock();
  if (head.state.dueAt > now) {
    const { attempts } = head.state;
    await commit(ports, store, id, head, {
      type: 'notice.deferred',
      data: { dueAt: now, why: 'ready', attempts },
    });
  }
  await deliver(ports, store, id);
}

/** One step of a notice, if nobody else took one since it was read. */
const stepOf =
  (ports: NoticePorts, store: string, id: string, head: Head<Notice>): Step =>
  (event) =>
    commit(ports, store, id, head, event);

/** One step of a notice, if nobody else took one since it was read; answers it as it is then. */
async function commit(
  ports: NoticePorts,
  store: string,
  id: string,
  head: Head<Notice>,
  event: NoticeEvent,
): Promise<Head<Notice> | undefined> {
  const done = await change(
    ports,
    noticeAggregate,
    noticeKey(store, id),
    { actor: 'system', expected: head.version },
    {
      decide: () => accept<NoticeEvent>([event], 'done'),
    },
  );
  return done.done ? { ...head, state: done.state, version: done.version } : undefined;
}
