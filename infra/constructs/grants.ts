import { Stack } from 'aws-cdk-lib/core';
import { type EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type Grant, type Setting } from '../spec.ts';
import { type Settings } from '../settings.ts';
import { type SharedNames } from './shared-names.ts';
import { dueIndex, listIndexes } from './tables.ts';

/** What one grant or setting gives a function. */
export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly PolicyStatement[];
  /** Findings of cdk-nag about them that are right as a rule and wrong here. */
  readonly acknowledged?: readonly { readonly finding: string; readonly reason: string }[];
}

/** What grants are made of. */
export interface Resources {
  readonly settings: Settings;
  readonly names: SharedNames;
  readonly bus: EventBus;
  readonly publicUrl: string;
}

// What the adapters call, and nothing else; a test compares the two. A transaction would need the actions of
// its parts, for IAM has none of its own. `Scan` is nobody's.
const stateActions = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'];

const readActions = ['GetItem', 'BatchGetItem', 'Query'];
/** What a function that checks callers may write of the access table: by the leading key, so nothing of who may call. */
const checkerKinds = ['*#used#*', '*#guess#*'];

/** Every grant, its environment and its statements in one place. */
export function grantsFor(scope: Construct, { settings, names, bus }: Resources): Record<Grant, Given> {
  const arn = (service: string, resource: string): string => Stack.of(scope).formatArn({ service, resource });
  const dynamodb = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: resources.map((resource) => arn('dynamodb', `table/${resource}`)),
    });
  const topic = (...actions: string[]): PolicyStatement[] => [
    new PolicyStatement({
      actions: actions.map((action) => `sns:${action}`),
      resources: [names.staffTopicArn],
    }),
  ];
  const everyTopic = Stack.of(scope).formatArn({ service: 'sns', region: '*', account: '*', resource: '*' });
  const state = { STATE_TABLE: names.stateTable, DUE_SHARDS: String(settings.dueShards) };
  const timeline = { TIMELINE_TABLE: names.timelineTable };
  const access = { ACCESS_TABLE: names.accessTable };
  const staff = { STAFF_TOPIC_ARN: names.staffTopicArn };

  return {
    'state:read-write': {
      environment: state,
      statements: [
        dynamodb(stateActions, [names.stateTable]),
        dynamodb(
          ['Query'],
          listIndexes.map((index) => `${names.stateTable}/index/${index}`),
        ),
      ],
    },
    'access:check': {
      environment: access,
      statements: [
        dynamodb(readActions, [names.accessTable]),
        new PolicyStatement({
          actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
          resources: [arn('dynamodb', `table/${names.accessTable}`)],
          conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': checkerKinds } },
        }),
      ],
    },
    'access:read-write': {
      environment: access,
      statements: [dynamodb(stateActions, [names.accessTable])],
    },
    'due:query': {
      environment: { ...state, SCAN_PER_SECOND: String(settings.scanPerSecond) },
      statements: [dynamodb(['Query'], [`${names.stateTable}/index/${dueIndex}`])],
    },
    'timeline:read': { environment: timeline, statements: [dynamodb(['Query'], [names.timelineTable])] },
    'timeline:write': {
      environment: timeline,
      statements: [dynamodb(['BatchWriteItem'], [names.timelineTable])],
    },
    'bus:put': {
      environment: { BUS_NAME: bus.eventBusName },
      statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] })],
    },
    'mail:send': {
      environment: { MAIL_FROM: settings.mailFrom, MAIL_CONFIGURATION_SET: names.mailConfigurationSet },
      statements: [
        new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: [
            // SES asks for the recipient's identity too while that is one of the account, as in its sandbox: the sender is
            // bound by the condition.
            arn('ses', 'identity/*'),
            arn('ses', `configuration-set/${names.mailConfigurationSet}`),
          ],
          conditions: { StringEquals: { 'ses:FromAddress': settings.mailFrom } },
        }),
      ],
      acknowledged: [
        {
          finding: 'IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
          reason:
            'SES authorises on the recipient’s identity where that is one of the account; ses:FromAddress bounds the sender.',
        },
      ],
    },
    'sms:send': {
      // A phone number has no ARN: everything that has one is excepted instead.
      statements: [new PolicyStatement({ actions: ['sns:Publish'], notResources: [everyTopic] })],
    },
    'staff-topic:publish': { environment: staff, statements: topic('Publish') },
    'staff-topic:subscribe': {
      environment: staff,
      statements: topic('Subscribe', 'Unsubscribe'),
    },
    'staff-topic:unsubscribe': { environment: staff, statements: topic('Unsubscribe') },
  };
}

/** Every setting and its environment. */
export function settingsFor({ publicUrl, settings }: Resources): Record<Setting, Given> {
  return {
    PUBLIC_URL: { environment: { PUBLIC_URL: publicUrl } },
    MAIL_PER_SECOND: { environment: { MAIL_PER_SECOND: String(settings.mailPerSecond) } },
  };
}
