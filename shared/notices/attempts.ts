import { type Duration, duration, hours, type Instant, minutes, plus } from '../time/instant.ts';
import type { SendError } from './channels.ts';

/** Tries again after 1, 2, 4 … minutes, at most every hour, and gives up after a day. */
export const mostAttempts = 30;
export const backOff = (attempts: number): Duration =>
  duration(Math.min(minutes(1) * 2 ** attempts, hours(1)));

export type Next =
  | { readonly again: true; readonly dueAt: Instant; readonly attempts: number; readonly why: string }
  | { readonly again: false; readonly why: string };

/**
 * What becomes of a message after an error: of every class but the recipient's it goes again, and counts, until its
 * attempts are used up. Behind an open circuit it waits and counts nothing. Where nobody knows whether it left, it goes
 * again only where twice is better than not at all.
 */
export function afterError(
  error: SendError,
  {
    attempts,
    at,
    twice,
    most = mostAttempts,
  }: { readonly attempts: number; readonly at: Instant; readonly twice: boolean; readonly most?: number },
): Next {
  const why = error.message;
  if (error.of === 'recipient') return { again: false, why };
  if (error.of === 'unanswered' && !twice) return { again: false, why: 'unanswered' };
  if (error.waits !== undefined)
    return { again: true, dueAt: error.waits, attempts: Math.max(attempts - 1, 0), why: 'stopped' };
  if (attempts >= most) return { again: false, why };
  return { again: true, dueAt: plus(at, backOff(attempts)), attempts, why: whyAgain[error.of] ?? why };
}

const whyAgain: Readonly<Partial<Record<SendError['of'], string>>> = { retry: 'service' };
