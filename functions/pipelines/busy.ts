import { Contended } from '../../shared/kernel/contended.ts';

/** What DynamoDB says where it has too much to do, or somebody else has an item in hand; the SDK has repeated by then. */
const busy = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Would the same call succeed in a moment? Then it is answered 503, not 500. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Contended || (error instanceof Error && busy.has(error.name));

/** Seconds after which a call that met others comes again. */
export const retryAfter = '1';
