import { Stack } from 'aws-cdk-lib/core';
import { type EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type Grant, type Setting } from '../functions.ts';
import { type Settings } from '../settings.ts';
import { mailDomain } from './mail.ts';
import { type SharedNames } from './shared-names.ts';

/** What one grant or setting gives a function. */
export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly PolicyStatement[];
}

/** What grants are made of. */
export interface Resources {
  readonly settings: Settings;
  readonly names: SharedNames;
  readonly bus: EventBus;
  readonly publicUrl: string;
}

// A transaction needs the actions of its parts; IAM has none for it. `Scan` is nobody's.
const read = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'];
const append = ['PutItem', 'UpdateItem', 'BatchWriteItem', 'ConditionCheckItem'];
const readWrite = [...new Set([...read, ...append, 'DeleteItem'])];

/** Every grant, its environment and its statements in one place. */
export function grantsFor(scope: Construct, { settings, names, bus }: Resources): Record<Grant, Given> {
  const arn = (service: string, resource: string): string => Stack.of(scope).formatArn({ service, resource });
  const table = (name: string, actions: readonly string[], indexes: boolean): PolicyStatement[] => {
    const itself = arn('dynamodb', `table/${name}`);
    const own = new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [itself],
    });
    // `*` stands for the names of this table's indexes.
    const through = new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${itself}/index/*`] });
    return indexes ? [own, through] : [own];
  };
  const topic = (...actions: string[]): PolicyStatement[] => [
    new PolicyStatement({
      actions: actions.map((action) => `sns:${action}`),
      resources: [names.staffTopicArn],
    }),
  ];
  const timeline = { TIMELINE_TABLE: names.timelineTable };
  const staff = { STAFF_TOPIC_ARN: names.staffTopicArn };

  return {
    'state:read-write': {
      environment: { STATE_TABLE: names.stateTable },
      statements: table(names.stateTable, readWrite, true),
    },
    'timeline:read': { environment: timeline, statements: table(names.timelineTable, read, false) },
    'timeline:write': { environment: timeline, statements: table(names.timelineTable, append, false) },
    'bus:put': {
      environment: { BUS_NAME: bus.eventBusName },
      statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] })],
    },
    'mail:send': {
      environment: { MAIL_FROM: settings.mailFrom, MAIL_CONFIGURATION_SET: names.mailConfigurationSet },
      statements: [
        new PolicyStatement({
          actions: ['ses:SendEmail', 'ses:SendRawEmail'],
          resources: [
            arn('ses', `identity/${mailDomain(settings)}`),
            arn('ses', `configuration-set/${names.mailConfigurationSet}`),
          ],
          conditions: { StringEquals: { 'ses:FromAddress': settings.mailFrom } },
        }),
      ],
    },
    'sms:send': {
      // A phone number has no ARN: everything that has one is excepted instead.
      statements: [new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:*:sns:*:*:*'] })],
    },
    'staff-topic:publish': { environment: staff, statements: topic('Publish') },
    'staff-topic:subscribe': {
      environment: staff,
      statements: topic(
        'Subscribe',
        'Unsubscribe',
        'ListSubscriptionsByTopic',
        'GetSubscriptionAttributes',
        'SetSubscriptionAttributes',
      ),
    },
  };
}

/** Every setting and its environment. */
export function settingsFor({ settings, publicUrl }: Resources): Record<Setting, Given> {
  const { tokenIssuer, tokenAudience } = settings;
  return {
    PUBLIC_URL: { environment: { PUBLIC_URL: publicUrl } },
    TOKENS: {
      environment: {
        ...(tokenIssuer === undefined ? {} : { TOKEN_ISSUER: tokenIssuer }),
        ...(tokenAudience === undefined ? {} : { TOKEN_AUDIENCE: tokenAudience }),
      },
    },
  };
}
