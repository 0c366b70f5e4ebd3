import { own } from '../own.ts';
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { marshal } from '../marshal/dynamodb.ts';
import { Unavailable } from '../unavailable.ts';

/** Names an item of the table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Many items, a hundred a call, in whatever order they come. `consistent` sees every write that was acknowledged before. */
export async function batchGet(
  client: DynamoDBClient,
  table: string,
  keys: readonly ItemKey[],
  consistent: boolean,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let at = 0; at < keys.length; at += 100) {
    let open: Record<string, AttributeValue>[] = keys.slice(at, at + 100).map((key) => marshal(key));
    // What the service could not read this time it hands back; the client's own retries do not cover it.
    for (let attempt = 0; open.length > 0; attempt++) {
      if (attempt === 8)
        throw new Unavailable('the state table did not answer a batch read after 8 attempts');
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: consistent } } }),
      );
      for (const item of own(answer.Responses, table) ?? []) found.push(unmarshall(item));
      open = own(answer.UnprocessedKeys, table)?.Keys ?? [];
    }
  }
  return found;
}
