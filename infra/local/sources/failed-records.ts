import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type StreamSourceModel } from '../template/model.ts';
import { type Condition } from './stream-batch.ts';
import { type StreamRecord } from './stream-reader.ts';

export interface AbandonedBatch {
  readonly model: StreamSourceModel;
  readonly functionArn: string;
  readonly shard: string;
  readonly records: readonly StreamRecord[];
  readonly condition: Condition;
  readonly attempts: number;
  readonly at: string;
}

/** Writes abandoned records as Lambda writes them to a bucket, here a directory; answers the file. */
export function writeFailedRecords(bucketsDir: string, batch: AbandonedBatch): string | undefined {
  const { model, records, shard, at } = batch;
  if (model.failureBucket === undefined) return undefined;
  const [date = '', time = ''] = at.split('T');
  const key = `aws/lambda/${model.id}/${shard}/${date.replaceAll('-', '/')}/${date}T${time.slice(0, 8).replaceAll(':', '.')}-${randomUUID()}`;
  const file = join(bucketsDir, model.failureBucket, key);
  const moment = (record: StreamRecord | undefined) =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      requestContext: {
        requestId: randomUUID(),
        functionArn: batch.functionArn,
        condition: batch.condition,
        approximateInvokeCount: batch.attempts,
      },
      version: '1.0',
      timestamp: at,
      DDBStreamBatchInfo: {
        shardId: shard,
        startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: moment(records[0]),
        approximateArrivalOfLastRecord: moment(records.at(-1)),
        batchSize: records.length,
        streamArn: model.streamArn,
      },
      // Only a bucket gets it; a string, as Lambda writes it.
      payload: JSON.stringify({ Records: records }),
    }),
  );
  return file;
}
