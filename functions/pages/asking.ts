import type { Call } from '../../shared/http/api.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { checked } from '../../shared/http/read.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import type { Said } from '../../shared/pages/said.ts';
import { may } from './may.ts';

/** A handler of a call, whatever its schemas make of the request. */
type Handle = (request: Request) => Promise<Answer>;

export interface Asking {
  readonly call: Call;
  readonly handle: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A form asks for what a call asks for: the same roles, the same schema, the same handler. What the call would refuse is
 * said on the page; a fault is a fault.
 */
export async function asked(request: Request, asking: Asking): Promise<Said> {
  const { call } = asking;
  if (!may(request.who, call)) return { said: 'refused', why: 'forbidden' };
  const body = call.body ? checked(call.body, asking.body) : undefined;
  if (body && 'faults' in body) return { said: 'refused', why: 'missing' };
  try {
    const answer = await run(request, asking, body?.data);
    return { said: answer.status === 202 ? 'proposed' : 'recorded' };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const why = error.problem.type.slice('urn:veghe:'.length);
    return { said: 'refused', why };
  }
}

/** What a call answers, for a page to show; undefined where there is no such thing. */
export async function read<T>(request: Request, asking: Asking): Promise<T | undefined> {
  try {
    return (await run(request, asking, undefined)).json as T;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return undefined;
    throw error;
  }
}

const run = (request: Request, { handle, params, query }: Asking, body: unknown): Promise<Answer> =>
  (handle as Handle)({ ...request, params, query: query ?? {}, body, keyed: undefined, expected: undefined });
