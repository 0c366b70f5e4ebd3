import type { Context, DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { instant } from '../../shared/time/instant.ts';

type Line = Readonly<Record<string, unknown>>;

/** A metric as CloudWatch reads it out of a line of the log (embedded metric format). */
export interface Datapoint {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Embedded {
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

/** One datapoint for each metric and set of dimensions that a line names. */
export const datapointsOf = (line: Line): Datapoint[] =>
  ((line['_aws'] as Embedded | undefined)?.CloudWatchMetrics ?? []).flatMap(
    ({ Namespace: namespace, Dimensions, Metrics }) =>
      Metrics.flatMap(({ Name: name }) =>
        Dimensions.map((names) => ({
          namespace,
          name,
          dimensions: Object.fromEntries(names.map((one) => [one, String(line[one])])),
          value: Number(line[name]),
        })),
      ),
  );

/** Ports of a pipeline whose lines are kept. */
export function logged() {
  const lines: Line[] = [];
  const keep = (message: string, more: Line = {}): void => void lines.push({ message, ...more });
  return {
    ports: {
      clock: () => instant(Date.parse('2026-11-16T08:00:00Z')),
      log: { info: keep, warn: keep, error: keep },
    },
    lines,
    datapoints: () => lines.flatMap(datapointsOf),
  };
}

export const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

/** Messages of a queue, each about the subject of that name. */
export const messages = (...subjects: string[]): SQSEvent => ({
  Records: subjects.map((subject, n) => ({
    messageId: `m${String(n + 1)}`,
    body: JSON.stringify({ storeId: 'shop', subject }),
    receiptHandle: '',
    attributes: {} as never,
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  })),
});

/** Records of the stream, each of the aggregate of that name, numbered from 1. */
export const records = (...keys: string[]): { Records: DynamoDBRecord[] } => ({
  Records: keys.map((key, n) => ({
    dynamodb: { Keys: { pk: { S: key } }, SequenceNumber: String(n + 1) },
  })),
});

/** As the SDK throws where a service is down. */
export const down = (): Error =>
  Object.assign(new Error('internal'), { $fault: 'server', $metadata: { httpStatusCode: 500 } });
