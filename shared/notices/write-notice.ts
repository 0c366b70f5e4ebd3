import type { HeadStore } from '../kernel/head.ts';
import { questionLink } from '../links/question.ts';
import { canCancel } from '../orders/decide/answer.ts';
import { type Clock, days, parseDuration, plus } from '../time/instant.ts';
import type { Facts } from './check.ts';
import type { Letter } from './letter.ts';
import { email, type Message, type MessageModel, sms } from './message.ts';
import { modelOf } from './model.ts';
import { endDelays } from './link-in.ts';
import { type Notice, noticeId } from './notice.ts';
import { askedBy } from './reach.ts';

interface Ports {
  readonly heads: HeadStore;
  readonly clock: Clock;
  readonly random: (bits: number) => string;
  readonly publicUrl: string;
}

/** The text of a notice as it leaves now: with the links in it, which a message that stays here does without. */
export async function writeNotice(
  ports: Ports,
  store: string,
  notice: Notice,
  facts: Facts,
  { letter, links }: { readonly letter: Letter | undefined; readonly links: boolean },
): Promise<Message> {
  if (letter) return letter({ channel: notice.channel, links });
  return render(notice, facts, links ? await choiceFor(ports, store, notice, facts) : undefined);
}

function render(notice: Notice, facts: Facts, choice?: MessageModel['choice']): Message {
  const { kind, ...matter } = notice;
  if (kind === 'letter') throw new Error(`the letter of notice ${noticeId(notice)} is not known`);
  const message = modelOf({ ...matter, kind }, facts, choice);
  return notice.channel === 'email' ? email(message) : { subject: '', html: '', text: sms(message) };
}

/** The page on which a customer keeps or cancels a late order, where he still can; none is made for a message that stays here. */
async function choiceFor(
  ports: Ports,
  store: string,
  { kind, channel, orderId, round }: Notice,
  { order, profile, rules, at, reach }: Facts,
) {
  if (kind !== 'delay' || round === undefined || channel !== askedBy(reach, profile)) return undefined;
  if (profile.mode === 'shadow' || !canCancel(order, rules)) return undefined;
  const until = plus(at, parseDuration(profile.delays.answerWithin) ?? days(7));
  await endDelays(ports, store, order, round);
  // What is sent once more has the link that it had, and the time.
  return questionLink(ports, store, { kind, orderId, n: round }, until, { keeps: true });
}
