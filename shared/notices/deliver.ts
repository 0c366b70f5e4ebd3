import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head, HeadStore } from '../kernel/head.ts';
import { Orders } from '../orders/orders.ts';
import type { Profiles } from '../stores/profiles.ts';
import { days, type Clock, duration, type Duration, hours, minutes, plus } from '../time/instant.ts';
import { isSuppressed } from './contacts.ts';
import { check, type Facts, type Verdict } from './check.ts';
import { type Mailer, SendError, type Texter } from './channels.ts';
import { email, sms } from './message.ts';
import { modelOf } from './model.ts';
import {
  afterCrash,
  claimLife,
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
    toldWrong: notice.kind === 'correction' && (await wasTold(ports, store, notice)),
    suppressed: await isSuppressed(
      ports.heads,
      store,
      notice.channel === 'email' ? content?.customer.email : content?.customer.phone,
    ),
  };
  const verdict = check(notice, facts);
  if (!verdict.go) return void (await step(setAside(notice, verdict, facts)));
  const why =
    notice.kind === 'delay' && !notice.released
      ? await valve(ports.heads, store, order.state, loaded.profile, now)
      : undefined;
  if (why) return void (await step({ type: 'notice.held', data: { orderId: notice.orderId, at: now, why } }));
  const { mode } = loaded.profile;
  const message = modelOf(notice, facts);
  const rendered =
    notice.channel === 'email' ? email(message) : { subject: '', html: '', text: sms(message) };
  const said = { name: 'message', body: JSON.stringify({ subject: rendered.subject, text: rendered.text }) };
  const { orderId, kind, channel, stay } = notice;
  const matter = { orderId, kind, channel, stay, ...named(notice) };
  if (mode === 'shadow') {
    await ports.heads.putPart(head.key, said, plus(now, keptFor));
    return void (await step({ type: 'notice.kept', data: { ...matter, at: now } }));
  }
  const claimed = await step({ type: 'notice.claimed', data: { at: ports.clock() } });
  if (!claimed) return;
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
  await ports.heads.putPart(head.key, said, plus(now, keptFor));
  await commit(ports, store, id, claimed, { type: 'notice.sent', data: { ...matter, at: ports.clock() } });
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

const named = ({ stage, parcelId }: Notice) => ({
  ...(stage === undefined ? {} : { stage }),
  ...(parcelId === undefined ? {} : { parcelId }),
});

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

/** Did the customer hear of the stage that was wrong? */
async function wasTold(ports: NoticePorts, store: string, notice: Notice): Promise<boolean> {
  const { orderId, channel, stay, stage = '' } = notice;
  const id = noticeId({ orderId, kind: 'stage', channel, stay: stay - 1, stage });
  const told = await ports.heads.load<Notice>(noticeKey(store, id));
  return told?.state.status === 'sent' || told?.state.status === 'claimed';
}
