import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import type { Turn } from '../kernel/pace.ts';
import { issueLink } from '../links/links.ts';
import { withoutLinks } from '../links/mask.ts';
import { canCancel } from '../orders/decide/answer.ts';
import { Orders } from '../orders/orders.ts';
import type { Profiles } from '../stores/profiles.ts';
import {
  days,
  type Clock,
  duration,
  type Duration,
  hours,
  minutes,
  parseDuration,
  plus,
} from '../time/instant.ts';
import { isSuppressed } from './contacts.ts';
import { check, type Facts, type Verdict } from './check.ts';
import { type Mailer, SendError, type Texter } from './channels.ts';
import type { Letters, Written } from './letter.ts';
import { email, type Message, type MessageModel, sms } from './message.ts';
import { modelOf } from './model.ts';
import {
  afterCrash,
  claimLife,
  type Matter,
  type Notice,
  noticeAggregate,
  type NoticeEvent,
  noticeId,
  noticeKey,
} from './notice.ts';
import { valve } from './valve.ts';

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
  /** Waits for a place among the e-mails of this second; answers whether it took time. Absent: none is kept. */
  readonly mailTurn?: Turn | undefined;
  /** Waits until the next notice may be opened. Absent: nobody waits. */
  readonly noticeTurn?: Turn | undefined;
}

/** Tries again after 1, 2, 4 … minutes, at most every hour, and gives up after a day. */
const mostAttempts = 30;
export const backOff = (attempts: number): Duration =>
  duration(Math.min(minutes(1) * 2 ** attempts, hours(1)));

/** What was said is kept for three months, for whoever asks. */
const keptFor = days(90);

/**
 * One notice, as far as it can go now: checked against the present state, claimed, sent, confirmed. Called
 * twice at once, one of the two claims it. Between sending and confirming lies the one declared window.
 */
export async function deliver(ports: NoticePorts, store: string, id: string): Promise<void> {
  const head = await ports.heads.load<Notice>(noticeKey(store, id));
  const loaded = await ports.profiles.of(store);
  if (!head || !loaded) return;
  const notice = head.state;
  const now = ports.clock();
  const step = (event: NoticeEvent) => commit(ports, store, id, head, event);
  if (notice.status === 'claimed') {
    if (now < plus(notice.at, claimLife)) return;
    if (afterCrash[notice.channel] === 'give-up')
      return void (await step({
        type: 'notice.failed',
        data: { orderId: notice.orderId, at: now, why: 'sender-died' },
      }));
  } else if (notice.status !== 'waiting' || notice.dueAt > now) return;
  const orders = new Orders(ports, store, loaded);
  const order = await orders.load(notice.orderId);
  if (!order) return;
  const [content, parcelTexts] = await Promise.all([
    orders.content(order.state),
    orders.parcelTexts(order.state),
  ]);
  const facts: Facts = {
    order: order.state,
    content,
    parcelTexts,
    profile: loaded.profile,
    rules: orders.rules,
    at: now,
    toldBefore: await wasTold(ports, store, notice),
    suppressed: await isSuppressed(
      ports.heads,
      store,
      notice.channel === 'email' ? content?.customer.email : content?.customer.phone,
    ),
  };
  const verdict = check(notice, facts);
  if (!verdict.go) return void (await step(setAside(notice, verdict, facts)));
  const letter = notice.letter && (await ports.letters(ports, store, notice.letter, facts));
  if (notice.letter && !letter)
    return void (await step({
      type: 'notice.dropped',
      data: { orderId: notice.orderId, at: now, why: 'moved-on' },
    }));
  const why =
    notice.kind === 'delay' && !notice.released
      ? await valve(ports.heads, store, order.state, loaded.profile, now)
      : undefined;
  if (why) return void (await step({ type: 'notice.held', data: { orderId: notice.orderId, at: now, why } }));
  const { orderId, kind, channel, stay } = notice;
  const matter = { orderId, kind, channel, stay, ...named(notice) };
  const keep = async (message: Message) => {
    await ports.heads.putPart(
      head.key,
      {
        name: 'message',
        body: JSON.stringify({ subject: message.subject, text: withoutLinks(message.text) }),
      },
      plus(now, keptFor),
    );
    // Whoever erases the person takes the order's text away first and kept messages then: one of us sees the other.
    if (!(await orders.content(order.state))) await ports.heads.deletePart(head.key, 'message');
  };
  if (loaded.profile.mode === 'shadow') {
    await keep(letter ? said(notice, await letter(false)) : render(notice, facts));
    return void (await step({ type: 'notice.kept', data: { ...matter, at: now } }));
  }
  // Before the claim, so that who dies waiting has claimed nothing; what was checked before is checked again.
  if (notice.channel === 'email' && (await ports.mailTurn?.(store)))
    return deliver({ ...ports, mailTurn: undefined }, store, id);
  const claimed = await step({ type: 'notice.claimed', data: { at: ports.clock() } });
  if (!claimed) return;
  const rendered = letter
    ? said(notice, await letter(true))
    : render(notice, facts, await choiceFor(ports, store, notice, facts));
  try {
    if (notice.channel === 'email')
      await ports.mailer.send({
        to: verdict.to,
        fromName: loaded.profile.name,
        ...(loaded.profile.contact.email === undefined ? {} : { replyTo: loaded.profile.contact.email }),
        ...rendered,
        tags: { store, notice: id },
      });
    else await ports.texter.send({ to: verdict.to, text: rendered.text });
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    return void (await commit(ports, store, id, claimed, refusedBy(claimed.state, error, ports.clock())));
  }
  await keep(rendered);
  await commit(ports, store, id, claimed, { type: 'notice.sent', data: { ...matter, at: ports.clock() } });
}

