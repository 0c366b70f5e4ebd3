import { Duration, Stack } from 'aws-cdk-lib/core';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { type DueKind } from '../spec.ts';
import { type Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type Alarms } from './alarms.ts';
import { deadLetters } from './dead-letters.ts';
import { aliasName, type VegheFunction } from './function.ts';

/** The group and the role that all schedules of a stage share. */
export class ScheduleGroup extends Construct {
  readonly group: CfnScheduleGroup;
  readonly role: Role;
  readonly prefix: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.prefix = settings.prefix;
    this.group = new CfnScheduleGroup(this, 'Group', { name: settings.prefix });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
  }
}

/**
 * A scan every minute. Neither the schedule nor Lambda tries again: the next minute does, and reads the same
 * deadlines. What was not run within a minute is stale and goes to the dead letters, where it is a sign
 * rather than work to be redone.
 */
export class ScheduleSource extends Construct {
  constructor(
    scope: Construct,
    id: string,
    fn: VegheFunction,
    due: DueKind,
    shared: ScheduleGroup,
    alarms: Alarms,
  ) {
    super(scope, id);
    const dead = deadLetters(this, shared.prefix, fn.spec.name, alarms);
    acknowledge(
      dead,
      'SQS3',
      'It is one: of an asynchronous invocation and a schedule, which cdk-nag does not see.',
    );
    fn.allow(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [dead.queueArn] }));
    dead.grantSendMessages(shared.role);
    shared.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.alias.functionArn] }),
    );
    new CfnEventInvokeConfig(this, 'Invoke', {
      functionName: fn.functionName,
      qualifier: aliasName,
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
      destinationConfig: { onFailure: { destination: dead.queueArn } },
    }).node.addDependency(fn.alias);
    new CfnSchedule(this, 'Schedule', {
      name: fn.spec.name,
      groupName: shared.group.ref,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: fn.alias.functionArn,
        roleArn: shared.role.roleArn,
        input: JSON.stringify({ due }),
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: dead.queueArn },
      },
    }).node.addDependency(shared.role);

    alarms.raise(`${fn.spec.name}-lag`, {
      metric: new Metric({
        namespace: 'Veghe',
        metricName: 'ScanLagSeconds',
        dimensionsMap: { kind: due },
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: 180,
      periods: 5,
      silence: 'alarm',
      description: `${fn.spec.name} is 3 minutes late with deadlines, or does not run.`,
    });
  }
}
