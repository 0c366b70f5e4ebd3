import { amendmentKey } from '../../shared/amendments/aggregate.ts';
import { amendmentProblem } from '../../shared/amendments/problems.ts';
import type { Amendment } from '../../shared/amendments/state.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import type { Head } from '../../shared/kernel/head.ts';
import type { Ports } from '../pipelines/ports.ts';

/** An amendment of the caller's own store; of another's nothing is known. */
export async function known(
  { heads }: Pick<Ports, 'heads'>,
  store: string,
  id: string,
): Promise<Head<Amendment>> {
  const head = await heads.load<Amendment>(amendmentKey(store, id));
  if (!head) throw new ProblemError(amendmentProblem({ is: 'amendment-unknown' }));
  return head;
}
