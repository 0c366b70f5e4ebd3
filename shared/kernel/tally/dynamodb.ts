import {
  type DynamoDBClient,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { marshal } from '../marshal/dynamodb.ts';
import type { Instant } from '../../time/instant.ts';
import { shardOf } from '../shard.ts';
import { added, type Batch, batches, type Countable, type Tallies, type Tally } from './tally.ts';
import { Unavailable } from '../unavailable.ts';

/**
 * Each counter lies in this many partitions: one takes 1,000 write units a second, and an addition within a
 * transaction costs two. Many events share a transaction, so these carry thousands of events a second per shop.
 */
const shards = 4;
/** Each attempt goes to the next shard, away from whoever was in the way. */
const attempts = 8;

/** The counters in the state table, beside everything else of a shop; the relay's filter lets none of them through. */
export function dynamodbTallies(client: DynamoDBClient, table: string): Tallies {
  async function commit(batch: Batch, counted: Set<string>): Promise<void> {
    let open = batch;
    for (let attempt = 0; open.entries.length > 0; attempt++) {
      const reasons = await write(open, attempt);
      if (!reasons) {
        for (const { marker } of open.entries) counted.add(marker);
        return;
      }
      if (attempt === attempts) throw new Unavailable(`a tally was refused: ${reasons.join()}`);
      // Whose marker stands there already was counted before; the rest is tried again without it.
      const left = open.entries.filter((_, at) => reasons[at] !== 'ConditionalCheckFailed');
      const [next] = batches(left);
      if (!next) return;
      open = next;
    }
  }

  /** Undefined when it is done; else the reason of each action. */
  async function write(batch: Batch, attempt: number): Promise<readonly string[] | undefined> {
    const shard = (shardOf(batch.entries[0]?.marker ?? '', shards) + attempt) % shards;
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            ...batch.entries.map(marker),
            ...batch.items.map((item) => addition(batch.store, shard, item)),
          ],
        }),
      );
      return undefined;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
      const codes = reasons.map(({ Code = 'None' }) => Code);
      const passing = ['None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError'];
      if (codes.length === 0 || codes.some((code) => !passing.includes(code))) throw error;
      return codes;
    }
  }

  const marker = ({ store, marker: name, until }: Countable): TransactWriteItem => ({
    Put: {
      TableName: table,
      Item: marshal({ pk: `${store}#counted#${name}`, sk: 'mark', ttl: seconds(until) }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });

  const addition = (store: string, shard: number, { group, name, until, fields }: Batch['items'][number]) => {
    const entries = Object.entries(fields);
    return {
      Update: {
        TableName: table,
        Key: marshal({ pk: partition(store, group, shard), sk: name }),
        UpdateExpression: `ADD ${entries.map((_, at) => `#${String(at)} :${String(at)}`).join(', ')} SET #ttl = :ttl`,
        ExpressionAttributeNames: {
          ...Object.fromEntries(entries.map(([field], at) => [`#${String(at)}`, field])),
          '#ttl': 'ttl',
        },
        ExpressionAttributeValues: marshal({
          ...Object.fromEntries(entries.map(([, by], at) => [`:${String(at)}`, by])),
          ':ttl': seconds(until),
        }),
      },
    };
  };

  async function readShard(pk: string, from: string, upTo: string): Promise<Tally[]> {
    const found: Tally[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: marshal({ ':pk': pk, ':from': from, ':to': upTo }),
          ConsistentRead: true,
          ...(start ? { ExclusiveStartKey: marshal(start) } : {}),
        }),
      );
      for (const item of answer.Items ?? []) {
        const { pk: _, sk, ttl: __, ...fields } = unmarshall(item);
        found.push({ name: String(sk), fields: fields as Record<string, number> });
      }
      start = answer.LastEvaluatedKey && unmarshall(answer.LastEvaluatedKey);
    } while (start);
    return found;
  }

  return {
    async count(entries) {
      const counted = new Set<string>();
      for (const batch of batches(entries)) await commit(batch, counted);
      return counted;
    },
    async read(store, group, from, upTo) {
      const all = Array.from({ length: shards }, (_, shard) =>
        readShard(partition(store, group, shard), from, upTo),
      );
      return added((await Promise.all(all)).flat());
    },
  };
}

const partition = (store: string, group: string, shard: number): string =>
  `${store}#tally#${group}.${String(shard)}`;
const seconds = (at: Instant): number => Math.ceil(at / 1_000);
