import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { Envelope } from './envelope.ts';
import type { Timeline, TimelineEntry } from './timeline.ts';

/** The timelines in a table of their own: one partition per subject, sorted by time. */
export function dynamodbTimeline(client: DynamoDBClient, table: string): Timeline {
  return {
    async read(store, subject, page) {
      const start = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': `${store}#${subject}` }),
          Limit: page.limit,
          ConsistentRead: true,
          // The cursor names a place within this partition and no other.
          ...(start
            ? { ExclusiveStartKey: marshall({ pk: `${store}#${subject}`, sk: start['sk'] ?? ' ' }) }
            : {}),
        }),
      );
      const last = answer.LastEvaluatedKey;
      return {
        items: (answer.Items ?? []).map((item) => unmarshall(item)['envelope'] as Envelope),
        next: last ? encodeCursor({ sk: last['sk']?.S ?? '' }) : null,
      };
    },

    async write(entries) {
      const puts = [
        ...new Map(entries.map((entry) => [`${entry.subject} ${sortKey(entry)}`, put(entry)])).values(),
      ];
      for (let at = 0; at < puts.length; at += 25) {
        let open: WriteRequest[] = puts.slice(at, at + 25);
        for (let attempt = 0; open.length > 0; attempt++) {
          if (attempt === 8) throw new Error('the timeline did not take a batch after 8 attempts');
          const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: open } }));
          open = answer.UnprocessedItems?.[table] ?? [];
        }
      }
    },
  };
}

const put = (entry: TimelineEntry): WriteRequest => ({
  PutRequest: {
    Item: marshall(
      { pk: `${entry.envelope.storeId}#${entry.subject}`, sk: sortKey(entry), envelope: entry.envelope },
      { removeUndefinedValues: true },
    ),
  },
});

/**
 * By time; at the same instant what happened to the thing itself before what followed from it; then by the
 * event's own name, so that a redelivered event finds its own place again.
 */
const sortKey = ({ subject, envelope }: TimelineEntry): string => {
  const order = envelope.id.slice(envelope.id.lastIndexOf('.', envelope.id.lastIndexOf('.') - 1) + 1);
  const [version = '', index = ''] = order.split('.');
  const at = new Date(envelope.occurredAt).toISOString();
  const own = subject === envelope.subject ? '0' : '1';
  return `${at}#${own}#${envelope.subject}#${version.padStart(7, '0')}.${index.padStart(3, '0')}`;
};
