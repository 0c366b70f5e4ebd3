import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Ports } from './ports.ts';

/** Messages of a queue, each on its own: one that fails comes again alone, and is parked by the queue in the end. */
export function queueFunction<Message>(
  ports: Pick<Ports, 'log'>,
  handle: (message: Message) => Promise<void>,
) {
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async (event) => {
    const results = await Promise.all(
      event.Records.map(async ({ messageId, body }) => {
        try {
          await handle(messageIn<Message>(body));
          return [];
        } catch (error) {
          ports.log.warn('message failed', { messageId, error });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: results.flat() };
  });
}

/**
 * Messages handled together. Where the batch fails each is tried alone: one that cannot be handled comes again alone,
 * its neighbours do not wait for it. What was done of a batch that failed is done again, and must change nothing.
 */
export function batchFunction<Message>(
  ports: Pick<Ports, 'log'>,
  handle: (messages: readonly Message[]) => Promise<void>,
) {
  const alone = queueFunction<Message>(ports, (message) => handle([message]));
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async (event, context) => {
    try {
      await handle(event.Records.map(({ body }) => messageIn<Message>(body)));
      return { batchItemFailures: [] };
    } catch (error) {
      ports.log.warn('batch failed', { messages: event.Records.length, error });
      return alone(event, context);
    }
  });
}

/** A rule passes the event's detail on; what it failed to pass, and was redriven, may still be in its envelope. */
function messageIn<Message>(body: string): Message {
  const message = JSON.parse(body) as Message & { 'detail-type'?: string; detail?: Message };
  return message['detail-type'] !== undefined && message.detail !== undefined ? message.detail : message;
}
