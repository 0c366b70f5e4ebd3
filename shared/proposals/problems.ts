import { problem, type Problem } from '../http/problem.ts';
import type { CommitRefusal } from '../kernel/commit.ts';
import { storeProblem } from '../stores/problems.ts';
import type { StoreRefusal } from '../stores/stores.ts';
import type { ProposalRefusal } from './proposal.ts';

/** Refusals about proposals, once. */
export function proposalProblem(refusal: ProposalRefusal | StoreRefusal | CommitRefusal): Problem {
  switch (refusal.is) {
    case 'proposal-unknown':
      return problem('not-found', { detail: 'Nothing is proposed under this id, or no longer: look again.' });
    case 'proposal-decided':
      return problem('conflict', { detail: `It was ${refusal.status} already.` });
    case 'proposal-stale':
      return problem('conflict', {
        detail:
          'The profile has changed there since this was proposed. Propose it again for what stands now.',
      });
    default:
      return storeProblem(refusal);
  }
}
