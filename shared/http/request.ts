import type { Keyed } from '../kernel/receipts.ts';
import type { Principal } from '../access/principal.ts';

/** A request as handlers get it: read, checked, its caller known. */
export interface Request<Params = unknown, Query = unknown, Body = unknown> {
  readonly route: string;
  readonly path: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** Form fields of a page's POST. */
  readonly form: Readonly<Record<string, string>>;
  readonly who: Principal;
  /** Where it comes from, as guesses are counted: an address, or a network of IPv6. */
  readonly address: string;
  readonly keyed: Keyed | undefined;
  readonly expected: number | undefined;
  readonly correlationId: string;
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

export const ok = (json: unknown, version?: number): Answer => ({
  status: 200,
  json,
  ...(version === undefined ? {} : { headers: { etag: `"${String(version)}"` } }),
});
