/** Requests and answers in API Gateway's payload format 2.0. */
import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type Place } from '../template/attributes.ts';
import { decode, type RouteMatch } from './router.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

const textual =
  /^(text\/|application\/(json|.*\+json|xml|.*\+xml|javascript|x-www-form-urlencoded|x-ndjson|graphql))/i;

/** The event that the function gets. */
export function toEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, parameters }: RouteMatch,
  place: Place,
  now: number,
): Record<string, unknown> {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const rawQueryString = rest.join('?');
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  // What is not text comes encoded, as does what claims to be text and is not UTF-8.
  const type = headers['content-type'];
  const text = body.toString();
  const isBase64Encoded =
    body.length > 0 && ((type !== undefined && !textual.test(type)) || !Buffer.from(text).equals(body));
  const query = collect(rawQueryString);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: decode(path),
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: { ...headers, 'x-forwarded-for': address(request), 'x-forwarded-proto': 'http' },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: place.account,
      apiId: 'local',
      domainName: headers['host'] ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: decode(path),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: address(request),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: isBase64Encoded ? body.toString('base64') : text }),
    isBase64Encoded,
  };
}

/** What the function answered, as HTTP; undefined when it makes no sense, which is a 500. */
export function fromResult(payload: unknown): HttpAnswer | undefined {
  const result =
    typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : undefined;
  if (result === undefined || !('statusCode' in result)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const status = Number(result['statusCode']);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries((result['headers'] ?? {}) as Record<string, unknown>)) {
    headers[name.toLowerCase()] = String(value);
  }
  const cookies = (result['cookies'] ?? []) as string[];
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  const { body } = result;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  headers['content-type'] ??= 'text/plain;charset=UTF-8';
  return {
    status,
    headers,
    body: Buffer.from(body ?? '', result['isBase64Encoded'] === true ? 'base64' : 'utf8'),
  };
}

function collect(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return { ...query };
}

const address = (request: IncomingMessage): string => request.socket.remoteAddress ?? '127.0.0.1';
