import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type Settings } from '../settings.ts';

/** What the stateful stack tells the stateless one, each through an SSM parameter of this name. */
export interface SharedNames {
  readonly stateTable: string;
  readonly stateStreamArn: string;
  readonly timelineTable: string;
  readonly failedRecordsBucket: string;
  readonly staffTopicArn: string;
  readonly mailEventsTopicArn: string;
  readonly mailConfigurationSet: string;
}

const parameterNames: Readonly<Record<keyof SharedNames, string>> = {
  stateTable: 'state-table',
  stateStreamArn: 'state-stream-arn',
  timelineTable: 'timeline-table',
  failedRecordsBucket: 'failed-records-bucket',
  staffTopicArn: 'staff-topic-arn',
  mailEventsTopicArn: 'mail-events-topic-arn',
  mailConfigurationSet: 'mail-configuration-set',
};

const keys = Object.keys(parameterNames) as (keyof SharedNames)[];
const pathOf = (settings: Settings, key: keyof SharedNames): string =>
  `/${settings.prefix.replace('-', '/')}/${parameterNames[key]}`;

/**
 * Writes the names. Parameters rather than exports: an export cannot change while it is imported, and a
 * restore is exactly such a change (docs/operations.md, "Restore").
 */
export function publishNames(scope: Construct, settings: Settings, names: SharedNames): void {
  for (const key of keys) {
    new StringParameter(scope, `Name-${key}`, {
      parameterName: pathOf(settings, key),
      stringValue: names[key],
    });
  }
}

/** Reads the names as template parameters that CloudFormation resolves at each deployment. */
export function readNames(scope: Construct, settings: Settings): SharedNames {
  const entries = keys.map((key) => [
    key,
    StringParameter.valueForStringParameter(scope, pathOf(settings, key)),
  ]);
  return Object.fromEntries(entries) as SharedNames;
}
