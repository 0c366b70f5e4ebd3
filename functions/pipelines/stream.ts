import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Ports } from './ports.ts';

/**
 * Records of one shard, in their order. The first that fails is where the stream goes on: it and all after it
 * come again, so what belongs together stays in order.
 */
export function streamFunction(ports: Pick<Ports, 'log'>, handle: (record: DynamoDBRecord) => Promise<void>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse, Error, Context>().handler(async (event) => {
    for (const record of event.Records) {
      try {
        await handle(record);
      } catch (error) {
        const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
        ports.log.warn('record failed', { sequence: itemIdentifier, error });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  });
}
