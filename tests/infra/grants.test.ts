import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { type Grant } from '../../infra/spec.ts';
import { functionNamed, permissionsOf, type Statement, synthesize, type Template } from './synthesis.ts';

let app: Template;
beforeAll(async () => {
  ({ app } = await synthesize());
});

const table = (parameter: string, suffix = ''): string =>
  `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/\${${parameter}}${suffix}`;
const may = (statements: readonly Statement[], action: string): string[] =>
  statements
    .filter(({ actions }) => actions.includes(action))
    .flatMap(({ resources }) => resources)
    .sort();
const granted = (name: string): readonly Grant[] =>
  functions.find((spec) => spec.name === name)?.grants ?? [];

describe.each(functions.map(({ name }) => name))('%s', (name) => {
  it('neither scans nor has a star among its actions', () => {
    for (const { effect, actions } of permissionsOf(app, name)) {
      expect(effect).toBe('Allow');
      expect(actions).not.toContain('dynamodb:Scan');
      for (const action of actions) expect(action).not.toContain('*');
    }
  });

  it('has no star among its resources but the three that are stated', () => {
    for (const { actions, resources } of permissionsOf(app, name)) {
      for (const resource of resources.filter((r) => r.includes('*'))) {
        const stated =
          (actions.join() === 'dynamodb:ListStreams' && resource === '*') ||
          (actions.join() === 's3:PutObject' && resource.endsWith(':::${FailedRecordsBucket}/*')) ||
          // The sender is bound by a condition, below.
          (actions.join() === 'ses:SendEmail' && resource.endsWith(':identity/*'));
        expect(stated, `${actions.join()} on ${resource}`).toBe(true);
      }
    }
  });

  it('touches only the tables it was granted', () => {
    const statements = permissionsOf(app, name);
    const grants = granted(name);
    const tables = statements
      .filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')))
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource.includes(':table/'));
    const allowed = [
      ...(grants.includes('state:read-write')
        ? ['', '/index/list', '/index/worklist', '/index/customer'].map((s) => table('StateTable', s))
        : []),
      ...(grants.includes('due:query') ? [table('StateTable', '/index/due')] : []),
      ...(grants.some((g) => g.startsWith('timeline:')) ? [table('TimelineTable')] : []),
      ...(grants.some((g) => g.startsWith('access:')) ? [table('AccessTable')] : []),
    ];
    expect([...new Set(tables)].sort()).toEqual(allowed.sort());
  });

  it('has the environment of its grants and nothing else', () => {
    const grants = granted(name);
    const settings = functions.find((spec) => spec.name === name)?.settings ?? [];
    const expected = [
      'POWERTOOLS_LOG_LEVEL',
      'POWERTOOLS_SERVICE_NAME',
      'STAGE',
      'STATE_TABLE',
      'DUE_SHARDS',
      ...(grants.includes('due:query') ? ['SCAN_PER_SECOND'] : []),
      ...(grants.some((g) => g.startsWith('timeline:')) ? ['TIMELINE_TABLE'] : []),
      ...(grants.some((g) => g.startsWith('access:')) ? ['ACCESS_TABLE'] : []),
      ...(grants.includes('bus:put') ? ['BUS_NAME'] : []),
      ...(grants.includes('mail:send') ? ['MAIL_FROM', 'MAIL_CONFIGURATION_SET'] : []),
      ...(grants.some((g) => g.startsWith('staff-topic:')) ? ['STAFF_TOPIC_ARN'] : []),
      ...settings,
    ];
    const { Variables } = functionNamed(app, name)[1].Properties['Environment'] as { Variables: object };
    expect(Object.keys(Variables).sort()).toEqual(expected.sort());
  });
});

describe('who may do what', () => {
  const holders = (action: string, resource: string): string[] =>
    functions
      .map(({ name }) => name)
      .filter((name) => may(permissionsOf(app, name), action).includes(resource));

  it('only scans read the due index', () => {
    expect(holders('dynamodb:Query', table('StateTable', '/index/due'))).toEqual([
      'scan-stalled-orders',
      'scan-notices',
      'scan-follow-ups',
      'scan-jobs',
      'scan-reports',
      'scan-stock-drift',
    ]);
  });

  it('only the relay writes the timeline, and it removes nothing from it', () => {
    expect(holders('dynamodb:BatchWriteItem', table('TimelineTable'))).toEqual(['relay']);
    expect(holders('dynamodb:DeleteItem', table('TimelineTable'))).toEqual([]);
    expect(holders('dynamodb:Query', table('TimelineTable'))).toEqual([
      'orders-api',
      'staff-pages',
      'relay',
      'admin',
    ]);
  });

  it('only those who issue, open and move them write credentials, sessions and secrets', () => {
    const writers = ['stores-api', 'web', 'scan-jobs', 'profile-changed', 'admin'];
    expect(holders('dynamodb:DeleteItem', table('AccessTable')).sort()).toEqual([...writers].sort());
    const http = functions.filter(({ trigger }) => trigger.kind === 'http').map(({ name }) => name);
    const checkers = [...http, 'deliver-webhooks', 'scan-follow-ups'].filter(
      (name) => !writers.includes(name),
    );
    expect(holders('dynamodb:GetItem', table('AccessTable')).sort()).toEqual(
      [...writers, ...checkers].sort(),
    );
    for (const name of checkers) {
      const writing = permissionsOf(app, name).filter(
        ({ actions, resources }) =>
          resources.includes(table('AccessTable')) &&
          actions.some((action) => /:(Put|Update|Delete|BatchWrite)/.test(action)),
      );
      expect(writing.map(({ actions, conditions }) => ({ actions, conditions }))).toEqual([
        {
          actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
          conditions: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#used#*', '*#guess#*'] },
          },
        },
      ]);
    }
  });

  it('only the relay puts events on the bus', () => {
    const putters = functions
      .map(({ name }) => name)
      .filter((name) => may(permissionsOf(app, name), 'events:PutEvents').length > 0);
    expect(putters).toEqual(['relay']);
  });

  it('the operator’s topic is written by the notices scan alone, and subscribed to by the admin alone', () => {
    expect(holders('sns:Publish', '${StaffTopicArn}')).toEqual(['scan-notices']);
    expect(holders('sns:Subscribe', '${StaffTopicArn}')).toEqual(['admin']);
    expect(holders('sns:Unsubscribe', '${StaffTopicArn}')).toEqual(['scan-jobs', 'profile-changed', 'admin']);
  });

  it('SMS go to phone numbers only: whatever has an ARN is excepted', () => {
    const senders = functions
      .map(({ name }) => name)
      .filter((name) => permissionsOf(app, name).some(({ notResources }) => notResources.length > 0));
    expect(senders).toEqual(
      functions.filter(({ grants }) => grants.includes('sms:send')).map(({ name }) => name),
    );
    for (const name of senders) {
      const [statement] = permissionsOf(app, name).filter(({ notResources }) => notResources.length > 0);
      expect(statement).toMatchObject({
        actions: ['sns:Publish'],
        notResources: ['arn:${AWS::Partition}:sns:*:*:*'],
      });
    }
  });

  it('mail leaves from our own address through our own configuration set, to any recipient', () => {
    const arn = 'arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:';
    expect(may(permissionsOf(app, 'scan-notices'), 'ses:SendEmail')).toEqual([
      `${arn}configuration-set/\${MailConfigurationSet}`,
      `${arn}identity/*`,
    ]);
  });
});
