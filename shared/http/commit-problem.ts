import { never } from '../kernel/brand.ts';
import type { CommitRefusal } from '../kernel/commit.ts';
import { problem, type Problem } from './problem.ts';

/** Refusals that every aggregate shares. */
export function commitProblem(refusal: CommitRefusal): Problem {
  switch (refusal.is) {
    case 'stale-version':
      return problem('stale-version', {
        detail: `The version is ${String(refusal.current)} now. Read it again and repeat the change.`,
        current: refusal.current,
      });
    case 'idempotency-key-reused':
      return problem('idempotency-key-reused', { detail: 'Use a new key for a new request.' });
    case 'too-many-idempotency-keys':
      return problem('too-many-idempotency-keys', { detail: 'At most 128 keys are kept for one resource.' });
    case 'contended':
      return problem('contended');
    default:
      return never(refusal);
  }
}
