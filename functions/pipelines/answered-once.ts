import { commitProblem } from '../../shared/http/commit-problem.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { receiptLife } from '../../shared/kernel/receipts.ts';
import { plus } from '../../shared/time/instant.ts';
import type { Ports } from './ports.ts';

/**
 * A call about no single aggregate, answered again under the same Idempotency-Key as it was the first time. What such a
 * call does must change nothing when it is done twice: two at the same moment may both do it.
 */
export async function answeredOnce(
  { heads, clock }: Pick<Ports, 'heads' | 'clock'>,
  { who, keyed }: Request,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (!keyed) return answer();
  const key = { store: storeId(who.store), kind: 'claim', id: keyed.keyHash };
  const kept = await heads.part(key, 'answer');
  if (kept !== undefined) {
    const { bodyHash, until, given } = JSON.parse(kept) as { bodyHash: string; until: number; given: Answer };
    if (until > clock()) {
      if (bodyHash !== keyed.bodyHash)
        throw new ProblemError(commitProblem({ is: 'idempotency-key-reused' }));
      return { ...given, headers: { ...given.headers, 'idempotent-replayed': 'true' } };
    }
  }
  const given = await answer();
  const until = plus(clock(), receiptLife);
  const body = JSON.stringify({ bodyHash: keyed.bodyHash, until, given });
  await heads.putPart(key, { name: 'answer', body }, until);
  return given;
}
