import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Load } from './http-load.ts';
import { intakeOf } from './life.ts';
import { Shop, storeName } from './shop.ts';
import { benchTables } from './tables.ts';

/** The head of a real order under as many keys, put again on condition of its version; same indexes, on disk, no stream. */
export async function barePuts(): Promise<Load> {
  const dataDir = mkdtempSync(join(tmpdir(), 'veghe-bench-'));
  const { client, connect, file, stop } = await benchTables(dataDir);
  const shop = await Shop.open({ client, connect, file, stop });
  await shop.call('/v1/orders', '/v1/orders', intakeOf('ES-0000000', shop.now));
  const Key = { pk: { S: `${storeName}#order#ES-0000000` }, sk: { S: 'head' } };
  const { Item = {} } = await client.send(new GetItemCommand({ TableName: 'state', Key }));
  const put = async (order: number, stage: string, version: number) => {
    await client.send(
      new PutItemCommand({
        TableName: 'plain',
        Item: {
          ...Item,
          pk: { S: `${storeName}#order#ES-${String(order).padStart(7, '0')}` },
          version: { N: String(version) },
          // As every change of stage: another deadline, another place in the list.
          dueSk: { S: new Date(version * 1_000).toISOString() },
          listSk: { S: `${stage}#2026-11-16T08:00:00.000Z` },
        },
        ...(version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :v',
              ExpressionAttributeValues: { ':v': { N: String(version - 1) } },
            }),
      }),
    );
  };
  return {
    prepare: (order) => put(order, 'placed', 1),
    update: put,
    rest: async () => undefined,
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
