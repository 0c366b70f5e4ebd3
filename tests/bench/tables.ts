import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTableServer } from '../../infra/local/table-server.ts';
import type { KeysOnlyIndex } from './units.ts';

/** The indexes of the state table, as the stack makes them (a test compares). */
export const stateIndexes: readonly KeysOnlyIndex[] = [
  { name: 'due', pk: 'duePk', sk: 'dueSk' },
  { name: 'list', pk: 'listPk', sk: 'listSk' },
  { name: 'worklist', pk: 'workPk', sk: 'workSk' },
  { name: 'customer', pk: 'customerPk', sk: 'customerSk' },
];

/** Indexes by table: `state` is ours, `plain` the alternative's with the same ones. */
export const indexesOf: Readonly<Record<string, readonly KeysOnlyIndex[]>> = {
  state: stateIndexes,
  plain: stateIndexes,
  timeline: [],
  access: [],
};

const names = ({ pk, sk }: { pk: string; sk: string }) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];

/** The tables on an embedded server: in memory, or in a file where a directory is given. */
export async function benchTables(dataDir?: string) {
  const server = await startTableServer(dataDir === undefined ? {} : { dataDir });
  const connect = () =>
    new DynamoDBClient({
      endpoint: server.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    });
  const client = connect();
  for (const [TableName, indexes] of Object.entries(indexesOf)) {
    const keys = ['pk', 'sk', ...indexes.flatMap(({ pk, sk }) => [pk, sk])];
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: names({ pk: 'pk', sk: 'sk' }),
        ...(indexes.length === 0
          ? {}
          : {
              GlobalSecondaryIndexes: indexes.map((index) => ({
                IndexName: index.name,
                KeySchema: names(index),
                Projection: { ProjectionType: 'KEYS_ONLY' as const },
              })),
            }),
      }),
    );
  }
  return {
    /** Looks at tables without being counted. */
    client,
    connect,
    file: server.file,
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}
