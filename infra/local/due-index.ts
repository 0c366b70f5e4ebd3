/** Looks when the next deadline of a kind is due, so that a moved clock need not run scans for nothing. */
import { type Call } from './table-client.ts';
import { type Json } from './template/assembly.ts';
import { type Model } from './template/model.ts';

const indexName = 'due';
/** Partitions of a kind are `<kind>#00` to `<kind>#07` unless the schedule's input or a variable says otherwise. */
const usualShards = 8;

export type DuePeek = (kind: string, shards: number) => Promise<number>;

/** Answers the earliest instant in the due indexes of all tables, Infinity when nothing is due ever. */
export function duePeek({ tables }: Pick<Model, 'tables'>, call: Call): DuePeek {
  const indexes = tables.flatMap((table) =>
    table.indexes.filter(({ name }) => name === indexName).map((index) => ({ table: table.name, ...index })),
  );
  return async (kind, shards) => {
    const partitions = Array.from(
      { length: shards },
      (_, shard) => `${kind}#${String(shard).padStart(2, '0')}`,
    );
    const first = await Promise.all(
      indexes.flatMap(({ table, partitionKey, sortKey }) =>
        partitions.map(async (partition) => {
          const answer = await call('Query', {
            TableName: table,
            IndexName: indexName,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': partitionKey },
            ExpressionAttributeValues: { ':partition': { S: partition } },
            Limit: 1,
          });
          const [item] = answer['Items'] as Record<string, { S?: string }>[];
          return item === undefined ? Infinity : instantOf(item[sortKey]?.S ?? '');
        }),
      ),
    );
    return Math.min(Infinity, ...first);
  };
}

/** The sort key begins with the instant; what comes after it tells items apart. */
export function instantOf(sortKey: string): number {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/.exec(sortKey)?.[0];
  // Unreadable, so it may be due at any time.
  return instant === undefined ? 0 : Date.parse(instant);
}

/** The kind that a schedule scans and in how many shards, undefined when it scans none. */
export function dueOf(
  input: Json,
  environment: Readonly<Record<string, string>>,
): { kind: string; shards: number } | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const { due, shards } = input;
  if (typeof due !== 'string') return undefined;
  return { kind: due, shards: Number(shards ?? environment['DUE_SHARDS'] ?? usualShards) };
}
