import { type AttributeValue, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { relay } from '../../functions/events/relay-record.ts';
import { verifySubject } from '../../shared/chains/verify-subject.ts';
import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import { instant } from '../../shared/time/instant.ts';
import { tables } from '../support/tables.ts';

const key = { store: storeId('shop'), kind: 'order', id: 'A1' };
const at = instant(Date.parse('2026-11-22T08:00:00.123Z'));

let server: Awaited<ReturnType<typeof tables>>;
beforeAll(async () => {
  server = await tables();
});
afterAll(() => server.server.stop());

it('a chain verifies after the way through tables and stream, whatever stands in its events, page by page', async () => {
  const { client } = server;
  let salts = 0;
  const heads = dynamodbHeadStore(client, 'state', () => `salt-${String(++salts)}`);
  const timeline = dynamodbTimeline(client, 'timeline');
  const silent = () => undefined;
  const ports = {
    heads,
    timeline,
    clock: () => at,
    bus: { publish: async () => undefined },
    log: { info: silent, warn: silent, error: silent },
  };
  const item = async () =>
    (
      await client.send(
        new GetItemCommand({ TableName: 'state', Key: { pk: { S: 'shop#order#A1' }, sk: { S: 'head' } } }),
      )
    ).Item;
  const odd = {
    none: null,
    gone: undefined,
    empty: '',
    list: [],
    deep: { z: [1.5, -0.25, 1e-7, 9_007_199_254_740_991, 0.1 + 0.2], a: { ș: 'ț 👋 \u2028' } },
    flag: false,
    quiet: { cause: 'doamna Pop\u0000' },
  };
  let before: Record<string, AttributeValue> | undefined;
  const count = 60;
  for (let version = 0; version < count; version++) {
    const head = await heads.load(key);
    await heads.commit({
      key,
      expected: version,
      state: {},
      events: [{ type: 'order.stall-acknowledged', data: { ...odd, n: version } }],
      link: head?.link,
      at,
      actor: 'ana',
      indexes: {},
      receipts: [],
    });
    const now = await item();
    const dynamodb = { NewImage: now, ...(before ? { OldImage: before } : {}) };
    await relay(ports, { dynamodb } as DynamoDBRecord);
    before = now;
  }
  const verdict = await verifySubject(ports, 'shop', 'order', 'A1', 25);
  expect(verdict).toEqual({
    subject: 'order/A1',
    version: count,
    entries: count,
    verified: true,
    faults: [],
    erased: 0,
    unsealed: 0,
  });
});
