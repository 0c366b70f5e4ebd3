import { CfnParameter } from 'aws-cdk-lib/core';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { type Settings } from '../settings.ts';

/** What the stateful stack tells the stateless one, each through an SSM parameter of this name. */
export interface SharedNames {
  readonly stateTable: string;
  readonly stateStreamArn: string;
  readonly timelineTable: string;
  readonly accessTable: string;
  readonly failedRecordsBucket: string;
  readonly staffTopicArn: string;
  readonly mailEventsTopicArn: string;
  readonly mailConfigurationSet: string;
}

/** Each name's parameter in SSM, and in the template that reads it. */
const parameters: Readonly<Record<keyof SharedNames, { readonly path: string; readonly logicalId: string }>> =
  {
    stateTable: { path: 'state-table', logicalId: 'StateTable' },
    stateStreamArn: { path: 'state-stream-arn', logicalId: 'StateStreamArn' },
    timelineTable: { path: 'timeline-table', logicalId: 'TimelineTable' },
    accessTable: { path: 'access-table', logicalId: 'AccessTable' },
    failedRecordsBucket: { path: 'failed-records-bucket', logicalId: 'FailedRecordsBucket' },
    staffTopicArn: { path: 'staff-topic-arn', logicalId: 'StaffTopicArn' },
    mailEventsTopicArn: { path: 'mail-events-topic-arn', logicalId: 'MailEventsTopicArn' },
    mailConfigurationSet: { path: 'mail-configuration-set', logicalId: 'MailConfigurationSet' },
  };

const keys = Object.keys(parameters) as (keyof SharedNames)[];
const pathOf = (settings: Settings, key: keyof SharedNames): string =>
  `/veghe/${settings.stage}/${parameters[key].path}`;

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
  const entries = keys.map((key) => {
    const parameter = new CfnParameter(scope, parameters[key].logicalId, {
      type: 'AWS::SSM::Parameter::Value<String>',
      default: pathOf(settings, key),
    });
    return [key, parameter.valueAsString];
  });
  return Object.fromEntries(entries) as SharedNames;
}
