import type { Instant } from '../time/instant.ts';
import { afterError } from './attempts.ts';
import type { SendError } from './channels.ts';
import type { Facts, Verdict } from './check.ts';
import { afterCrash, type Notice, type NoticeEvent } from './notice.ts';

export const attemptsOf = (notice: Notice): number => ('attempts' in notice ? notice.attempts : 0);

export const matterOf = (notice: Notice) => {
  const { orderId, kind, channel, stay } = notice;
  return { orderId, kind, channel, stay, ...named(notice) };
};

const named = ({ stage, parcelId, round, letter }: Notice) => ({
  ...(letter === undefined ? {} : { letter }),
  ...(stage === undefined ? {} : { stage }),
  ...(parcelId === undefined ? {} : { parcelId }),
  ...(round === undefined ? {} : { round }),
});

export const put = (dueAt: Instant, why: string, attempts: number): NoticeEvent => ({
  type: 'notice.deferred',
  data: { dueAt, why, attempts },
});
export const dropped = ({ orderId }: Notice, at: Instant, why: string): NoticeEvent => ({
  type: 'notice.dropped',
  data: { orderId, at, why },
});
export const failed = ({ orderId }: Notice, at: Instant, why: string): NoticeEvent => ({
  type: 'notice.failed',
  data: { orderId, at, why },
});

/** What is noted of a notice that does not go now: never, or later. */
export function setAside(
  notice: Notice,
  verdict: Exclude<Verdict, { go: true }>,
  { at }: Facts,
): NoticeEvent {
  return 'drop' in verdict
    ? dropped(notice, at, verdict.drop)
    : put(verdict.until, verdict.why, attemptsOf(notice));
}

/** What is noted of a notice that a provider did not take. */
export function refusedBy(notice: Notice, error: SendError, at: Instant): NoticeEvent {
  const twice = afterCrash[notice.channel] === 'resend';
  const next = afterError(error, { attempts: attemptsOf(notice), at, twice });
  return next.again ? put(next.dueAt, next.why, next.attempts) : failed(notice, at, next.why);
}
