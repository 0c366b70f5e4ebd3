import { notesOf, textsOf } from '../../shared/amendments/assessing.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { amendmentProblem } from '../../shared/amendments/problems.ts';
import type { AmendmentRefusal, Refused } from '../../shared/amendments/refusals.ts';
import { decideAmendment } from '../../shared/amendments/requesting.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { amendmentView } from '../../shared/amendments/view.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { type Answer, ok, type Request } from '../../shared/http/request.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import type { Part } from '../../shared/kernel/head.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { ordersOf } from '../orders/of.ts';
import { callOf } from '../orders/receipt.ts';
import type { Ports } from '../pipelines/ports.ts';
import { known } from './known.ts';

type OfAmendment = Request<{ readonly amendmentId: string }>;

/** A word on an amendment; what follows from it is done before the answer, as far as it can be. */
export async function decideOn(
  ports: Ports,
  request: OfAmendment,
  parts: readonly Part[],
  decide: (amendment: Amendment | undefined, at: Instant) => Decision<AmendmentEvent, AmendmentRefusal>,
): Promise<Answer> {
  const { amendmentId } = request.params;
  const { store } = request.who;
  const done = await decideAmendment(ports, store, amendmentId, callOf(request), decide, parts);
  if (!done.done) throw refused(done.refusal);
  return shown(ports, request, amendmentId, done.replayed);
}

export const refused = (refusal: Refused): ProblemError =>
  new ProblemError(
    amendmentProblem(refusal),
    refusal.is === 'contended'
      ? { 'retry-after': '1' }
      : refusal.is === 'too-many-idempotency-keys'
        ? { 'retry-after': '3600' }
        : {},
  );

/** An amendment as it is now. */
export async function shown(
  ports: Ports,
  request: Pick<Request, 'who'>,
  amendmentId: string,
  replayed = false,
  status = 200,
): Promise<Answer> {
  const { profile } = await ordersOf(ports, request);
  const head = await known(ports, request.who.store, amendmentId);
  const [texts, notes] = await Promise.all([
    textsOf(ports.heads, request.who.store, head.state),
    notesOf(ports.heads, request.who.store, head.state),
  ]);
  const answer = ok(amendmentView(head, texts, notes, profile), head.version);
  return {
    ...answer,
    status,
    headers: {
      ...answer.headers,
      ...(status === 201 ? { location: `/v1/amendments/${amendmentId}` } : {}),
      ...(replayed ? { 'idempotent-replayed': 'true' } : {}),
    },
  };
}
