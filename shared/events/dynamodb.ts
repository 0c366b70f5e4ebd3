import { own } from '../kernel/own.ts';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { marshal } from '../kernel/marshal/dynamodb.ts';
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts';
import type { PageRequest } from '../kernel/head.ts';
import type { Envelope } from './envelope.ts';
import { placeOf, type Timeline, type TimelineEntry } from './timeline.ts';
import type { Seal } from './chain.ts';
import { Unavailable } from '../kernel/unavailable.ts';

/** The timelines in a table of their own: one partition per subject, sorted by time. */
export function dynamodbTimeline(client: DynamoDBClient, table: string): Timeline {
  async function query(store: string, subject: string, page: PageRequest) {
    const list = `timeline ${store}#${subject}`;
    const place = page.cursor === undefined ? undefined : decodeCursor(list, page.cursor, 1);
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshal({ ':pk': `${store}#${subject}` }),
        Limit: page.limit,
        ConsistentRead: true,
        // The cursor names a place within this partition and no other.
        ...(place ? { ExclusiveStartKey: marshal({ pk: `${store}#${subject}`, sk: place[0] }) } : {}),
      }),
    );
    const last = answer.LastEvaluatedKey;
    return {
      items: (answer.Items ?? []).map((item) => unmarshall(item)),
      next: last ? encodeCursor(list, [last['sk']?.S ?? '']) : null,
    };
  }

  return {
    async read(store, subject, page) {
      const { items, next } = await query(store, subject, page);
      return { items: items.map(({ envelope }) => envelope as Envelope), next };
    },

    async entries(store, subject, page) {
      const { items, next } = await query(store, subject, page);
      return {
        items: items.map(({ sk, envelope, seal }) => ({
          subject,
          envelope: envelope as Envelope,
          seal: seal as Seal | undefined,
          place: String(sk),
        })),
        next,
      };
    },

    async write(entries) {
      const puts = [
        ...new Map(entries.map((entry) => [`${entry.subject} ${place(entry)}`, put(entry)])).values(),
      ];
      for (let at = 0; at < puts.length; at += 25) {
        let open: WriteRequest[] = puts.slice(at, at + 25);
        for (let attempt = 0; open.length > 0; attempt++) {
          if (attempt === 8) throw new Unavailable('the timeline did not take a batch after 8 attempts');
          const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: open } }));
          open = own(answer.UnprocessedItems, table) ?? [];
        }
      }
    },
  };
}

const put = (entry: TimelineEntry): WriteRequest => ({
  PutRequest: {
    Item: marshal({
      pk: `${entry.envelope.storeId}#${entry.subject}`,
      sk: place(entry),
      envelope: entry.envelope,
      seal: entry.seal,
    }),
  },
});

const place = (entry: TimelineEntry): string => entry.place ?? placeOf(entry);
