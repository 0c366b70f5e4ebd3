import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { relay } from '../../functions/events/relay-record.ts';
import { gatePorts } from '../../functions/notices/mailer.ts';
import { undeliveredMetric } from '../../functions/notices/undelivered.ts';
import { queueFunction } from '../../functions/pipelines/queue.ts';
import { scanFunction } from '../../functions/pipelines/schedule.ts';
import { streamFunction } from '../../functions/pipelines/stream.ts';
import { functions } from '../../infra/functions.ts';
import { gatedMailer } from '../../shared/notices/gate.ts';
import { SendError } from '../../shared/notices/channels.ts';
import { minus, minutes } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { MemoryTimeline } from '../support/memory-timeline.ts';
import { context, type Datapoint, datapointsOf, logged, messages, records } from '../pipelines/given.ts';
import { type JsonObject, ofType, render, synthesize } from './synthesis.ts';

/** An alarm of the template, as CloudWatch reads it. */
interface Alarm {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly threshold: number;
  readonly ringsInSilence: boolean;
}

let alarms: readonly Alarm[];
beforeAll(async () => {
  const { app } = await synthesize();
  alarms = ofType(app, 'AWS::CloudWatch::Alarm').map(([, { Properties: p }]) => ({
    name: render(p['AlarmName']).replace('veghe-dev-', ''),
    namespace: render(p['Namespace']),
    metric: render(p['MetricName']),
    dimensions: Object.fromEntries(
      ((p['Dimensions'] ?? []) as JsonObject[]).map((one) => [render(one['Name']), render(one['Value'])]),
    ),
    threshold: Number(p['Threshold']),
    ringsInSilence: p['TreatMissingData'] === 'breaching',
  }));
});

/** Every alarm of ours rings at or above its threshold, on its own metric with exactly its own dimensions. */
const rings = (alarm: Alarm, { namespace, name, dimensions, value }: Datapoint): boolean =>
  alarm.namespace === namespace &&
  alarm.metric === name &&
  JSON.stringify(alarm.dimensions) === JSON.stringify(dimensions) &&
  value >= alarm.threshold;

const poison = new TypeError('poisoned');
const thrown = async (): Promise<never> => {
  throw poison;
};

/** What our own metrics say when the thing happens that they are for: by running the code that logs them. */
const ours: Readonly<Record<string, () => Promise<readonly Datapoint[]>>> = {
  Parked: async () => {
    const log = logged();
    const heads = new MemoryHeadStore();
    const unreadable = {
      Keys: { pk: { S: 'shop#order#A' } },
      NewImage: { sk: { S: 'head' }, pk: { N: 'x' } },
    };
    await relay(
      { ...log.ports, heads, timeline: new MemoryTimeline(), bus: { publish: async () => undefined } },
      { dynamodb: { ...unreadable, SequenceNumber: '1' } },
    );
    return log.datapoints();
  },
  FailedRecords: async () => {
    process.env['POWERTOOLS_SERVICE_NAME'] = 'relay';
    const log = logged();
    await streamFunction(log.ports, thrown)(records('a'), context);
    process.env['POWERTOOLS_SERVICE_NAME'] = 'notify-customers';
    await queueFunction(log.ports, thrown)(messages('a'), context);
    return log.datapoints();
  },
  SendingStopped: async () => {
    const log = logged();
    const heads = new MemoryHeadStore();
    const profiles = { of: async () => undefined, fresh: async () => undefined };
    const paused = new SendError('sender', 'AccountSendingPausedException', { everybody: true });
    const mailer = gatedMailer(
      gatePorts({ ...log.ports, heads, profiles, random: () => 'x' }),
      { send: () => Promise.reject(paused) },
      'orders@veghe.example',
    );
    const mail = {
      to: 'a@b.example',
      fromName: '',
      subject: '',
      html: '',
      text: '',
      tags: { store: 's', notice: 'n' },
    };
    await expect(mailer.send(mail)).rejects.toThrow('AccountSendingPausedException');
    return log.datapoints();
  },
  MessagesFailed: async () => told('notice.failed'),
  DigestsUnreceived: async () => told('digest.unreceived'),
  ScanLagSeconds: async () => {
    process.env['SCAN_PER_SECOND'] = '10000';
    const log = logged();
    for (const { trigger } of functions)
      if (trigger.kind === 'schedule') {
        const heads = await lateBy(4, trigger.due);
        await scanFunction(
          { ...log.ports, heads },
          trigger.due,
          async () => undefined,
        )({ due: trigger.due }, context);
      }
    return log.datapoints();
  },
};

function told(type: string): readonly Datapoint[] {
  const event = {
    id: 'e',
    type,
    version: 1,
    storeId: 'shop' as never,
    subject: 'x/1',
    occurredAt: '',
    actor: 'system',
    data: {},
  };
  return datapointsOf(undeliveredMetric(event, 0) ?? {});
}

