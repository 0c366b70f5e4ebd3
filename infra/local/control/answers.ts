import { type HttpAnswer } from '../http/api-gateway.ts';

export const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: Buffer.from(JSON.stringify(value)),
});

/** A list in the envelope that every list of the public face has. */
export const items = (list: readonly unknown[]): HttpAnswer => json(200, { items: list });

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  403: 'Not from this machine',
  404: 'Not found',
  405: 'Method not allowed',
  422: 'Not possible',
  500: 'The local runtime failed',
};

/** An error as RFC 9457 has it. */
export function problem(status: number, kind: string, detail: string): HttpAnswer {
  const body = { type: `urn:veghe:local:${kind}`, title: titles[status] ?? 'Error', status, detail };
  const answer = json(status, body);
  return { ...answer, headers: { ...answer.headers, 'content-type': 'application/problem+json' } };
}