const said = ({ channel }: Notice, { email: mail, sms: text }: Written): Message =>
  channel === 'email' ? mail : { subject: '', html: '', text };

function render(notice: Notice, facts: Facts, choice?: MessageModel['choice']): Message {
  const { kind, ...matter } = notice;
  if (kind === 'letter') throw new Error(`the letter of notice ${noticeId(notice)} is not known`);
  const message = modelOf({ ...matter, kind }, facts, choice);
  return notice.channel === 'email' ? email(message) : { subject: '', html: '', text: sms(message) };
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

const named = ({ stage, parcelId, round, letter }: Notice) => ({
  ...(letter === undefined ? {} : { letter }),
  ...(stage === undefined ? {} : { stage }),
  ...(parcelId === undefined ? {} : { parcelId }),
  ...(round === undefined ? {} : { round }),
});

/** The page on which a customer keeps or cancels a late order, where he still can; none is made for a message that stays here. */
async function choiceFor(
  ports: NoticePorts,
  store: string,
  { kind, channel, orderId, round }: Notice,
  { order, profile, rules, at }: Facts,
) {
  if (kind !== 'delay' || channel !== 'email' || round === undefined) return undefined;
  if (profile.mode === 'shadow' || !canCancel(order, rules)) return undefined;
  const until = plus(at, parseDuration(profile.delays.answerWithin) ?? days(7));
  return { url: await issueLink(ports, store, { kind, orderId, n: round }, until), until };
}

function setAside(notice: Notice, verdict: Exclude<Verdict, { go: true }>, { at }: Facts): NoticeEvent {
  const { orderId } = notice;
  if ('drop' in verdict) return { type: 'notice.dropped', data: { orderId, at, why: verdict.drop } };
  return { type: 'notice.deferred', data: { dueAt: verdict.until, why: verdict.why, attempts: 0 } };
}

function refusedBy(notice: Notice, error: SendError, at: ReturnType<Clock>): NoticeEvent {
  const attempts = notice.status === 'claimed' ? notice.attempts : 0;
  if (error.how === 'later' && attempts < mostAttempts)
    return {
      type: 'notice.deferred',
      data: { dueAt: plus(at, backOff(attempts)), why: 'service', attempts },
    };
  return { type: 'notice.failed', data: { orderId: notice.orderId, at, why: error.message } };
}

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

/** Did the customer get the message that this one follows: the wrong stage, or the word of delay before? */
async function wasTold(ports: NoticePorts, store: string, notice: Notice): Promise<boolean> {
  const before = follows(notice);
  if (!before) return false;
  const told = await ports.heads.load<Notice>(noticeKey(store, noticeId(before)));
  return told?.state.status === 'sent' || told?.state.status === 'claimed';
}

function follows({
  orderId,
  kind,
  channel,
  stay,
  stage = '',
  round = 1,
  afterStay,
}: Notice): Matter | undefined {
  switch (kind) {
    case 'correction':
      return { orderId, kind: 'stage', channel, stay: stay - 1, stage };
    case 'moving':
      return { orderId, kind: 'delay', channel, stay: stay - 1, round };
    case 'delay':
      return afterStay === undefined
        ? undefined
        : { orderId, kind: 'delay', channel, stay: afterStay, round: round - 1 };
    default:
      return undefined;
  }
}
