import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { marshal } from '../marshal/dynamodb.ts';
import type { Instant } from '../../time/instant.ts';
import type { AggregateKey, Beside, Change, Part } from '../head.ts';
import { itemOf, keyText } from '../item.ts';

type Raw = Record<string, unknown>;
export const to = (item: Raw) => marshal(item);

/** How a part lies in the table. */
export const partItem = (key: AggregateKey, part: Part, expires: Instant | undefined): Raw => ({
  pk: keyText(key),
  sk: part.name,
  body: part.body,
  ttl: expires === undefined ? undefined : Math.ceil(expires / 1_000),
});

interface Target {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly dueShards: number;
}

const unseen = { ConditionExpression: 'attribute_not_exists(pk)' };

/** The head under the condition that nobody was faster. */
function headPut({ table, dueShards }: Target, change: Change<unknown>, salt: string) {
  return {
    TableName: table,
    Item: to(itemOf(change, salt, dueShards) as unknown as Raw),
    ...(change.expected === 0
      ? unseen
      : {
          ConditionExpression: '#v = :v',
          ExpressionAttributeNames: { '#v': 'version' },
          ExpressionAttributeValues: to({ ':v': change.expected }),
        }),
  };
}

/** One conditional put; with items beside the head, one transaction. */
export async function writeHead(
  target: Target,
  change: Change<unknown>,
  salt: string,
): Promise<'committed' | 'stale'> {
  const put = headPut(target, change, salt);
  if ((change.beside ?? []).length > 0) return transact(target, change, put);
  try {
    await target.client.send(new PutItemCommand({ ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return 'committed';
  } catch (error) {
    // A transaction of somebody else has the item in hand: he is faster.
    if (error instanceof TransactionConflictException) return 'stale';
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The client may have repeated a put whose answer was lost: then the item that stands in the way is ours.
    return error.Item && unmarshall(error.Item)['salt'] === salt ? 'committed' : 'stale';
  }
}

/** A transaction whose answer was lost is known to the service by its token, which the client sends again. */
async function transact(
  { client, table }: Target,
  change: Change<unknown>,
  put: ReturnType<typeof headPut>,
): Promise<'committed' | 'stale'> {
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: put }, ...(change.beside ?? []).map((item) => action(table, change, item))],
      }),
    );
    return 'committed';
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    const raced = reasons.some(
      ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
    );
    if (!raced) throw error;
    return 'stale';
  }
}

function action(table: string, change: Change<unknown>, item: Beside): TransactWriteItem {
  const key = item.of ?? change.key;
  if ('remove' in item)
    return { Delete: { TableName: table, Key: to({ pk: keyText(key), sk: item.remove }) } };
  return {
    Put: {
      TableName: table,
      Item: to(partItem(key, item.put, item.expires ?? change.expires)),
      ...(item.once ? unseen : {}),
    },
  };
}
