import { type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { type IAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Settings } from '../settings.ts';
import { type Alarms, alarmPeriod } from './alarms.ts';

/** Alarms that belong to no single function: the API, the account's limits, the sender's name, the bill. */
export class Watch extends Construct {
  /** The API answers with faults; also what a canary is rolled back by. */
  readonly apiFaults: IAlarm;
  /** Records that the relay did not handle; what its canary is rolled back by. */
  readonly relayFailures: IAlarm;

  constructor(scope: Construct, id: string, settings: Settings, api: HttpApi, alarms: Alarms) {
    super(scope, id);
    const metric = (namespace: string, metricName: string, statistic: string): Metric =>
      new Metric({ namespace, metricName, statistic, period: alarmPeriod });

    this.apiFaults = alarms.raise('api-faults', {
      metric: api.metricServerError({ statistic: 'Sum', period: alarmPeriod }),
      threshold: 5,
      description: 'The API answered five times with 5xx within 5 minutes.',
    });
    alarms.raise('parked', {
      metric: metric('Veghe', 'Parked', 'Sum').with({ dimensionsMap: { from: 'relay' } }),
      threshold: 1,
      description: 'The relay parked a record that it could not read.',
    });
    alarms.raise('failed-records', {
      metric: metric('Veghe', 'FailedRecords', 'Sum'),
      threshold: 1,
      description: 'A consumer, a scan or the relay did not handle a record; it comes again.',
    });
    this.relayFailures = alarms.raise('relay-failed-records', {
      metric: metric('Veghe', 'FailedRecords', 'Sum').with({ dimensionsMap: { function: 'relay' } }),
      threshold: 1,
      description:
        'The relay did not handle a record of the stream; it comes again, and is parked at the tenth time.',
    });
    alarms.raise('sending-stopped', {
      metric: metric('Veghe', 'SendingStopped', 'Sum'),
      threshold: 1,
      description: 'SES or SNS takes no message of ours at all; messages wait, and nothing is lost.',
    });
    alarms.raise('messages-failed', {
      metric: metric('Veghe', 'MessagesFailed', 'Sum'),
      threshold: 1,
      description: 'A message to a customer or to staff was given up.',
    });
    alarms.raise('digests-unreceived', {
      metric: metric('Veghe', 'DigestsUnreceived', 'Sum'),
      threshold: 1,
      description: 'Staff alerts of a shop have nobody who could get them.',
    });
    alarms.raise('throttles', {
      metric: metric('AWS/Lambda', 'Throttles', 'Sum'),
      threshold: 1,
      description: 'Lambda refused calls: the concurrency of the account is used up.',
    });
    alarms.raise('concurrency', {
      metric: metric('AWS/Lambda', 'ConcurrentExecutions', 'Maximum'),
      threshold: Math.floor(settings.concurrencyQuota * 0.8),
      description: 'Four fifths of the concurrency quota are in use.',
    });
    // SES reviews an account at 5 % bounces or 0.1 % complaints and pauses it at 10 % and 0.5 %.
    alarms.raise('bounces', {
      metric: metric('AWS/SES', 'Reputation.BounceRate', 'Maximum'),
      threshold: 0.03,
      description: 'More than 3 % of the mails bounce; at 5 % SES reviews the account.',
    });
    alarms.raise('complaints', {
      metric: metric('AWS/SES', 'Reputation.ComplaintRate', 'Maximum'),
      threshold: 0.0008,
      description: 'More than 0.08 % of the mails are reported as spam; at 0.1 % SES reviews the account.',
    });
    alarms.raise('sms-spend', {
      metric: metric('AWS/SNS', 'SMSMonthToDateSpentUSD', 'Maximum'),
      threshold: settings.smsMonthlyLimitUsd * 0.8,
      description: 'Four fifths of the month’s SMS limit are spent; at the limit SNS stops sending.',
    });
    this.budget(settings, alarms);
  }

  /** The bill of the account: told at four fifths spent and when the month is forecast to pass it. */
  private budget(settings: Settings, alarms: Alarms): void {
    const notify = (
      notificationType: string,
      threshold: number,
    ): CfnBudget.NotificationWithSubscribersProperty => ({
      notification: {
        notificationType,
        threshold,
        comparisonOperator: 'GREATER_THAN',
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'SNS', address: alarms.topic.topicArn }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: settings.prefix,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: settings.monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
    });
  }
}
