import { createHash } from 'node:crypto';
import { type Message } from '../queues.ts';

/** A message as the record of a Lambda event. */
export function toSqsRecord(message: Message, arn: string, region: string): Record<string, unknown> {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  return {
    messageId: message.messageId,
    receiptHandle: `${message.messageId}#${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { dataType, stringValue }]) => [
        name,
        { stringValue, stringListValues: [], binaryListValues: [], dataType },
      ]),
    ),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  };
}
