import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Instant, sortable } from '../time/instant.ts';
import type {
  AggregateKey,
  Change,
  Head,
  HeadStore,
  IndexName,
  Page,
  PageRequest,
  Part,
  Range,
} from './head.ts';
import { BadCursor, decodeCursor, encodeCursor } from './cursor.ts';
import { dueOf, type Item, headOf, itemOf, keyOf, keyText } from './item.ts';
import { shardOf, usualShards } from './shard.ts';

type Raw = Record<string, unknown>;
const to = (item: Raw) => marshall(item, { removeUndefinedValues: true });

const indexKeys: Record<IndexName, { name: string; pk: string; sk: string }> = {
  list: { name: 'list', pk: 'listPk', sk: 'listSk' },
  work: { name: 'worklist', pk: 'workPk', sk: 'workSk' },
  customer: { name: 'customer', pk: 'customerPk', sk: 'customerSk' },
};

/** The aggregates in one DynamoDB table: one conditional put per change, never a scan of the table. */
export function dynamodbHeadStore(
  client: DynamoDBClient,
  table: string,
  newId: () => string,
  dueShards: number = usualShards,
): HeadStore {
  async function query(
    partition: { name: string; value: string },
    input: Omit<QueryCommandInput, 'TableName'>,
    page: PageRequest,
  ): Promise<Page<Raw>> {
    const start = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
    // A cursor of another list, or of another store's, has no place in this one.
    if (start && start[partition.name] !== partition.value) throw new BadCursor();
    const command = new QueryCommand({
      TableName: table,
      ...input,
      Limit: page.limit,
      ...(start ? { ExclusiveStartKey: to(start) } : {}),
    });
    const answer = await client.send(command).catch((error: unknown) => {
      // A cursor made up by hand: the caller's mistake, not a fault.
      if (start && error instanceof Error && error.name === 'ValidationException') throw new BadCursor();
      throw error;
    });
    const last = answer.LastEvaluatedKey;
    return {
      items: (answer.Items ?? []).map((item) => unmarshall(item)),
      next: last ? encodeCursor(unmarshall(last)) : null,
    };
  }

  async function putPart(key: AggregateKey, part: Part, expires: Instant | undefined, absent: boolean) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: to({
          pk: keyText(key),
          sk: part.name,
          body: part.body,
          ttl: expires === undefined ? undefined : Math.ceil(expires / 1_000),
        }),
        ...(absent ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
      }),
    );
  }

  return {
    dueShards,

    async load<State>(key: AggregateKey) {
      const answer = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: to({ pk: keyText(key), sk: 'head' }),
          ConsistentRead: true,
        }),
      );
      return answer.Item ? headOf<State>(unmarshall(answer.Item) as Item) : undefined;
    },

    async loadMany<State>(keys: readonly AggregateKey[]) {
      const found = new Map<string, Head<State>>();
      for (let at = 0; at < keys.length; at += 100) {
        let open = keys.slice(at, at + 100).map((key) => to({ pk: keyText(key), sk: 'head' }));
        // What the service could not read this time it hands back; the client's own retries do not cover it.
        for (let attempt = 0; open.length > 0; attempt++) {
          if (attempt === 8) throw new Error('the state table did not answer a batch read after 8 attempts');
          const answer = await client.send(
            new BatchGetItemCommand({ RequestItems: { [table]: { Keys: open } } }),
          );
          for (const item of answer.Responses?.[table] ?? []) {
            const head = headOf<State>(unmarshall(item) as Item);
            found.set(keyText(head.key), head);
          }
          open = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as typeof open;
        }
      }
      return keys.flatMap((key) => found.get(keyText(key)) ?? []);
    },

    async commit<State>(change: Change<State>) {
      // Texts first: a head never points to a text that is not there.
      for (const part of change.parts ?? []) await putPart(change.key, part, change.expires, false);
      const commitId = newId();
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: to(itemOf(change, commitId, dueShards) as unknown as Raw),
            ...(change.expected === 0
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#v = :v',
                  ExpressionAttributeNames: { '#v': 'version' },
                  ExpressionAttributeValues: to({ ':v': change.expected }),
                }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return 'committed';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The client may have repeated a put whose answer was lost: then the item that stands in the way is ours.
        return error.Item && unmarshall(error.Item)['commitId'] === commitId ? 'committed' : 'stale';
      }
    },

    async part(key, name) {
      const answer = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: to({ pk: keyText(key), sk: name }),
          ConsistentRead: true,
        }),
      );
      return answer.Item?.['body']?.S;
    },

    async putPartIfAbsent(key, part, expires) {
      try {
        await putPart(key, part, expires, true);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    putPart: (key, part, expires) => putPart(key, part, expires, false),

    async add(key, name, by, expires) {
      const answer = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: to({ pk: keyText(key), sk: name }),
          UpdateExpression: 'ADD n :by SET #ttl = :ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: to({ ':by': by, ':ttl': Math.ceil(expires / 1_000) }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(answer.Attributes?.['n']?.N ?? by);
    },

    async deletePart(key, name) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: to({ pk: keyText(key), sk: name }) }));
    },

    async partsBetween(key, from, upTo, page) {
      const found = await query(
        { name: 'pk', value: keyText(key) },
        {
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: to({ ':pk': keyText(key), ':from': from, ':to': upTo }),
          ConsistentRead: true,
        },
        page,
      );
      return {
        ...found,
        items: found.items.map((item) => ({ name: String(item['sk']), body: String(item['body']) })),
      };
    },

    async find(index: IndexName, partition: string, range: Range, page: PageRequest) {
      const { name, pk, sk } = indexKeys[index];
      const found = await query(
        { name: pk, value: partition },
        {
          IndexName: name,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#pk': pk, '#sk': sk },
          ExpressionAttributeValues: to({
            ':pk': partition,
            ':from': range.from ?? ' ',
            ':to': range.to ?? '\uffff',
          }),
          ScanIndexForward: range.descending !== true,
        },
        page,
      );
      return { ...found, items: found.items.map((item) => keyOf(String(item['pk']))) };
    },

    async due(kind, shard, upTo, page) {
      const found = await query(
        { name: 'duePk', value: shardOf.partition(kind, shard) },
        {
          IndexName: 'due',
          KeyConditionExpression: 'duePk = :pk AND dueSk <= :to',
          ExpressionAttributeValues: to({
            ':pk': shardOf.partition(kind, shard),
            // A rank stands behind its instant.
            ':to': `${sortable(upTo)}~`,
          }),
        },
        page,
      );
      return {
        ...found,
        items: found.items.map((item) => ({
          key: keyOf(String(item['pk'])),
          ...dueOf(String(item['dueSk'])),
        })),
      };
    },
  };
}
