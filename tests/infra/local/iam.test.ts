import { expect, it } from 'vitest';
import { isAllowed } from '../../../infra/local/aws/iam.ts';
import { type Statement } from '../../../infra/local/template/model.ts';

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/state';
const allow = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...more,
});
const get = { action: 'dynamodb:GetItem', resource: table };

it('denies what nothing allows', () => {
  expect(isAllowed([], get)).toBe(false);
  expect(isAllowed([allow({ Action: 'dynamodb:PutItem' })], get)).toBe(false);
  expect(isAllowed([allow({ Resource: `${table}/index/*` })], get)).toBe(false);
});

it('takes wildcards, and actions in any case', () => {
  expect(isAllowed([allow({ Action: 'dynamodb:get*' })], get)).toBe(true);
  expect(isAllowed([allow({ Resource: ['x', 'arn:aws:dynamodb:*:*:table/st?te'] })], get)).toBe(true);
  expect(
    isAllowed([allow({ Resource: `${table}/index/*` })], { ...get, resource: `${table}/index/due` }),
  ).toBe(true);
});

it('lets a denial win', () => {
  expect(isAllowed([allow({}), allow({ Effect: 'Deny', Action: '*', Resource: '*' })], get)).toBe(false);
});

it('knows what is excepted', () => {
  const sms = allow({ Action: 'sns:Publish', NotResource: 'arn:*:sns:*:*:*' });
  const { Resource: _, ...statement } = sms;
  expect(isAllowed([statement], { action: 'sns:Publish', resource: '+40722000111' })).toBe(true);
  expect(
    isAllowed([statement], {
      action: 'sns:Publish',
      resource: 'arn:aws:sns:eu-central-1:000000000000:staff',
    }),
  ).toBe(false);
});

it('asks conditions, and a missing key meets none', () => {
  const statement = allow({ Condition: { StringEquals: { 'ses:FromAddress': 'a@example.com' } } });
  expect(isAllowed([statement], { ...get, context: { 'ses:FromAddress': 'a@example.com' } })).toBe(true);
  expect(isAllowed([statement], { ...get, context: { 'ses:FromAddress': 'b@example.com' } })).toBe(false);
  expect(isAllowed([statement], { ...get, context: { 'SES:fromaddress': 'a@example.com' } })).toBe(true);
  expect(isAllowed([statement], get)).toBe(false);
  const insecure = allow({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  expect(isAllowed([allow({}), insecure], get)).toBe(true);
});

it('stops at a condition that it does not know', () => {
  const statement = allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
  expect(() => isAllowed([statement], { ...get, context: { 'aws:SourceIp': '10.0.0.1' } })).toThrow(
    'IpAddress',
  );
});

it('knows services in the policies of queues', () => {
  const statement = allow({ Action: 'sqs:SendMessage', Principal: { Service: 'events.amazonaws.com' } });
  const send = { action: 'sqs:SendMessage', resource: table };
  expect(isAllowed([statement], { ...send, service: 'events.amazonaws.com' })).toBe(true);
  expect(isAllowed([statement], { ...send, service: 'sns.amazonaws.com' })).toBe(false);
});
