import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Failure, failedRecords, isFault, NothingSucceeded } from './failed-records.ts';
import type { Ports } from './ports.ts';

type QueuePorts = Pick<Ports, 'log' | 'clock'>;

/**
 * Messages of a queue, each on its own: one that fails comes again alone, and is parked by the queue in the end. Where
 * none of several succeeds the invocation fails as a whole, so that Lambda counts it.
 */
export function queueFunction<Message>(ports: QueuePorts, handle: (message: Message) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler((event) =>
    oneByOne(ports, event.Records, handle),
  );
}

/**
 * Messages handled together. Where the batch fails each is tried alone: one that cannot be handled comes again alone,
 * its neighbours do not wait for it. What was done of a batch that failed is done again, and must change nothing.
 */
export function batchFunction<Message>(
  ports: QueuePorts,
  handle: (messages: readonly Message[]) => Promise<void>,
) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async (event) => {
    try {
      await handle(event.Records.map(({ body }) => messageIn<Message>(body)));
      return { batchItemFailures: [] };
    } catch (error) {
      ports.log.warn('batch failed', { messages: event.Records.length, error });
      return oneByOne<Message>(ports, event.Records, (message) => handle([message]));
    }
  });
}

async function oneByOne<Message>(
  ports: QueuePorts,
  records: readonly SQSRecord[],
  handle: (message: Message) => Promise<void>,
): Promise<SQSBatchResponse> {
  const failed: { readonly id: string; readonly failure: Failure }[] = [];
  await Promise.all(
    records.map(async (record) => {
      const { messageId, body } = record;
      try {
        await handle(messageIn<Message>(body));
      } catch (error) {
        ports.log.warn('message failed', { messageId, error });
        failed.push({ id: messageId, failure: { key: keyIn(record), error } });
      }
    }),
  );
  if (failed.length === 0) return { batchItemFailures: [] };
  ports.log.error('records failed', failedRecords(failed.length, ports.clock()));
  const handled = {
    succeeded: records.length - failed.length,
    failures: failed.map(({ failure }) => failure),
    keys: new Set(records.map(keyIn)).size,
  };
  if (isFault(handled)) throw new NothingSucceeded(handled);
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}

/** A rule passes the event's detail on; what it failed to pass, and was redriven, may still be in its envelope. */
function messageIn<Message>(body: string): Message {
  const message = JSON.parse(body) as Message & { 'detail-type'?: string; detail?: Message };
  return message['detail-type'] !== undefined && message.detail !== undefined ? message.detail : message;
}

/** What a message is about: events of one subject may be poisoned together. */
function keyIn({ messageId, body }: SQSRecord): string {
  try {
    const { storeId, subject } = messageIn<{ storeId?: string; subject?: string }>(body);
    return subject === undefined ? messageId : `${storeId ?? ''} ${subject}`;
  } catch {
    return messageId;
  }
}
