import type { Problem } from '../../shared/http/problem.ts';

/** An answer of the admin function, in the words of HTTP. */
export interface Administered {
  readonly status: number;
  readonly body: unknown;
}

export const refusal = (answer: Problem): Administered => ({ status: answer.status, body: answer });
