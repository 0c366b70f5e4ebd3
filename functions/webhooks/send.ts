import { lookup as resolve } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';
import type { Post, Sender, Sent } from '../../shared/webhooks/sending.ts';
import { isPublic } from './address.ts';

const patience = 10_000;

/**
 * POST over HTTPS to a public address. The name is resolved once and the connection made to that address: a name that
 * resolves anew to something else gains nothing. Redirects are not followed.
 */
export const httpsSender: Sender = async (post) => {
  const url = new URL(post.url);
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) ? [name] : await addressesOf(name);
  const [address] = addresses;
  if (address === undefined) return { ok: false, why: 'name-unknown', later: true };
  if (!addresses.every(isPublic)) return { ok: false, why: 'address-not-public', later: false };
  return call(post, url, address);
};

const addressesOf = async (name: string): Promise<string[]> =>
  resolve(name, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );

const call = ({ headers, body }: Post, url: URL, address: string): Promise<Sent> =>
  new Promise((done) => {
    const family = isIP(address);
    const req = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: patience,
        signal: AbortSignal.timeout(patience),
        lookup: (_, options, give) =>
          options.all ? give(null, [{ address, family }]) : give(null, address, family),
      },
      (response) => {
        // What it says beside its status is nobody's.
        response.destroy();
        done(answered(response.statusCode ?? 0));
      },
    );
    req.on('error', (error) => done({ ok: false, why: codeOf(error), later: true }));
    req.end(body);
  });

/** 410 says that nobody listens there any more; other refusals may be mended before the next try. */
export function answered(status: number): Sent {
  if (status >= 200 && status < 300) return { ok: true };
  return { ok: false, why: `status-${String(status)}`, later: status !== 410 };
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code.toLowerCase() : 'unreachable';
