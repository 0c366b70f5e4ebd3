import type { Answer, Request } from '../../shared/http/request.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import type { HeadStore, Part } from '../../shared/kernel/head.ts';
import { toSalted } from '../../shared/kernel/texts.ts';
import type { OrderOutcome } from '../../shared/orders/orders.ts';
import { orderProblem } from '../../shared/orders/problems.ts';

/** Who calls, with which key, having seen which version. */
export const callOf = ({ who, keyed, expected }: Request) => ({ actor: who.actor, keyed, expected });

/** Free text is kept beside the head; events name it. */
export function noteOf(
  { newSalt }: Pick<HeadStore, 'newSalt'>,
  note: string | undefined,
): { named: { note?: string }; parts: readonly Part[] } {
  if (note === undefined) return { named: {}, parts: [] };
  const { name, parts } = toSalted('note', note, newSalt());
  return { named: { note: name }, parts };
}

/** What a write answers: the same for a repeated call, with the header that says so. */
export function receipt(done: OrderOutcome, orderId: string, status = 200, idName?: string): Answer {
  if (!done.done) throw new ProblemError(orderProblem(done.refusal), retryHeaders(done.refusal.is));
  const { outcome, version, id, replayed } = done;
  return {
    status,
    json: {
      orderId,
      outcome,
      version,
      ...(idName === undefined || id === undefined ? {} : { [idName]: id }),
    },
    headers: {
      etag: `"${String(version)}"`,
      ...(status === 201 ? { location: `/v1/orders/${orderId}` } : {}),
      ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
    },
  };
}

const retryHeaders = (is: string): Record<string, string> =>
  is === 'too-many-idempotency-keys'
    ? { 'retry-after': '3600' }
    : is === 'contended'
      ? { 'retry-after': '1' }
      : {};
