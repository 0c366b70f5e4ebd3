import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/**
 * A receipt that only the holder of a key can read: the answer to a repeated call may hold a secret, and the
 * Idempotency-Key itself is kept nowhere. AES-256-GCM; the nonce is given, 12 random bytes.
 */
export function seal(text: string, key: string, nonce: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Throws for another key or an altered text. */
export function unseal(sealed: string, key: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
}

const keyOf = (key: string): Buffer => createHash('sha256').update(`veghe receipt ${key}`).digest();
