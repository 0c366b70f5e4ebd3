import { change } from '../kernel/commit.ts';
import { accept } from '../kernel/decision.ts';
import type { Head } from '../kernel/head.ts';
import { issueLink } from '../links/links.ts';
import { afterError, mostAttempts } from '../notices/attempts.ts';
import { goes, type Mailer, SendError, sendErrorOf } from '../notices/channels.ts';
import { claimLife } from '../notices/notice.ts';
import type { Profile } from '../stores/profile.ts';
import { type Instant, plus } from '../time/instant.ts';
import { phaseEnd, untilOf } from './agenda.ts';
import { amendmentKey } from './aggregate.ts';
import { type Ask, askAggregate, type AskEvent, type AskFor, askId, askKey, openAsk } from './ask.ts';
import { asksOf } from './asking.ts';
import { askMessage } from './ask-message.ts';
import { textsOf } from './assessing.ts';
import type { AmendmentPorts } from './running.ts';
import { type Amendment, isEnded, waiting } from './state.ts';

export interface AskPorts extends AmendmentPorts {
  readonly mailer: Mailer;
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
}

/** Writes to everybody whose word, quote or work an amendment waits for; whom it has written to it does not write again. */
export async function askStaff(ports: AskPorts, store: string, amendmentId: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  const head = await ports.heads.load<Amendment>(amendmentKey(store, amendmentId));
  if (!loaded || !head) return;
  for (const one of asksOf(head.state, loaded.profile, ports.clock())) {
    const key = askKey(store, askId(one));
    await change(
      ports,
      askAggregate,
      key,
      { actor: 'system' },
      { decide: (ask, at) => openAsk(ask?.state, one, at) },
    );
    await sendAsk(ports, store, askId(one));
  }
}

/** One message as far as it can go now: is it still asked for, claimed, sent, confirmed. */
export async function sendAsk(ports: AskPorts, store: string, id: string): Promise<void> {
  const loaded = await ports.profiles.of(store);
  const head = await ports.heads.load<Ask>(askKey(store, id));
  if (!loaded || !head) return;
  const { state: ask } = head;
  const now = ports.clock();
  const due =
    (ask.status === 'waiting' && ask.dueAt <= now) ||
    (ask.status === 'claimed' && plus(ask.at, claimLife) <= now);
  if (!due) return;
  const about = { orderId: ask.orderId, person: ask.person };
  const amendment = (await ports.heads.load<Amendment>(amendmentKey(store, ask.amendmentId)))?.state;
  const { profile } = loaded;
  const to = profile.staff.find(({ id: person }) => person === ask.person)?.email;
  if (!amendment || to === undefined || !isAsked(amendment, ask, profile, now))
    return void (await step(ports, head, { type: 'ask.dropped', data: { ...about, at: now } }));
  if (ask.status === 'claimed' && ask.attempts >= mostAttempts)
    return void (await step(ports, head, {
      type: 'ask.failed',
      data: { ...about, at: now, why: 'sender-died' },
    }));
  const admitted = (await ports.mailer.admit?.(store)) ?? goes;
  if (!admitted.goes) {
    const { attempts } = ask;
    const data = { ...about, dueAt: admitted.until, attempts };
    return void (await step(ports, head, { type: 'ask.deferred', data }));
  }
  const claimed = await step(ports, head, { type: 'ask.claimed', data: { ...about, at: now } });
  if (!claimed) return;
  const fault = new SendError('ours', 'fault');
  const message = await write(ports, store, amendment, ask, profile).catch(async (error: unknown) => {
    await step(ports, claimed, refusedBy(claimed.state, fault, ports.clock()));
    throw error;
  });
  if (!message)
    return void (await step(ports, claimed, { type: 'ask.dropped', data: { ...about, at: now } }));
  const tags = { store, notice: `ask~${id}` };
  try {
    await ports.mailer.send({ to, fromName: profile.name, ...message, tags }, admitted);
  } catch (error) {
    return void (await step(ports, claimed, refusedBy(claimed.state, sendErrorOf(error), ports.clock())));
  }
  await step(ports, claimed, { type: 'ask.sent', data: { ...about, at: ports.clock() } });
}

/** A question that was answered meanwhile, or is about other terms, is not put. */
const isAsked = (amendment: Amendment, ask: AskFor, profile: Profile, at: Instant): boolean =>
  asksOf(amendment, profile, at).some(
    ({ about, person, hash }) => about === ask.about && person === ask.person && hash === ask.hash,
  );

async function write(ports: AskPorts, store: string, amendment: Amendment, ask: AskFor, profile: Profile) {
  const { changes, assessment } = await textsOf(ports.heads, store, amendment);
  if (!assessment || isEnded(amendment)) return undefined;
  const { about, again, person, hash, amendmentId, orderId } = ask;
  const word = waiting(amendment).find(({ party }) => party === about);
  const until = word ? untilOf(word, amendment) : phaseEnd(amendment);
  const locale = profile.staff.find(({ id }) => id === person)?.locale ?? profile.locale;
  const url = word
    ? await issueLink(
        ports,
        store,
        { kind: 'approval', orderId, amendmentId, party: about, person, hash },
        until,
      )
    : `${ports.publicUrl}/staff/amendments/${amendmentId}`;
  return askMessage({ locale, profile, amendment, changes, assessment, about, again, url, until });
}

function refusedBy(ask: Ask, error: SendError, at: Instant): AskEvent {
  const about = { orderId: ask.orderId, person: ask.person };
  const attempts = ask.status === 'claimed' ? ask.attempts : 0;
  const next = afterError(error, { attempts, at, twice: true });
  return next.again
    ? { type: 'ask.deferred', data: { ...about, dueAt: next.dueAt, attempts: next.attempts } }
    : { type: 'ask.failed', data: { ...about, at, why: next.why } };
}

/** One step, if nobody else took one since it was read. */
async function step(ports: AmendmentPorts, head: Head<Ask>, event: AskEvent): Promise<Head<Ask> | undefined> {
  const done = await change(
    ports,
    askAggregate,
    head.key,
    { actor: 'system', expected: head.version },
    { decide: () => accept<AskEvent>([event], 'done') },
  );
  return done.done ? { ...head, state: done.state, version: done.version } : undefined;
}
