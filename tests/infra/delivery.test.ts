import { beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { routes } from '../../shared/http/routes.ts';
import {
  behindAlias,
  type Json,
  type JsonObject,
  ofType,
  render,
  type Resource,
  synthesize,
  type Template,
} from './synthesis.ts';

let app: Template;
beforeAll(async () => {
  ({ app } = await synthesize());
});

const queueName = ([, { Properties }]: [string, Resource]): string => render(Properties['QueueName']);
const isDead = (queue: [string, Resource]): boolean => queueName(queue).endsWith('-dead-letters');
const queues = (): [string, Resource][] => ofType(app, 'AWS::SQS::Queue');
const alarmsOn = (metric: string, namespace: string): Resource[] =>
  ofType(app, 'AWS::CloudWatch::Alarm')
    .map(([, alarm]) => alarm)
    .filter((a) => a.Properties['MetricName'] === metric && a.Properties['Namespace'] === namespace);
const dimension = (alarm: Resource): string =>
  ((alarm.Properties['Dimensions'] ?? []) as JsonObject[]).map((d) => render(d['Value'])).join();

describe('queues', () => {
  it('exist for every function that is fed by one, with dead letters and an alarm on them', () => {
    const fed = functions.filter(
      ({ trigger }) => trigger.kind === 'events' || trigger.kind === 'mail-events',
    );
    expect(
      queues()
        .filter((q) => !isDead(q))
        .map(queueName),
    ).toEqual(fed.map(({ name }) => `veghe-dev-${name}`));
  });

  it('redrive into their own dead letters, which keep what they get for 14 days', () => {
    for (const queue of queues().filter((q) => !isDead(q))) {
      const { deadLetterTargetArn, maxReceiveCount } = queue[1].Properties['RedrivePolicy'] as JsonObject;
      const dead = app.Resources[render(deadLetterTargetArn).slice(2).split('.')[0] ?? ''];
      expect(render(dead?.Properties['QueueName'])).toBe(`${queueName(queue)}-dead-letters`);
      expect(maxReceiveCount).toBe(10);
      expect(dead?.Properties['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
    }
  });

  it('have an alarm on every dead-letter queue', () => {
    const watched = alarmsOn('ApproximateNumberOfMessagesVisible', 'AWS/SQS').map(dimension);
    expect(watched.sort()).toEqual(
      queues()
        .filter(isDead)
        .map(([id]) => `\${${id}.QueueName}`)
        .sort(),
    );
  });

  it('are encrypted by SQS and hold a message six times as long as its function may take, and the batching window', () => {
    for (const queue of queues()) expect(queue[1].Properties['SqsManagedSseEnabled']).toBe(true);
    for (const [, { Properties }] of queues().filter((q) => !isDead(q)))
      expect(Properties['VisibilityTimeout']).toBe(
        Properties['QueueName'] === 'veghe-dev-count-events' ? 200 : 180,
      );
  });

  it('feed their functions in batches with partial answers and bounded concurrency', () => {
    const mappings = ofType(app, 'AWS::Lambda::EventSourceMapping').map(([, m]) => m.Properties);
    for (const mapping of mappings.filter((m) => m['ScalingConfig'] !== undefined)) {
      const spec = functions.find(({ name }) => name === behindAlias(app, render(mapping['FunctionName'])));
      const concurrency =
        spec !== undefined && 'concurrency' in spec.trigger ? spec.trigger.concurrency : undefined;
      expect(mapping['ScalingConfig']).toEqual({ MaximumConcurrency: concurrency });
      expect(mapping['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    }
    const fed = ['stream', 'events', 'mail-events'];
    expect(mappings).toHaveLength(functions.filter(({ trigger }) => fed.includes(trigger.kind)).length);
  });

  it('get what a rule cannot deliver into the same dead letters', () => {
    for (const [, { Properties }] of ofType(app, 'AWS::Events::Rule')) {
      const [target] = Properties['Targets'] as JsonObject[];
      expect(render((target?.['DeadLetterConfig'] as JsonObject)['Arn'])).toContain('DeadLetters');
      expect(target?.['InputPath']).toBe('$.detail');
      expect(target?.['RetryPolicy']).toEqual({
        MaximumEventAgeInSeconds: 86_400,
        MaximumRetryAttempts: 185,
      });
    }
  });
});

describe('the relay', () => {
  const mapping = (): JsonObject => {
    const found = ofType(app, 'AWS::Lambda::EventSourceMapping').find(
      ([, m]) => m.Properties['StartingPosition'],
    );
    return found?.[1].Properties ?? {};
  };

  it('reads heads only, in order, retries by age and bisects', () => {
    expect(mapping()).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 20 * 3600,
    });
    const [filter] = (mapping()['FilterCriteria'] as { Filters: { Pattern: string }[] }).Filters;
    expect(JSON.parse(filter?.Pattern ?? '')).toEqual({ dynamodb: { Keys: { sk: { S: ['head'] } } } });
    expect(behindAlias(app, render(mapping()['FunctionName']))).toBe('relay');
  });

  it('keeps what it gives up whole, in the bucket, and says so', () => {
    expect(
      render((mapping()['DestinationConfig'] as { OnFailure: { Destination: Json } }).OnFailure.Destination),
    ).toBe('arn:${AWS::Partition}:s3:::${FailedRecordsBucket}');
    expect(mapping()['MetricsConfig']).toEqual({ Metrics: ['EventCount'] });
    for (const metric of ['OnFailureDestinationDeliveredEventCount', 'DroppedEventCount']) {
      expect(alarmsOn(metric, 'AWS/Lambda')).toHaveLength(1);
    }
    expect(alarmsOn('IteratorAge', 'AWS/Lambda')).toHaveLength(1);
  });
});

describe('alarms', () => {
  it('watch every function’s errors', () => {
    const watched = alarmsOn('Errors', 'AWS/Lambda').map((alarm) => {
      const fn = app.Resources[dimension(alarm).slice(2, -1)];
      return render(fn?.Properties['FunctionName']).replace('veghe-dev-', '');
    });
    expect(watched.sort()).toEqual(functions.map(({ name }) => name).sort());
  });

  it('take silence of a scan for a fault', () => {
    const lags = alarmsOn('ScanLagSeconds', 'Veghe');
    expect(lags.map(dimension)).toEqual(['order', 'notice', 'follow-up', 'job', 'report', 'stock']);
    for (const lag of lags) expect(lag.Properties['TreatMissingData']).toBe('breaching');
  });

  it.each([
    ['AWS/ApiGateway', '5xx'],
    ['AWS/Lambda', 'Throttles'],
    ['AWS/Lambda', 'ConcurrentExecutions'],
    ['AWS/SES', 'Reputation.BounceRate'],
    ['AWS/SES', 'Reputation.ComplaintRate'],
    ['AWS/SNS', 'SMSMonthToDateSpentUSD'],
    ['Veghe', 'Parked'],
  ])('watch %s %s', (namespace, metric) => {
    expect(alarmsOn(metric, namespace)).toHaveLength(1);
  });

  it('count what the relay parks under the name it is logged by', () => {
    expect(alarmsOn('Parked', 'Veghe')[0]?.Properties['Dimensions']).toEqual([
      { Name: 'from', Value: 'relay' },
    ]);
  });

  it('all speak on the one topic, and so does the budget', () => {
    const topics = ofType(app, 'AWS::CloudWatch::Alarm').map(([, a]) => render(a.Properties['AlarmActions']));
    expect(new Set(topics).size).toBe(1);
    const [budget] = ofType(app, 'AWS::Budgets::Budget');
    expect(JSON.stringify(budget?.[1].Properties['NotificationsWithSubscribers'])).toContain(
      topics[0]?.slice(2, -1),
    );
  });

  it('roll a canary back: each public function and the relay', () => {
    const groups = ofType(app, 'AWS::CodeDeploy::DeploymentGroup');
    // A capability's function each, the pages', and the relay.
    expect(groups).toHaveLength(Object.keys(routes).length + 1);
    for (const [, { Properties }] of groups) {
      expect(Properties['AutoRollbackConfiguration']).toMatchObject({ Enabled: true });
      expect((Properties['AlarmConfiguration'] as JsonObject)['Alarms']).not.toEqual([]);
    }
  });
});
