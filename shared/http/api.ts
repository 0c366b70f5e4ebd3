import type { $ZodType } from 'zod/v4/core';
import { type Role, roles } from '../stores/roles.ts';

/**
 * One call of the public face as data: what validates a request also describes it in `openapi.json`.
 */
export interface Call {
  readonly summary: string;
  /** Who may; `admin` may everything that is not a decision of its own. `public` needs no credential. */
  readonly roles: readonly Role[] | 'public';
  /**
   * What only a person may do, and not while his sign-in address is newly changed: approvals and refunds `as-person`.
   * `access` is the same for credentials, which a machine may ask for as well; `by-form` is a page whose forms say which.
   */
  readonly decides?: 'as-person' | 'access' | 'by-form';
  /** May be made at a warehouse station, in the name of whoever has his turn: what is listed here and nothing else. */
  readonly station?: true;
  readonly params?: $ZodType;
  readonly query?: $ZodType;
  readonly body?: $ZodType;
  /** The body is NDJSON instead: so many lines at the most, each read for itself by the call. */
  readonly lines?: { readonly of: $ZodType; readonly most: number };
  /** The body is a form, as a page of ours sends it: its fields are read with the caller. */
  readonly form?: true;
  /** Largest body in bytes; 256 KB unless said. */
  readonly largest?: number;
  /** The body is optional. */
  readonly bodyOptional?: boolean;
  /** Honours `If-Match`. */
  readonly conditional?: boolean;
  /** What an Idempotency-Key is bound to, where that is not the body as it was read: it outlives a release. */
  readonly keyedBy?: (body: unknown) => unknown;
  /** Other forms in which the answer can be had, by `Accept`. */
  readonly also?: readonly string[];
  readonly answers: Readonly<Record<number, $ZodType | null>>;
}

/** Whoever has a credential of the store. */
export const anyone: readonly Role[] = roles;
