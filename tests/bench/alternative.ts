import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { RawItem } from './units.ts';
import type { Recorder, Write } from './recorder.ts';

const table = 'plain';
/** What the one conditional write carries beside the order: in the alternative they are items of their own. */
const ours = new Set(['events', 'receipts', 'salt', 'link', 'schema', 'at', 'actor']);

/**
 * The obvious way to the same promises: each change is a transaction of the order, an outbox item with its
 * events, and an item for the idempotency key where there was one. Same order, same indexes, same content item.
 * With `linesInside` lines and addresses are in the order's own item, as they mostly are. What a relay would write to tick off the outbox is not counted: TTL deletes for nothing.
 */
export async function liveAsTransactions(
  client: DynamoDBClient,
  recorder: Recorder,
  life: readonly Write[],
  linesInside = false,
): Promise<void> {
  let receipts = 0;
  let lines: Item = {};
  for (const { step, after, failed } of life) {
    recorder.step = step;
    if (!after || failed || after['pk']?.S?.split('#')[1] !== 'order') continue;
    if (after['sk']?.S !== 'head') {
      if (linesInside) lines = { lines: after['body'] as AttributeValue };
      else await client.send(new PutItemCommand({ TableName: table, Item: after }));
      continue;
    }
    const known = after['receipts']?.L ?? [];
    const receipt = known.length > receipts ? known.at(-1)?.S : undefined;
    receipts = known.length;
    const items = [outbox(after), ...(receipt === undefined ? [] : [idempotency(after, receipt)])];
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: table, Item: { ...order(after), ...lines }, ...onVersion(after) } },
          ...items.map((Item) => ({
            Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
          })),
        ],
      }),
    );
  }
}

type Item = Record<string, AttributeValue>;

const order = (head: RawItem): Item =>
  Object.fromEntries(Object.entries(head).filter(([name]) => !ours.has(name)));

function onVersion(head: RawItem) {
  const before = Number(head['version']?.N) - 1;
  return before === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :v',
        ExpressionAttributeValues: { ':v': { N: String(before) } },
      };
}

const outbox = (head: RawItem): Item => ({
  pk: head['pk'] as AttributeValue,
  sk: { S: `outbox#${(head['version']?.N ?? '').padStart(7, '0')}` },
  at: head['at'] as AttributeValue,
  actor: head['actor'] as AttributeValue,
  events: head['events'] as AttributeValue,
  ttl: { N: '1797408000' },
});

function idempotency(head: RawItem, receipt: string): Item {
  const [keyHash = '', bodyHash = '', , , outcome = ''] = receipt.split(' ');
  return {
    pk: { S: `electrosmart#idempotency#${keyHash}` },
    sk: { S: 'key' },
    bodyHash: { S: bodyHash },
    version: head['version'] as AttributeValue,
    outcome: { S: outcome },
    ttl: { N: '1795002807' },
  };
}
