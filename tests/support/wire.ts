import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of SES or SNS as it came over the wire: every parameter, those that came twice twice. */
export type WireCall = readonly (readonly [name: string, value: string])[];

export const valuesOf = (call: WireCall, name: string): string[] =>
  call.flatMap(([own, value]) => (own === name ? [value] : []));

/**
 * The services that send, for the clients of the SDK themselves: what they serialized is looked at where it arrives, not at
 * our adapters. Points the environment to itself; whoever makes a client afterwards gets here.
 */
export async function openWire() {
  const calls: WireCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = [...new URLSearchParams(Buffer.concat(chunks).toString())];
      calls.push(call);
      const action = valuesOf(call, 'Action')[0] ?? 'None';
      response.setHeader('content-type', 'text/xml');
      response.end(
        `<${action}Response><${action}Result><MessageId>m</MessageId></${action}Result></${action}Response>`,
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  return { calls, close: () => server.close() };
}
