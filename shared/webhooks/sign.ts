import { createHmac } from 'node:crypto';
import type { Instant } from '../time/instant.ts';

/**
 * `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 (RFC 2104) of `<t>.<body>` with the secret that both sides know. The time
 * is in it, so that an old call cannot be sent again: receivers refuse what is older than five minutes.
 */
export function signature(secret: string, body: string, at: Instant): string {
  const t = String(Math.floor(at / 1_000));
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
