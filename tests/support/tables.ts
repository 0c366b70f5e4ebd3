import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startTableServer } from '../../infra/local/table-server.ts';

/** The three tables on an embedded server in memory, for tests of the adapters. */
export async function tables() {
  const server = await startTableServer({});
  const client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const indexes = [
    ['due', 'duePk', 'dueSk'],
    ['list', 'listPk', 'listSk'],
    ['worklist', 'workPk', 'workSk'],
    ['customer', 'customerPk', 'customerSk'],
  ] as const;
  const names = ['pk', 'sk', ...indexes.flatMap(([, pk, sk]) => [pk, sk])];
  await client.send(
    new CreateTableCommand({
      TableName: 'state',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: indexes.map(([IndexName, pk, sk]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: pk, KeyType: 'HASH' },
          { AttributeName: sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
  for (const TableName of ['timeline', 'access'])
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  return { client, server };
}
