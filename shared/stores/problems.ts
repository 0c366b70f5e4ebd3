import type { CommitRefusal } from '../kernel/commit.ts';
import { commitProblem } from '../http/commit-problem.ts';
import { problem, type Problem } from '../http/problem.ts';
import type { StoreRefusal } from './stores.ts';

/** Refusals about a shop's profile, once. */
export function storeProblem(refusal: StoreRefusal | CommitRefusal): Problem {
  switch (refusal.is) {
    case 'profile-invalid':
      return problem('invalid', { detail: 'The profile does not hold together.', errors: refusal.faults });
    case 'store-exists':
      return problem('conflict', {
        detail: 'A store with this id and another profile exists. Change it by PUT /v1/store.',
      });
    case 'store-unknown':
      return problem('not-found', { detail: 'There is no such store.' });
    default:
      return commitProblem(refusal);
  }
}
