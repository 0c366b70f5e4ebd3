import { commitProblem } from '../http/commit-problem.ts';
import { problem, type Problem } from '../http/problem.ts';
import type { Refused } from './refusals.ts';

/** Each refusal of an amendment once, in words that say what to do. */
export function amendmentProblem(refusal: Refused): Problem {
  switch (refusal.is) {
    case 'order-unknown':
      return problem('not-found', { detail: 'There is no order with this id.' });
    case 'amendment-unknown':
      return problem('not-found', { detail: 'There is no amendment with this id.' });
    case 'order-closed':
      return problem('order-closed', { detail: `It is ${refusal.stage}: nothing of it can be changed.` });
    case 'content-erased':
      return problem('conflict', { detail: 'What the order says was erased: nothing of it can be changed.' });
    case 'past-no-return':
      return problem('past-no-return', {
        detail: `In ${refusal.stage} there is no more ${refusal.op}. Still possible: ${refusal.possible.join(', ') || 'nothing'}.`,
        stage: refusal.stage,
        possible: refusal.possible,
      });
    case 'rule':
      return problem('invalid', { errors: [{ path: refusal.path, message: refusal.message }] });
    case 'too-many-amendments':
      return problem('too-many', { detail: `An order takes at most ${String(refusal.most)} amendments.` });
    case 'too-dear':
      return problem('conflict', {
        detail: `The change costs ${String(refusal.gross)} in minor units; the shop takes at most ${String(refusal.most)}.`,
        most: refusal.most,
        gross: refusal.gross,
      });
    case 'amendment-open':
      return problem('conflict', {
        detail: 'Another amendment of the order is not decided yet.',
        amendmentId: refusal.amendmentId,
      });
    case 'amendment-over':
      return problem('conflict', { detail: `The amendment is ${refusal.status}.`, current: refusal.status });
    case 'not-awaited':
      return problem('forbidden', {
        detail: `It is ${refusal.status} and waits for ${refusal.awaited.join(', ') || 'nobody'}.`,
        awaited: refusal.awaited,
      });
    case 'own-request':
      return problem('forbidden', { detail: 'Nobody decides on his own request.' });
    case 'second-role':
      return problem('forbidden', { detail: `One person fills one role: here it was ${refusal.role}.` });
    case 'terms-changed':
      return problem('conflict', { detail: 'Lines, cost or date have changed since; look at it again.' });
    case 'comment-missing':
      return problem('invalid', { errors: [{ path: 'comment', message: 'a no needs its reason' }] });
    case 'answered-otherwise':
      return problem('conflict', { detail: `${refusal.by} has answered otherwise already.` });
    case 'alternative-unknown':
      return problem('invalid', {
        errors: [{ path: 'choice', message: `must be one of ${refusal.known.join(', ')}` }],
      });
    default:
      return commitProblem(refusal);
  }
}
