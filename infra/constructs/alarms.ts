import { Duration } from 'aws-cdk-lib/core';
import {
  Alarm,
  ComparisonOperator,
  type IAlarm,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { type Settings } from '../settings.ts';

export interface AlarmRule {
  readonly metric: Metric;
  /** Raised when the metric is at or above this. */
  readonly threshold: number;
  /** Periods in a row; one when absent. */
  readonly periods?: number;
  /** What silence means: `fine` when absent. */
  readonly silence?: 'fine' | 'alarm';
  /** What it means and where the runbook speaks of it. */
  readonly description: string;
}

/** All alarms of a stage and the one topic that they speak on. */
export class Alarms extends Construct {
  readonly topic: Topic;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.prefix = settings.prefix;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    for (const service of ['cloudwatch', 'budgets']) {
      this.topic.grantPublish(new ServicePrincipal(`${service}.amazonaws.com`));
    }
    if (settings.alarmEmail !== undefined) {
      this.topic.addSubscription(new EmailSubscription(settings.alarmEmail));
    }
  }

  /** Raises an alarm named `<prefix>-<name>` by the rule. */
  raise(name: string, rule: AlarmRule): IAlarm {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.prefix}-${name}`,
      alarmDescription: `${rule.description} Runbook: docs/operations.md.`,
      metric: rule.metric,
      threshold: rule.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: rule.periods ?? 1,
      treatMissingData:
        rule.silence === 'alarm' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }
}

/** How long one period of most alarms is. */
export const alarmPeriod = Duration.minutes(5);