/** A store in which one deadline of this kind is so many minutes late. */
async function lateBy(late: number, kind: string): Promise<MemoryHeadStore> {
  const heads = new MemoryHeadStore();
  const now = logged().ports.clock();
  await heads.commit({
    key: { store: 'shop' as never, kind: 'thing', id: 'A' },
    expected: 0,
    state: {},
    events: [{ type: 'x', data: {} }],
    at: now,
    actor: 'x',
    due: { kind, at: minus(now, minutes(late)) },
    indexes: {},
    receipts: [],
  });
  return heads;
}

/**
 * Metrics that AWS writes itself, with the dimensions that it writes them with and a value that means trouble.
 * Sources: "Lambda function metrics" and "Event source mapping metrics" (Lambda), "Available CloudWatch metrics" (SQS),
 * "Monitor sending activity with CloudWatch" and "reputation metrics" (SES), "Monitoring SNS topics" (SNS), "HTTP API
 * metrics" (API Gateway), developer guides.
 */
const amazons: readonly {
  metric: string;
  namespace: string;
  dimensions: readonly string[];
  value: number;
}[] = [
  { namespace: 'AWS/Lambda', metric: 'Errors', dimensions: ['FunctionName'], value: 1 },
  { namespace: 'AWS/Lambda', metric: 'Throttles', dimensions: [], value: 1 },
  { namespace: 'AWS/Lambda', metric: 'ConcurrentExecutions', dimensions: [], value: 1_000 },
  { namespace: 'AWS/Lambda', metric: 'IteratorAge', dimensions: ['FunctionName'], value: 20 * 3_600_000 },
  {
    namespace: 'AWS/Lambda',
    metric: 'OnFailureDestinationDeliveredEventCount',
    dimensions: ['EventSourceMappingUUID'],
    value: 1,
  },
  { namespace: 'AWS/Lambda', metric: 'DroppedEventCount', dimensions: ['EventSourceMappingUUID'], value: 1 },
  { namespace: 'AWS/SQS', metric: 'ApproximateNumberOfMessagesVisible', dimensions: ['QueueName'], value: 1 },
  { namespace: 'AWS/ApiGateway', metric: '5xx', dimensions: ['ApiId'], value: 5 },
  // Shares, not percentages.
  { namespace: 'AWS/SES', metric: 'Reputation.BounceRate', dimensions: [], value: 0.05 },
  { namespace: 'AWS/SES', metric: 'Reputation.ComplaintRate', dimensions: [], value: 0.001 },
  { namespace: 'AWS/SNS', metric: 'SMSMonthToDateSpentUSD', dimensions: [], value: 1 },
];

describe('every alarm of the template', () => {
  it('of a metric of ours rings when what it is for happens, and is logged by the code that is deployed', async () => {
    const mine = alarms.filter(({ namespace }) => namespace === 'Veghe');
    const points = (await Promise.all(Object.values(ours).map((happens) => happens()))).flat();
    expect(mine.length).toBeGreaterThanOrEqual(12);
    expect(
      mine.filter((alarm) => !points.some((point) => rings(alarm, point))).map(({ name }) => name),
    ).toEqual([]);
  });

  it('of a metric of AWS is on a metric that there is, with the dimensions that it has', () => {
    const theirs = alarms.filter(({ namespace }) => namespace !== 'Veghe');
    const silent = theirs.filter((alarm) => {
      const written = amazons.find(
        ({ namespace, metric }) => namespace === alarm.namespace && metric === alarm.metric,
      );
      return (
        written === undefined ||
        Object.keys(alarm.dimensions).join() !== written.dimensions.join() ||
        written.value < alarm.threshold
      );
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is one of a metric that is listed here', () => {
    const listed = new Set([...Object.keys(ours), ...amazons.map(({ metric }) => metric)]);
    expect(alarms.filter(({ metric }) => !listed.has(metric)).map(({ name }) => name)).toEqual([]);
  });

  it('of a scan rings in silence as well: a scan that does not run says nothing', () => {
    const lags = alarms.filter(({ metric }) => metric === 'ScanLagSeconds');
    expect(lags.map(({ ringsInSilence }) => ringsInSilence)).toEqual(Array(6).fill(true));
  });
});

describe('the errors of a function, as Lambda counts them', () => {
  it.each(functions.map(({ name, entry }) => [name, entry] as const))(
    '%s ends with an error where it cannot begin',
    async (_, entry) => {
      const url = pathToFileURL(resolve(entry)).href;
      await expect(import(url)).rejects.toThrow(/the environment lacks/);
    },
  );

  it.each([
    ['a queue', () => queueFunction(logged().ports, thrown)(messages('a', 'b'), context)],
    ['the stream', () => streamFunction(logged().ports, thrown)(records('a', 'b'), context)],
    [
      'a scan',
      async () => {
        process.env['SCAN_PER_SECOND'] = '10000';
        const down = Object.assign(new Error('down'), { $fault: 'server' });
        const heads = await lateBy(0, 'order');
        const handler = scanFunction({ ...logged().ports, heads }, 'order', () => Promise.reject(down));
        return handler({ due: 'order' }, context) as Promise<unknown>;
      },
    ],
  ])('are counted where nothing that %s brought was handled', async (_, run) => {
    await expect(run()).rejects.toThrow(/^none of \d records/);
  });
});
