import { type Json } from './assembly.ts';
import { type TableModel } from './model.ts';
import { at } from './read-functions.ts';
import { type Resolver } from './resolver.ts';

type Key = { AttributeName: string; KeyType: string };

/** The tables as CreateTable takes them; backups, encryption and tags are AWS's part. */
export function readTables(resolver: Resolver): TableModel[] {
  return resolver.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const properties = resolver.properties(resource);
    const view = at(properties, 'StreamSpecification', 'StreamViewType');
    const indexes = (properties['GlobalSecondaryIndexes'] ?? []) as Record<string, Json>[];
    const index = (raw: Record<string, Json>): Record<string, Json> => ({
      IndexName: raw['IndexName'] as Json,
      KeySchema: raw['KeySchema'] as Json,
      Projection: raw['Projection'] as Json,
    });
    return {
      name: resource.name,
      create: {
        TableName: resource.name,
        KeySchema: properties['KeySchema'] as Json,
        AttributeDefinitions: properties['AttributeDefinitions'] as Json,
        BillingMode: 'PAY_PER_REQUEST',
        ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(index) } : {}),
        ...(view === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: view } }),
      },
      ttlAttribute: at(properties, 'TimeToLiveSpecification', 'AttributeName') as string | undefined,
      indexes: indexes.map((raw) => {
        const keys = raw['KeySchema'] as Key[];
        const key = (type: string) => keys.find((k) => k.KeyType === type)?.AttributeName ?? '';
        return { name: String(raw['IndexName']), partitionKey: key('HASH'), sortKey: key('RANGE') };
      }),
    };
  });
}
