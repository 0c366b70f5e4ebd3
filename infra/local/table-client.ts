/** Calls the table server in its own protocol: what the runtime needs of it is little. */
import { type Json } from './template/assembly.ts';
import { type TableModel } from './template/model.ts';

export class TableServerError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

export type Call = (operation: string, input: Json) => Promise<Record<string, Json>>;

/** A client for `GetItem`-like operations, and for those of streams by their own prefix. */
export function tableClient(endpoint: string, region: string): Call {
  return async (operation, input) => {
    const isStream = ['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords'].includes(operation);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${isStream ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        // The servers want to see a signature; none checks it.
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Record<string, Json>;
    if (response.ok) return answer;
    throw new TableServerError(
      String(answer['__type']).split('#').at(-1) ?? '',
      String(answer['message'] ?? answer['Message']),
    );
  };
}

/** Makes the tables that are not there; those that are must have the template's keys and indexes. */
export async function makeTables(call: Call, tables: readonly TableModel[]): Promise<void> {
  const { TableNames = [] } = (await call('ListTables', {})) as { TableNames?: string[] };
  for (const { name, create, ttlAttribute, indexes } of tables) {
    if (TableNames.includes(name)) {
      const { Table } = (await call('DescribeTable', { TableName: name })) as unknown as {
        Table: { GlobalSecondaryIndexes?: { IndexName: string }[] };
      };
      const there = (Table.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName);
      for (const index of indexes.filter((i) => !there.includes(i.name)))
        await addIndex(call, create, index.name);
      continue;
    }
    await call('CreateTable', create as Json);
    if (ttlAttribute !== undefined) {
      const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
      await call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
    }
  }
}

/** A later release has brought an index: data from before it must be found through it too. */
async function addIndex(call: Call, create: TableModel['create'], index: string): Promise<void> {
  const definitions = create['GlobalSecondaryIndexes'] as Record<string, Json>[];
  await call('UpdateTable', {
    TableName: create['TableName'] as Json,
    AttributeDefinitions: create['AttributeDefinitions'] as Json,
    GlobalSecondaryIndexUpdates: [{ Create: definitions.find((d) => d['IndexName'] === index) as Json }],
  });
}
