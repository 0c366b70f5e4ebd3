import { type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { fromResult, toEvent } from '../../../infra/local/http/api-gateway.ts';
import { makeRouter } from '../../../infra/local/http/router.ts';

const router = makeRouter(
  [
    'ANY /{proxy+}',
    'GET /v1/orders/{id}',
    'GET /v1/orders/stalled',
    'POST /v1/orders',
    'ANY /v1/orders',
    'GET /l/{token}',
  ].map((key) => ({
    key,
    functionName: key,
    timeoutMs: 1000,
  })),
);
const find = (method: string, path: string) => router(method, path)?.route.key;

it('lets the most specific route win', () => {
  expect(find('GET', '/v1/orders/stalled')).toBe('GET /v1/orders/stalled');
  expect(find('GET', '/v1/orders/7')).toBe('GET /v1/orders/{id}');
  expect(find('POST', '/v1/orders')).toBe('POST /v1/orders');
  expect(find('PUT', '/v1/orders')).toBe('ANY /v1/orders');
  expect(find('DELETE', '/v1/orders/7')).toBe('ANY /{proxy+}');
});

it('takes parameters decoded, and no empty ones', () => {
  expect(router('GET', '/v1/orders/A%2F7%20%C8%99')?.parameters).toEqual({ id: 'A/7 ș' });
  expect(router('GET', '/x/y%20z/')?.parameters).toEqual({ proxy: 'x/y z/' });
  expect(find('GET', '/v1/orders/')).toBe('ANY /{proxy+}');
  expect(router('GET', '/l/%E0%A4')?.parameters).toEqual({ token: '%E0%A4' });
});

it('finds nothing where nothing is', () => {
  expect(makeRouter([{ key: 'GET /a', functionName: 'f', timeoutMs: 1 }])('GET', '/b')).toBeUndefined();
});

const request = (url: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({
    url,
    method: 'POST',
    headers,
    httpVersion: '1.1',
    socket: { remoteAddress: '127.0.0.1' },
  }) as unknown as IncomingMessage;
const match = { route: { key: 'POST /x/{id}', functionName: 'f', timeoutMs: 1 }, parameters: { id: 'a b' } };
const place = { region: 'r', account: 'a', url: 'u' };

it('makes an event of payload format 2.0', () => {
  const event = toEvent(
    request('/x/a%20b?tag=1&tag=2&q=%C8%99', { cookie: 'a=1; b=2', 'content-type': 'application/json' }),
    Buffer.from('{}'),
    match,
    place,
    0,
  );
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /x/{id}',
    rawPath: '/x/a b',
    rawQueryString: 'tag=1&tag=2&q=%C8%99',
    cookies: ['a=1', 'b=2'],
    queryStringParameters: { tag: '1,2', q: 'ș' },
    pathParameters: { id: 'a b' },
    body: '{}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' }, stage: '$default' },
  });
  expect(event['headers']).not.toHaveProperty('cookie');
});

it('encodes bodies that are no text', () => {
  const binary = Buffer.from([0xff, 0xfe]);
  const event = toEvent(request('/x/a', { 'content-type': 'application/json' }), binary, match, place, 0);
  expect(event).toMatchObject({ body: '//4=', isBase64Encoded: true });
});

it('reads what functions answer', () => {
  expect(
    fromResult({ statusCode: 201, headers: { ETag: '"1"' }, cookies: ['a=1', 'b=2'], body: 'x' }),
  ).toMatchObject({
    status: 201,
    headers: { etag: '"1"', 'set-cookie': ['a=1', 'b=2'] },
  });
  expect(fromResult({ statusCode: 200, body: 'eA==', isBase64Encoded: true })?.body.toString()).toBe('x');
  expect(fromResult({ hello: 1 })).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json' },
  });
  expect(fromResult({ statusCode: 'nonsense' })).toBeUndefined();
});
