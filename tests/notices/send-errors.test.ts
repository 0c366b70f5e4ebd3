import * as ses from '@aws-sdk/client-ses';
import * as sns from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { classify, namesOf, type Provider } from '../../shared/notices/send-errors.ts';
import { sendError } from '../../shared/notices/provider-fault.ts';

/** The exceptions that a client exports, by name; its base class is none that a service answers. */
const exported = (client: object): string[] =>
  Object.entries(client).flatMap(([name, made]: [string, unknown]) =>
    typeof made === 'function' && made.prototype instanceof Error && !name.endsWith('ServiceException')
      ? name
      : [],
  );

/** "Common Errors" of the API references of Amazon SES and SNS (query protocol). */
const common = [
  'AccessDeniedException',
  'IncompleteSignature',
  'InternalFailure',
  'InvalidAction',
  'InvalidClientTokenId',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'InvalidQueryParameter',
  'MalformedQueryString',
  'MissingAction',
  'MissingAuthenticationToken',
  'MissingParameter',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'ServiceUnavailable',
  'ThrottlingException',
  'ValidationError',
];

const fault = (name: string, more: object = {}) => ({ name, message: '', answered: true, ...more });
const of = (provider: Provider, name: string, more?: object) => classify(provider, fault(name, more)).of;

describe.each([
  ['ses', ses],
  ['sns', sns],
] as const)('the table of %s', (provider, client) => {
  it('has a class for every exception that the SDK exports', () => {
    const names = exported(client);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !namesOf(provider).includes(name))).toEqual([]);
  });

  it('has a class for every code of the query protocol', () => {
    expect(common.filter((name) => !namesOf(provider).includes(name))).toEqual([]);
  });
});

describe('an error of SES', () => {
  it.each([
    ['Throttling', 'retry'],
    ['LimitExceededException', 'retry'],
    ['ServiceUnavailable', 'retry'],
    ['InvalidParameterValue', 'recipient'],
    ['AccountSendingPausedException', 'sender'],
    ['ConfigurationSetSendingPausedException', 'sender'],
    ['ConfigurationSetDoesNotExist', 'sender'],
    ['MailFromDomainNotVerifiedException', 'sender'],
    ['AccessDenied', 'sender'],
    ['AccessDeniedException', 'sender'],
    ['ValidationError', 'ours'],
    ['TemplateDoesNotExistException', 'ours'],
    ['SomethingNewException', 'unknown'],
  ] as const)('%s is of the class %s', (name, expected) => {
    expect(of('ses', name)).toBe(expected);
  });

  it('says of everybody only what is refused of the account or the sender', () => {
    const everybody = (name: string) => classify('ses', fault(name)).everybody;
    expect(everybody('AccountSendingPausedException')).toBe(true);
    expect(everybody('ConfigurationSetDoesNotExistException')).toBe(true);
    expect(everybody('AccessDeniedException')).toBe(false);
    expect(everybody('Throttling')).toBe(false);
  });

  it('of a refused message is told apart by its words', () => {
    const rejected = (message: string, to = 'ion@client.example') =>
      classify('ses', fault('MessageRejected', { message }), to);
    const failed = (who: string) =>
      `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${who}`;
    expect(rejected('Sending paused for this account. For more information, contact SES.')).toEqual({
      of: 'sender',
      everybody: true,
    });
    expect(rejected(failed('orders@shop.example'))).toEqual({ of: 'sender', everybody: true });
    expect(rejected(failed('orders@shop.example, ion@client.example')).of).toBe('sender');
    expect(rejected(failed('Ion@client.example'))).toEqual({ of: 'recipient', everybody: false });
    expect(rejected('Email contained a virus').of).toBe('recipient');
    expect(rejected('Daily message quota exceeded.').of).toBe('retry');
  });

  it('that no service answered says whether the message can have left', () => {
    const silent = (code?: string) =>
      classify('ses', { name: 'Error', message: '', answered: false, code }).of;
    expect(silent('ENOTFOUND')).toBe('retry');
    expect(silent('ECONNREFUSED')).toBe('retry');
    expect(silent('ECONNRESET')).toBe('unanswered');
    expect(silent()).toBe('unanswered');
    expect(classify('ses', { name: 'URIError', message: 'URI malformed', answered: false }).of).toBe('ours');
  });

  it('with an unknown name and a status of an overloaded service goes later', () => {
    expect(of('ses', 'Strange', { status: 503 })).toBe('retry');
    expect(of('ses', 'Strange', { status: 429 })).toBe('retry');
    expect(of('ses', 'Strange', { status: 400 })).toBe('unknown');
  });
});

describe('an error of SNS', () => {
  it.each([
    ['ThrottledException', 'retry'],
    ['KMSThrottlingException', 'retry'],
    ['InternalErrorException', 'retry'],
    ['InvalidParameterException', 'recipient'],
    ['OptedOutException', 'recipient'],
    ['AuthorizationErrorException', 'sender'],
    ['KMSDisabledException', 'sender'],
    ['TooManyEntriesInBatchRequestException', 'ours'],
  ] as const)('%s is of the class %s', (name, expected) => {
    expect(of('sns', name)).toBe(expected);
  });
});

describe('what the SDK throws', () => {
  it('keeps the provider’s own name', () => {
    const error = new ses.AccountSendingPausedException({ message: 'paused', $metadata: {} });
    expect(sendError('ses', error)).toMatchObject({
      of: 'sender',
      everybody: true,
      message: 'AccountSendingPausedException',
    });
  });

  it('without an answer is no refusal', () => {
    const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    expect(sendError('sns', broken).of).toBe('unanswered');
  });
});
