import { own } from '../../shared/kernel/own.ts';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { $ZodType, output } from 'zod/v4/core';
import type { Call } from '../../shared/http/api.ts';
import { doorTo } from '../../shared/http/next.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import type { Answer, Request } from '../../shared/http/request.ts';
import { BadCursor } from '../../shared/kernel/cursor.ts';
import { wellFormed } from '../../shared/kernel/well-formed.ts';
import { type Authenticate, authenticator } from './authenticate.ts';
import { cookiesOf, isPlain, stationToken } from './cookies.ts';
import { type Budget, budgetOf } from './budget.ts';
import { isBusy, retryAfter } from './busy.ts';
import { expectText } from './encoding.ts';
import type { HttpPorts, Ports } from './ports.ts';
import { requestOf } from './request.ts';

type Parsed<S> = S extends $ZodType ? output<S> : undefined;
type BodyOf<C extends Call> = C extends { lines: object }
  ? readonly { readonly line: number; readonly text: string }[]
  : C['bodyOptional'] extends true
    ? Parsed<C['body']> | undefined
    : Parsed<C['body']>;

/** One handler per call, with what the call's schemas make of the request. */
export type Handlers<Api extends Record<string, Call>> = {
  [Route in keyof Api]: (
    request: Request<Parsed<Api[Route]['params']>, Parsed<Api[Route]['query']>, BodyOf<Api[Route]>>,
  ) => Promise<Answer>;
};

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

interface Running {
  readonly ports: Ports;
  readonly authenticate: Authenticate;
  readonly budget: Budget;
}

/**
 * The one way into every HTTP function: who is calling, may he, is the request as the call takes it; then the
 * handler; then the answer, or the problem. Nothing of a fault leaves but its correlation id.
 */
export function httpFunction<Api extends Record<string, Call>>(
  ports: HttpPorts,
  api: Api,
  handlers: Handlers<Api>,
) {
  const running = {
    ports,
    authenticate: authenticator(ports),
    budget: budgetOf(ports),
  };
  return middy<Event, Result, Error, Context>()
    .use({
      onError: (request) => {
        request.response = problemResult(request.error, ports, request.event);
      },
    })
    .handler((event: Event) =>
      serve(running, api, handlers as Record<string, (request: Request) => Promise<Answer>>, event),
    );
}

async function serve(
  { ports, authenticate, budget }: Running,
  api: Record<string, Call>,
  handlers: Record<string, (request: Request) => Promise<Answer>>,
  event: Event,
): Promise<Result> {
  const call = own(api, event.routeKey);
  const handle = own(handlers, event.routeKey);
  if (!call || !handle) throw new ProblemError(problem('not-found'));
  expectText(event);
  const started = ports.clock();
  const caller = await authenticate(event, call);
  if (call.roles !== 'public') await budget(caller.who.store);
  const answer = await handle(requestOf(event, call, caller));
  ports.log.info('served', {
    route: event.routeKey,
    status: answer.status,
    store: caller.who.store,
    actor: caller.who.actor,
    ms: ports.clock() - started,
    correlationId: event.requestContext.requestId,
  });
  return result(answer, event);
}

const fixed = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** A year on which browsers come back by https alone; on this machine, over plain http, they are not told so. */
const fixedFor = ({ headers }: Event): Record<string, string> =>
  isPlain(headers) ? fixed : { ...fixed, 'strict-transport-security': 'max-age=31536000' };

/** Pages need no script and take no foreign matter. */
const page = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

function result({ status, json, html, text, headers, cookies }: Answer, event: Event): Result {
  // What a former release took in may hold half of a character.
  const body = (html ?? text)?.toWellFormed() ?? (json === undefined ? '' : JSON.stringify(wellFormed(json)));
  const type =
    html === undefined
      ? {
          'content-type':
            text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
        }
      : page;
  return {
    statusCode: status,
    headers: { ...fixedFor(event), ...(body === '' ? {} : type), ...headers },
    body,
    ...(cookies ? { cookies: [...cookies] } : {}),
  };
}

function problemResult(error: Error | null, ports: Ports, event: Event): Result {
  const correlationId = event.requestContext.requestId;
  const known = knownProblem(error);
  if (known) {
    const { status } = known.problem;
    ports.log.info('refused', { route: event.routeKey, status, type: known.problem.type, correlationId });
    // A person who opens a link is shown the door, and comes back here from it.
    if (status === 401 && event.requestContext.http.method === 'GET' && wantsPage(event.headers['accept']))
      return {
        statusCode: 303,
        headers: { ...fixedFor(event), location: doorOf(event) },
      };
    return {
      statusCode: status,
      headers: {
        ...fixedFor(event),
        'content-type': 'application/problem+json; charset=utf-8',
        ...known.headers,
      },
      body: JSON.stringify(known.problem),
    };
  }
  ports.log.error('fault', { route: event.routeKey, correlationId, error });
  return {
    statusCode: 500,
    headers: { ...fixedFor(event), 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify(problem('fault', { correlationId })),
  };
}

function knownProblem(error: Error | null): ProblemError | undefined {
  if (isBusy(error)) return new ProblemError(problem('busy'), { 'retry-after': retryAfter });
  if (error instanceof BadCursor) return badCursor(error);
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.type === contended.type
    ? new ProblemError(error.problem, { ...error.headers, 'retry-after': retryAfter })
    : error;
}

/** The sign-in page; at a paired device the page on which people take their turns. */
const doorOf = (event: Event): string =>
  stationToken(event.headers, cookiesOf(event)) === undefined
    ? doorTo(event.rawPath, event.rawQueryString)
    : '/v1/station';

const contended = problem('contended');

/** A browser names pages first; a program does not name them. */
const wantsPage = (accept: string | undefined): boolean => /\btext\/html\b/i.test(accept ?? '');

const badCursor = (error: BadCursor): ProblemError =>
  new ProblemError(problem('malformed', { errors: [{ path: 'cursor', message: error.message }] }));
