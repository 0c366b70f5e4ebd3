import { commitProblem } from '../http/commit-problem.ts';
import { problem, type Problem } from '../http/problem.ts';
import type { DriftRefused } from './drift/refusals.ts';

/** Each refusal of a drift once, in words that say what to do. */
export function driftProblem(refusal: DriftRefused): Problem {
  switch (refusal.is) {
    case 'drift-unknown':
      return problem('not-found', { detail: 'There is no open difference with this id.' });
    case 'same-person':
      return problem('conflict', {
        detail:
          refusal.doing === 'look'
            ? 'Whoever found the difference does not confirm it: somebody else must look.'
            : 'Whoever proposed the adjustment does not approve it: another supervisor must.',
      });
    case 'not-supervisor':
      return problem('forbidden', { detail: 'The adjustment is large: it waits for a supervisor.' });
    case 'nothing-proposed':
      return problem('conflict', { detail: 'No adjustment waits for a decision here.' });
    case 'rule':
      return problem('invalid', { errors: [{ path: refusal.path, message: refusal.message }] });
    default:
      return commitProblem(refusal);
  }
}
