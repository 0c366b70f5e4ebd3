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

/** A rule passes the event's detail on; what it failed to pass, and was redriven, may still be in its envelope. */
function messageIn<Message>(body: string): Message {
  const message = JSON.parse(body) as Message & { 'detail-type'?: string; detail?: Message };
  return message['detail-type'] !== undefined && message.detail !== undefined ? message.detail : message;
}
