import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import { overdue } from '../agenda.ts';
import type { AmendmentEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { type Amendment, type Approval, isEnded, type Terms } from '../state.ts';
import { afterwards, type Answer } from './answer.ts';
import type { Speaker } from './persons.ts';

type Course = Decision<AmendmentEvent, never>;
const nothing: Course = accept([], 'nothing');

export interface Request {
  readonly amendmentId: string;
  readonly orderId: string;
  readonly requestedBy: string;
  readonly onBehalfOf?: string;
  readonly changes: string;
  readonly stage: string;
  readonly note?: string;
}

export const request = (amendment: Amendment | undefined, command: Request, at: Instant): Course =>
  amendment
    ? accept([], 'repeated', amendment.id)
    : accept([{ type: 'amendment.requested', data: { ...command, at } }], 'created', command.amendmentId);

/**
 * New terms. The same as before change nothing; of others every word is asked for anew, but the customer's on what he has
 * chosen himself, where cost and date are still those he was shown.
 */
export function assessed(
  amendment: Amendment | undefined,
  terms: Terms,
  asked: readonly Approval[],
  unpriced: readonly string[],
  at: Instant,
): Course {
  if (!amendment || isEnded(amendment) || amendment.agreed !== undefined) return nothing;
  if (amendment.status !== 'requested' && amendment.terms?.hash === terms.hash) return nothing;
  const { chosen, orderId } = amendment;
  const his = chosen?.gross === terms.gross && chosen.promisedAt === terms.promisedAt;
  const approvals = asked.map((one) =>
    his && one.party === 'customer' ? { ...one, by: 'customer', at, asked: at } : one,
  );
  const event: AmendmentEvent = {
    type: 'amendment.assessed',
    data: { orderId, at, round: amendment.round + 1, terms, approvals, unpriced },
  };
  const next = evolve(amendment, event);
  return accept([event, ...(unpriced.length > 0 ? [] : afterwards(next, at))], 'assessed');
}

/** Whoever asked for it, or runs the shop's orders, takes it back; not what is agreed already. */
export function withdraw(
  amendment: Amendment | undefined,
  { actor, roles }: Speaker,
  why: string | undefined,
  at: Instant,
): Answer {
  if (!amendment) return refuse({ is: 'amendment-unknown' });
  const { status, requestedBy, onBehalfOf, orderId } = amendment;
  const may =
    actor === requestedBy ||
    actor === onBehalfOf ||
    (['operator', 'supervisor', 'admin'] as const).some((role) => roles.includes(role));
  if (!may) return refuse({ is: 'not-awaited', status, awaited: [requestedBy, 'operator', 'supervisor'] });
  if (status === 'withdrawn') return accept([], 'repeated');
  if (isEnded(amendment) || amendment.agreed !== undefined) return refuse({ is: 'amendment-over', status });
  const data = { orderId, at, by: actor, ...(why === undefined ? {} : { why }) };
  return accept([{ type: 'amendment.withdrawn', data }], 'withdrawn');
}

/** What happened to the order makes the change impossible: it has ended, or passed the point of no return. */
export function giveUp(amendment: Amendment | undefined, why: string, at: Instant): Course {
  if (!amendment || isEnded(amendment)) return nothing;
  const { orderId } = amendment;
  return accept([{ type: 'amendment.expired', data: { orderId, at, why, waitedFor: [] } }], 'expired');
}

/** Everything that has fallen due, once. */
export const fire = (amendment: Amendment | undefined, at: Instant): Course =>
  amendment ? accept(overdue(amendment, at), 'fired') : nothing;

export function queue(
  amendment: Amendment | undefined,
  behind: string,
  lookAt: Instant,
  at: Instant,
): Course {
  if (amendment?.status !== 'requested') return nothing;
  if (amendment.lookAt !== undefined && amendment.lookAt > at) return nothing;
  return accept(
    [{ type: 'amendment.queued', data: { orderId: amendment.orderId, at, behind, lookAt } }],
    'queued',
  );
}

export function settled(amendment: Amendment | undefined, at: Instant): Course {
  if (!amendment || !isEnded(amendment) || amendment.settled) return nothing;
  return accept([{ type: 'amendment.settled', data: { orderId: amendment.orderId, at } }], 'settled');
}
