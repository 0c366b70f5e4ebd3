import { lookup as resolve } from 'node:dns/promises';
import { type IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import type { IssuerCalls } from '../../shared/access/oidc-exchange.ts';
import { isPublic } from '../webhooks/address.ts';

const patience = 5_000;
/** Bytes; discovery documents and key sets have a few thousand. */
const largest = 256 * 1_024;

/**
 * JSON over HTTPS from a public address. The name is resolved once and the connection made to that address: a name that
 * resolves anew to something else gains nothing. Redirects are not followed. Throws for anything but a 2xx with JSON.
 */
export const issuerCalls: IssuerCalls = {
  get: (url) => call(url, 'GET', { accept: 'application/json' }),
  post: (url, fields, basic) =>
    call(
      url,
      'POST',
      {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(basic === undefined ? {} : { authorization: `Basic ${basic}` }),
      },
      new URLSearchParams(fields).toString(),
    ),
};

async function call(
  text: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<unknown> {
  const url = new URL(text);
  if (url.protocol !== 'https:') throw new Error('an issuer is reached over https alone');
  const address = await publicAddress(url.hostname.replace(/^\[|\]$/g, ''));
  const family = isIP(address);
  return new Promise((done, fail) => {
    const req = request(
      url,
      {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        timeout: patience,
        signal: AbortSignal.timeout(patience),
        lookup: (_, options, give) =>
          options.all ? give(null, [{ address, family }]) : give(null, address, family),
      },
      (response) => {
        jsonOf(response).then(done, fail);
      },
    );
    req.on('error', fail);
    req.end(body);
  });
}

/** One address of the name; refused where any of them is not of the public internet. */
async function publicAddress(name: string): Promise<string> {
  const addresses = isIP(name) ? [name] : (await resolve(name, { all: true })).map(({ address }) => address);
  const [address] = addresses;
  if (address === undefined || !addresses.every(isPublic))
    throw new Error('an issuer is reached at public addresses alone');
  return address;
}

async function jsonOf(response: IncomingMessage): Promise<unknown> {
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    response.destroy();
    throw new Error(`the issuer answered ${String(status)}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) {
      response.destroy();
      throw new Error('the issuer answered too much');
    }
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
}
