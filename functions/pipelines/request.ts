import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Call } from '../../shared/http/api.ts';
import { problem, ProblemError } from '../../shared/http/problem.ts';
import { read } from '../../shared/http/read.ts';
import type { Request } from '../../shared/http/request.ts';
import { type Keyed, keyed } from '../../shared/kernel/receipts.ts';
import type { Caller } from './authenticate.ts';
import { expectType, isForm, textOf } from './body.ts';

/** Reads and checks a request whole, before anything is decided. */
export function requestOf(event: APIGatewayProxyEventV2, call: Call, caller: Caller): Request {
  const { method, path } = event.requestContext.http;
  const params = call.params ? read(call.params, event.pathParameters ?? {}, 'path') : undefined;
  const query = queryOf(event, call);
  const body = bodyOf(event, call);
  return {
    route: event.routeKey,
    path,
    params,
    query,
    body,
    headers: event.headers,
    cookies: caller.cookies,
    form: caller.form,
    who: caller.who,
    address: caller.address,
    keyed: preview(query)
      ? undefined
      : keyOf(event, caller.who.store, method, path, call.keyedBy && body ? call.keyedBy(body) : body),
    expected: call.conditional ? versionOf(event.headers['if-match']) : undefined,
    correlationId: event.requestContext.requestId,
  };
}

function queryOf(event: APIGatewayProxyEventV2, call: Call): unknown {
  const given = event.queryStringParameters ?? {};
  if (call.query) return read(call.query, given, 'query');
  const [unknown] = Object.keys(given);
  if (unknown === undefined) return undefined;
  throw new ProblemError(
    problem('malformed', { errors: [{ path: unknown, message: 'there is no such parameter' }] }),
  );
}

/** What the call takes: lines, JSON, or a form, which is read with the caller. */
function bodyOf(event: APIGatewayProxyEventV2, call: Call): unknown {
  if (call.lines) {
    expectType(event, 'application/x-ndjson');
    return linesOf(event, call);
  }
  if (call.body) {
    // A page's form says the same in fields of its own.
    if (call.form && isForm(event)) return undefined;
    expectType(event, 'application/json');
    return jsonOf(event, call);
  }
  if (call.form) expectType(event, 'application/x-www-form-urlencoded');
  return undefined;
}

function jsonOf(event: APIGatewayProxyEventV2, call: Call): unknown {
  const text = textOf(event, call.largest);
  if (text === '' && call.bodyOptional) return undefined;
  return call.body ? read(call.body, json(text)) : undefined;
}

/** The lines of the body that hold something, by their numbers. */
function linesOf(event: APIGatewayProxyEventV2, call: Call): readonly { line: number; text: string }[] {
  const lines = textOf(event, call.largest)
    .split('\n')
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  const most = call.lines?.most ?? 0;
  if (lines.length > most)
    throw new ProblemError(
      problem('too-large', { detail: `At most ${String(most)} lines. Send them in several calls.` }),
    );
  if (lines.length === 0)
    throw new ProblemError(problem('malformed', { detail: 'The body must hold a line of JSON, in UTF-8.' }));
  return lines;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError(problem('malformed', { detail: 'The body must be JSON, in UTF-8.' }));
  }
}

const preview = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'preview' in query && query.preview === 'true';

/** Honoured on every POST and PUT, scoped to store, method and path. */
function keyOf(
  event: APIGatewayProxyEventV2,
  store: string,
  method: string,
  path: string,
  body: unknown,
): Keyed | undefined {
  const key = event.headers['idempotency-key'];
  if (key === undefined || (method !== 'POST' && method !== 'PUT')) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new ProblemError(
      problem('malformed', { detail: 'An Idempotency-Key has 1–255 visible ASCII characters.' }),
    );
  return keyed({ store, method, path }, key, body);
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new ProblemError(
      problem('malformed', { detail: 'If-Match takes one version as an ETag gave it: "3".' }),
    );
  return Number(version);
}
