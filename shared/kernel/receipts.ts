import { createHash } from 'node:crypto';
import { hours, type Instant, minus } from '../time/instant.ts';
import type { Receipt } from './head.ts';

/** A keyed call: the key is scoped to store, method and path before it is hashed, the body by its content. */
export interface Keyed {
  readonly keyHash: string;
  readonly bodyHash: string;
}

export type KeyRefusal =
  { readonly is: 'idempotency-key-reused' } | { readonly is: 'too-many-idempotency-keys' };

/** 24 hours, as the contract promises. */
export const receiptLife = hours(24);
/** More keys than this on one aggregate within 24 hours is a client gone wrong, not a busy order. */
export const mostReceipts = 128;

/** First `length` characters of SHA-256 in base64url: 11 characters are 66 bits. */
export const digest = (text: string, length = 11): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

/** JSON with sorted keys: two bodies that say the same hash the same, whatever the order of their fields. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export function keyed(
  scope: { store: string; method: string; path: string },
  key: string,
  body: unknown,
): Keyed {
  return {
    keyHash: digest(`${scope.store} ${scope.method} ${scope.path} ${key}`),
    bodyHash: digest(canonical(body ?? null)),
  };
}

/** The receipt of the same call made before, a refusal, or nothing: then the call is decided. */
export function recall(
  receipts: readonly Receipt[],
  call: Keyed,
  at: Instant,
): { replay: Receipt } | { refused: KeyRefusal } | undefined {
  const alive = living(receipts, at);
  const same = alive.find((receipt) => receipt.keyHash === call.keyHash);
  if (same)
    return same.bodyHash === call.bodyHash ? { replay: same } : { refused: { is: 'idempotency-key-reused' } };
  if (alive.length >= mostReceipts) return { refused: { is: 'too-many-idempotency-keys' } };
  return undefined;
}

export const living = (receipts: readonly Receipt[], at: Instant): readonly Receipt[] =>
  receipts.filter((receipt) => receipt.at > minus(at, receiptLife));
