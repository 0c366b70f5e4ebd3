import type { Failure, Guesses } from '../../shared/access/guesses.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';

/** Counts a failure, and refuses with 429 where there have been too many. */
export async function tooManyFailures(guesses: Guesses, failure: Failure): Promise<void> {
  const wait = await guesses.failed(failure);
  if (wait !== undefined) throw tooMany(wait);
}

export const tooMany = (seconds: number): ProblemError =>
  new ProblemError(problem('too-many-requests', { detail: 'Too many attempts. Try again later.' }), {
    'retry-after': String(seconds),
  });
