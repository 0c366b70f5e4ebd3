import { commonErrors, providerErrors } from './error-table.ts';

/**
 * What an error of a provider means for the message and for those that wait behind it.
 *
 * - `retry`: the service is busy or a quota is used up: the same message goes later.
 * - `recipient`: it takes no message for this address: trying again changes nothing.
 * - `sender`: it takes no message of ours at all, whoever it is for: nothing is tried until that is mended.
 * - `ours`: the request was wrong, or our settings are; a release may mend it.
 * - `unanswered`: nobody knows whether the message left.
 * - `unknown`: a name that stands in no table.
 */
export type ErrorClass = 'retry' | 'recipient' | 'sender' | 'ours' | 'unanswered' | 'unknown';

export type Provider = 'ses' | 'sns';

const index = (provider: Provider): ReadonlyMap<string, ErrorClass> =>
  new Map(
    [commonErrors, providerErrors[provider]].flatMap((table) =>
      Object.entries(table).flatMap(([of, names]) => names.map((name) => [name, of as ErrorClass] as const)),
    ),
  );
const indexes: Readonly<Record<Provider, ReadonlyMap<string, ErrorClass>>> = {
  ses: index('ses'),
  sns: index('sns'),
};

/** Where one name stands for several things, SES tells them apart in words alone. */
const wordings: readonly (readonly [RegExp, ErrorClass])[] = [
  [/sending (?:is )?paused|account is (?:paused|under review|suspended)/i, 'sender'],
  [/daily message quota|maximum sending rate|sending quota/i, 'retry'],
];

/** What is refused of the account or the identity as a whole, whoever it is for: one refusal is proof. */
const ofEverybody: ReadonlySet<string> = new Set([
  ...providerErrors.ses.sender,
  'InvalidClientTokenId',
  'OptInRequired',
  'PendingVerification',
  'KMSDisabled',
  'KMSDisabledException',
  'KMSOptInRequired',
]);

/** Where it was not even tried: nothing left. */
const notReached = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What an error says of itself, as SDK and Node write it. */
export interface ProviderFault {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  /** Did the service answer, whatever it said? */
  readonly answered: boolean;
  /** The HTTP status of that answer. */
  readonly status?: number | undefined;
}

export interface Classified {
  readonly of: ErrorClass;
  /** Of the class `sender`: does this one refusal prove that nobody is written to? */
  readonly everybody: boolean;
}

/** The class of an error. `to` is whom the message was for: SES names the address that it does not know. */
export function classify(provider: Provider, fault: ProviderFault, to = ''): Classified {
  const { name, message, answered, code, status } = fault;
  const known = indexes[provider].get(name);
  if (provider === 'ses' && name === 'MessageRejected') return rejected(message, to);
  if (known !== undefined) return { of: known, everybody: ofEverybody.has(name) };
  if (!answered) return { of: notReached.has(code ?? '') ? 'retry' : 'unanswered', everybody: false };
  if (status === 429 || status === 503) return { of: 'retry', everybody: false };
  return { of: 'unknown', everybody: false };
}

/** SES refuses a message by one name for several reasons; in the sandbox the address that failed is the recipient's. */
function rejected(message: string, to: string): Classified {
  const said = wordings.find(([pattern]) => pattern.test(message))?.[1];
  if (said !== undefined) return { of: said, everybody: said === 'sender' };
  const unverified = /not verified.*failed the check[^:]*:\s*(.+)$/is.exec(message)?.[1];
  if (unverified === undefined) return { of: 'recipient', everybody: false };
  const onlyTheirs = to !== '' && unverified.trim().toLowerCase() === to.toLowerCase();
  return onlyTheirs ? { of: 'recipient', everybody: false } : { of: 'sender', everybody: true };
}

/** Every name that stands in a table, for the test that compares them with what the SDK exports. */
export const namesOf = (provider: Provider): readonly string[] => [...indexes[provider].keys()];
