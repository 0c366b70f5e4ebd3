import { own } from './own.ts';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Instant, sortable } from '../time/instant.ts';
import type {
  AggregateKey,
  Bounds,
  Change,
  HeadStore,
  IndexName,
  Page,
  PageRequest,
  Part,
  Range,
} from './head.ts';
import { BadCursor, decodeCursor, encodeCursor } from './cursor.ts';
import { dueOf, type Item, headOf, keyOf, keyText } from './item.ts';
import { batchGet } from './reads/dynamodb.ts';
import { partItem, to, writeHead } from './writes/dynamodb.ts';
import { shardOf, usualShards } from './shard.ts';
import { spreadPage } from './spread.ts';

type Raw = Record<string, unknown>;

const indexKeys: Record<IndexName, { name: string; pk: string; sk: string }> = {
  list: { name: 'list', pk: 'listPk', sk: 'listSk' },
  customer: { name: 'customer', pk: 'customerPk', sk: 'customerSk' },
};

/** The aggregates in one DynamoDB table: one conditional put per change, never a scan of the table. */
export function dynamodbHeadStore(
  client: DynamoDBClient,
  table: string,
  newSalt: () => string,
  dueShards: number = usualShards,
): HeadStore {
  async function query(
    partition: { name: string; value: string; sort: string },
    input: Omit<QueryCommandInput, 'TableName'>,
    page: PageRequest,
    range?: Bounds,
  ): Promise<Page<Raw>> {
    const list = `${partition.name} ${partition.value}`;
    // What names a place: the sort, and in an index also the item that has it.
    const names = [...new Set([partition.sort, ...(partition.name === 'pk' ? [] : ['pk', 'sk'])])];
    const place = page.cursor === undefined ? undefined : decodeCursor(list, page.cursor, names.length);
    // A place outside the range was given by another list of the same partition.
    const [at = ''] = place ?? [];
    if (place && (at < (range?.from ?? '') || at > (range?.to ?? '\uffff'))) throw new BadCursor();
    const start = place && {
      [partition.name]: partition.value,
      ...Object.fromEntries(names.map((name, at) => [name, place[at]])),
    };
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
      next: last
        ? encodeCursor(
            list,
            names.map((name) => String(own(last, name)?.S)),
          )
        : null,
    };
  }

  async function get(key: AggregateKey, name: string) {
    const answer = await client.send(
      new GetItemCommand({
        TableName: table,
        Key: to({ pk: keyText(key), sk: name }),
        ConsistentRead: true,
      }),
    );
    return answer.Item;
  }

  async function putPart(key: AggregateKey, part: Part, expires: Instant | undefined, absent: boolean) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: to(partItem(key, part, expires)),
        ...(absent ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
      }),
    );
  }

  return {
    dueShards,
    newSalt,

    async load<State>(key: AggregateKey) {
      const item = await get(key, 'head');
      return item && headOf<State>(unmarshall(item) as Item);
    },

    async loadMany<State>(keys: readonly AggregateKey[]) {
      const names = keys.map((key) => ({ pk: keyText(key), sk: 'head' }));
      const found = (await batchGet(client, table, names, false)).map((item) =>
        headOf<State>(item as unknown as Item),
      );
      const byKey = new Map(found.map((head) => [keyText(head.key), head]));
      return keys.flatMap((key) => byKey.get(keyText(key)) ?? []);
    },

    async partsOf(names) {
      const keys = names.map(({ key, name }) => ({ pk: keyText(key), sk: name }));
      // A batch may not name an item twice.
      const once = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
      const found = await batchGet(client, table, once, true);
      const bodies = new Map(
        found.map((item) => [`${String(item['pk'])} ${String(item['sk'])}`, String(item['body'])]),
      );
      return keys.map(({ pk, sk }) => bodies.get(`${pk} ${sk}`));
    },

    async commit<State>(change: Change<State>) {
      // Texts first: a head never points to a text that is not there.
      for (const part of change.parts ?? []) await putPart(change.key, part, change.expires, false);
      return writeHead({ client, table, dueShards }, change, newSalt());
    },

    part: async (key, name) => (await get(key, name))?.['body']?.S,

    sum: async (key, name) => Number((await get(key, name))?.['n']?.N ?? 0),

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
        { name: 'pk', value: keyText(key), sort: 'sk' },
        {
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: to({ ':pk': keyText(key), ':from': from, ':to': upTo }),
          ConsistentRead: true,
        },
        page,
        { from, to: upTo },
      );
      return {
        ...found,
        items: found.items.map((item) => ({ name: String(item['sk']), body: String(item['body']) })),
      };
    },

    async find(index: IndexName, partition: string, range: Range, page: PageRequest) {
      const { name, pk, sk } = indexKeys[index];
      const found = await query(
        { name: pk, value: partition, sort: sk },
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
        range,
      );
      return { ...found, items: found.items.map((item) => keyOf(String(item['pk']))) };
    },

    worklist(list: string, { from = ' ', to: upTo = '\uffff' }: Bounds, page: PageRequest) {
      const read = async (shard: number, after: string | undefined, limit: number) => {
        // A place outside the range was not given by this list.
        if (after !== undefined && (after < from || after > upTo)) throw new BadCursor();
        const partition = shardOf.partition(list, shard);
        const found = await query(
          { name: 'workPk', value: partition, sort: 'workSk' },
          {
            IndexName: 'worklist',
            KeyConditionExpression: 'workPk = :pk AND workSk BETWEEN :from AND :to',
            ExpressionAttributeValues: to({
              ':pk': partition,
              // Sorts hold no character before the space: nothing lies between a place and this.
              ':from': after === undefined ? from : `${after} `,
              ':to': upTo,
            }),
          },
          { limit },
        );
        return {
          items: found.items.map(({ pk, workSk }) => ({ item: keyOf(String(pk)), sort: String(workSk) })),
          more: found.next !== null,
        };
      };
      return spreadPage({ list, shards: dueShards, read }, page);
    },

    async due(kind, shard, upTo, page) {
      const found = await query(
        { name: 'duePk', value: shardOf.partition(kind, shard), sort: 'dueSk' },
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
