import { Duration } from 'aws-cdk-lib/core';
import { type EventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from '../functions.ts';
import { type Batch } from '../spec.ts';
import { type Alarms } from './alarms.ts';
import { deadLetters, queueDefaults } from './dead-letters.ts';
import { type VegheFunction } from './function.ts';

/** A message is tried this often, a visibility timeout apart, before it goes to the dead letters. */
const maxReceiveCount = 10;

/**
 * A queue before a function: bounded concurrency, partial batch responses, dead letters. A message that
 * fails comes back after six times the function's timeout and the batching window (AWS's rule), so that an outage of half an hour
 * costs nothing but time.
 */
export class QueueSource extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    fn: VegheFunction,
    concurrency: number,
    prefix: string,
    alarms: Alarms,
    batch?: Batch,
  ) {
    super(scope, id);
    this.deadLetters = deadLetters(this, prefix, fn.spec.name, alarms);
    this.queue = new Queue(this, 'Queue', {
      ...queueDefaults,
      queueName: `${prefix}-${fn.spec.name}`,
      visibilityTimeout: Duration.seconds(6 * fn.timeout.toSeconds() + (batch?.seconds ?? 0)),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
    fn.allow(
      new PolicyStatement({
        actions: ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`),
        resources: [this.queue.queueArn],
      }),
    );
    new CfnEventSourceMapping(this, 'Mapping', {
      functionName: fn.alias.functionArn,
      eventSourceArn: this.queue.queueArn,
      batchSize: batch?.most ?? 10,
      ...(batch ? { maximumBatchingWindowInSeconds: batch.seconds } : {}),
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: concurrency },
    });
  }

  /** Feeds the queue with events of these types from the bus; the message is the event itself (`detail`). */
  fromBus(bus: EventBus, types: readonly string[]): void {
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: [eventSource], detailType: [...types] },
      targets: [
        new SqsQueue(this.queue, {
          message: RuleTargetInput.fromEventPath('$.detail'),
          deadLetterQueue: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }

  /** Feeds the queue from a topic; the message is what was published, without an envelope. */
  fromTopic(topicArn: string): void {
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('sns.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
        }),
      );
    }
    new CfnSubscription(this, 'Subscription', {
      topicArn,
      protocol: 'sqs',
      endpoint: this.queue.queueArn,
      rawMessageDelivery: true,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.queueArn },
    });
  }
}
