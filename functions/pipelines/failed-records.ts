import { metric } from './metric.ts';

/** One record, message or deadline that was not handled. */
export interface Failure {
  /** What it is about: failures of one thing say nothing of the others. */
  readonly key: string;
  readonly error: unknown;
}

/** How an invocation went. */
export interface Handled {
  readonly succeeded: number;
  readonly failures: readonly Failure[];
  /** Different things that it was given. */
  readonly keys: number;
}

/**
 * Is the invocation itself a failure, which Lambda counts and a canary is rolled back by? Where nothing of it succeeded,
 * and it is not one poisoned record alone: it had two keys or more, or what it depends on failed.
 */
export const isFault = ({ succeeded, failures, keys }: Handled): boolean =>
  failures.length > 0 && succeeded === 0 && (keys >= 2 || failures.some(({ error }) => isDependency(error)));

/** Errors that come from the network, or of an adapter that has tried in vain, rather than from our own code. */
const notReached = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
  'Unavailable',
]);

/**
 * Did something fail that we depend on: a service answered with an error of its own or for want of rights, or it was not
 * reached? What a service says of our request (`$fault: client`, 4xx) is a fault of that one record.
 */
export function isDependency(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $fault, $metadata, code, name } = error as Error & {
    $fault?: string;
    $metadata?: { httpStatusCode?: number };
    code?: unknown;
  };
  if (notReached.has(String(code)) || notReached.has(name)) return true;
  const status = $metadata?.httpStatusCode ?? 0;
  return $fault === 'server' || status >= 500 || status === 429 || ofRights.test(name);
}

const ofRights = /AccessDenied|Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|ResourceNotFound/;

/** The one metric of failed records, all functions together and by function: what its alarm and canaries read. */
export const failedRecords = (count: number, at: number) =>
  metric('FailedRecords', count, { function: process.env['POWERTOOLS_SERVICE_NAME'] ?? 'unknown' }, at, {
    together: true,
  });

/** What Lambda is told where nothing succeeded; the first fault is its cause. */
export class NothingSucceeded extends Error {
  constructor({ failures, keys }: Handled) {
    super(`none of ${String(failures.length)} records of ${String(keys)} keys was handled`, {
      cause: failures[0]?.error,
    });
    this.name = 'NothingSucceeded';
  }
}
