import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { between, type Instant, plus } from '../../time/instant.ts';
import { overdue, settlesAfter } from '../agenda.ts';
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

export interface Assessed {
  readonly changes: string;
  readonly terms: Terms;
  readonly asked: readonly Approval[];
  readonly unpriced: readonly string[];
}

/**
 * New terms. The same as before change nothing; of others every word is asked for anew, but the customer's on what he has
 * chosen himself, where cost and date are still those he was shown.
 */
export function assessed(
  amendment: Amendment | undefined,
  { changes, terms, asked, unpriced }: Assessed,
  at: Instant,
): Course {
  if (!amendment || isEnded(amendment) || amendment.agreed !== undefined) return nothing;
  const { chosen, orderId } = amendment;
  if (amendment.status !== 'requested' && amendment.terms?.hash === terms.hash)
    return amendment.terms.reserves === terms.reserves
      ? nothing
      : accept([{ type: 'amendment.supply-changed', data: { orderId, at, terms } }], 'supply-changed');
  const his = chosen?.gross === terms.gross && chosen.promisedAt === terms.promisedAt;
  const approvals = asked.map((one) =>
    his && one.party === 'customer' ? { ...one, by: 'customer', at, asked: at } : one,
  );
  const event: AmendmentEvent = {
    type: 'amendment.assessed',
    data: { orderId, at, round: amendment.round + 1, changes, terms, approvals, unpriced },
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
  const data = {
    orderId,
    at,
    by: actor,
    took: between(amendment.at, at),
    ...(why === undefined ? {} : { why }),
  };
  return accept([{ type: 'amendment.withdrawn', data }], 'withdrawn');
}

/** What happened to the order makes the change impossible: it has ended, or passed the point of no return. */
export function giveUp(amendment: Amendment | undefined, why: string, at: Instant): Course {
  if (!amendment || isEnded(amendment)) return nothing;
  const { orderId } = amendment;
  return accept(
    [
      {
        type: 'amendment.expired',
        data: { orderId, at, why, waitedFor: [], took: between(amendment.at, at) },
      },
    ],
    'expired',
  );
}

/** The order was revised by something else since all had agreed: it is assessed, and agreed to, anew. */
export function changedMeanwhile(amendment: Amendment | undefined, at: Instant): Course {
  if (!amendment || isEnded(amendment) || amendment.agreed === undefined) return nothing;
  return accept([{ type: 'amendment.order-changed', data: { orderId: amendment.orderId, at } }], 'changed');
}

/** A word that was refused changes nothing; that it was tried is written down while it could still have counted. */
export const wordRefused = (
  amendment: Amendment | undefined,
  by: string,
  why: string,
  at: Instant,
): Course =>
  amendment && !isEnded(amendment)
    ? accept(
        [{ type: 'amendment.word-refused', data: { orderId: amendment.orderId, at, by, why } }],
        'refused',
      )
    : nothing;

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

/** What the terms count on is set aside. */
export function reserved(amendment: Amendment | undefined, reserves: string, at: Instant): Course {
  if (!amendment || isEnded(amendment) || amendment.terms?.reserves !== reserves) return nothing;
  if (amendment.reserved === reserves) return nothing;
  return accept(
    [{ type: 'amendment.reserved', data: { orderId: amendment.orderId, at, reserves } }],
    'reserved',
  );
}

/** What was held for it is gone: at once, and for good a while later. */
export function letGo(amendment: Amendment | undefined, at: Instant): Course {
  if (!amendment || !isEnded(amendment) || amendment.settled) return nothing;
  const { orderId, since, released } = amendment;
  if (!released) return accept([{ type: 'amendment.released', data: { orderId, at } }], 'released');
  if (at < plus(since, settlesAfter)) return nothing;
  return accept([{ type: 'amendment.settled', data: { orderId, at } }], 'settled');
}
