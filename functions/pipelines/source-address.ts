import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { accessKey, type AccessStore, noStore } from '../../shared/access/access-store.ts';

/** Where the hash of the distribution's secret lies; without one no forwarded address is believed. */
export const distributionKey = accessKey(noStore, 'secret', 'distribution');
export const distributionHash = 'hash';
export const hashOfDistribution = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

/**
 * Where a request comes from: what the gateway saw, not what the caller says. Only a distribution before the gateway that
 * sends its secret along is believed when it names the viewer.
 */
export async function sourceAddress(access: AccessStore, event: APIGatewayProxyEventV2): Promise<string> {
  const http = event.requestContext.http as { readonly sourceIp?: string };
  const seen = http.sourceIp ?? 'unknown';
  const shown = event.headers['x-veghe-distribution'];
  const viewer = event.headers['cloudfront-viewer-address'];
  if (shown === undefined || viewer === undefined) return network(seen);
  const kept = await access.part(distributionKey, distributionHash);
  if (kept === undefined || !timingSafeEqual(Buffer.from(hashOfDistribution(shown)), Buffer.from(kept)))
    return network(seen);
  // `192.0.2.7:443`, `2001:db8::1:443`: the port stands behind the last colon.
  return network(viewer.slice(0, viewer.lastIndexOf(':')).replace(/^\[|\]$/g, ''));
}

/** One counter for whoever may choose among many addresses: IPv6 is handed out by /64. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
