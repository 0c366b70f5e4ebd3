import { Duration } from 'aws-cdk-lib/core';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { type Alarms, alarmPeriod } from './alarms.ts';

/** What holds for every queue: encrypted by SQS itself, TLS only, the longest retention there is. */
export const queueDefaults = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
} as const;

/** A queue for what could not be handled, whole, and the alarm that says it is not empty. */
export function deadLetters(scope: Construct, prefix: string, name: string, alarms: Alarms): Queue {
  const queue = new Queue(scope, 'DeadLetters', {
    ...queueDefaults,
    queueName: `${prefix}-${name}-dead-letters`,
  });
  alarms.raise(`${name}-dead-letters`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'Maximum' }),
    threshold: 1,
    description: `What ${name} could not handle waits in its dead letters.`,
  });
  return queue;
}
