import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Failure, failedRecords, isDependency, isFault, NothingSucceeded } from './failed-records.ts';
import type { Ports } from './ports.ts';

type StreamPorts = Pick<Ports, 'log' | 'clock'>;

/** Takes a record out of the way once it has failed often enough; answers whether it has. */
export type Park = (record: DynamoDBRecord, error: unknown) => Promise<boolean>;
const never: Park = () => Promise.resolve(false);

/**
 * Records of one shard, those of one aggregate in their order: after one that fails, no other of its aggregate is
 * handled. The stream goes on at the first that was not handled, and all after it come again. A record that fails while
 * others succeed is given to `park`, so that nobody waits for it in the end. Where nothing succeeds it is not the
 * record: the invocation fails, and Lambda counts it.
 */
export function streamFunction(
  ports: StreamPorts,
  handle: (record: DynamoDBRecord) => Promise<void>,
  park: Park = never,
) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse, Error, Context>().handler(async ({ Records }) => {
    const { succeeded, failures, skipped } = await handleAll(ports, Records, handle);
    if (failures.size === 0) return { batchItemFailures: [] };
    ports.log.error('records failed', failedRecords(failures.size, ports.clock()));
    const handled = { succeeded, failures: [...failures.values()], keys: new Set(Records.map(keyOf)).size };
    if (isFault(handled)) throw new NothingSucceeded(handled);
    const parked = new Set<DynamoDBRecord>();
    for (const [record, { error }] of failures)
      if (!isDependency(error) && (await park(record, error))) parked.add(record);
    const again = Records.find(
      (record) => skipped.has(record) || (failures.has(record) && !parked.has(record)),
    );
    return { batchItemFailures: again ? [{ itemIdentifier: sequenceOf(again) }] : [] };
  });
}

async function handleAll(
  ports: StreamPorts,
  records: readonly DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
) {
  const failures = new Map<DynamoDBRecord, Failure>();
  const skipped = new Set<DynamoDBRecord>();
  const failing = new Set<string>();
  let succeeded = 0;
  for (const record of records) {
    const key = keyOf(record);
    if (failing.has(key)) {
      skipped.add(record);
      continue;
    }
    try {
      await handle(record);
      succeeded++;
    } catch (error) {
      ports.log.warn('record failed', { sequence: sequenceOf(record), error });
      failures.set(record, { key, error });
      failing.add(key);
    }
  }
  return { succeeded, failures, skipped };
}

const keyOf = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.['pk']?.S ?? sequenceOf(record);
const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';
