import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { random } from '../../functions/pipelines/ports.ts';
import { dynamodbHeadStore } from '../../shared/kernel/dynamodb.ts';
import { scan } from '../../shared/kernel/scan.ts';
import { claimMany, claimStock, type Want } from '../../shared/stock/claims.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKind } from '../../shared/stock/level/aggregate.ts';
import type { Movement } from '../../shared/stock/level/movement.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { instant } from '../../shared/time/instant.ts';
import { cloneHeads } from './clones.ts';
import type { Figure, Section } from './figure.ts';
import { benchProfile, Shop, storeName } from './shop.ts';
import { benchTables } from './tables.ts';

const rules = stockRules(benchProfile);
const section = 'stock';

/** What stock costs: movements in bulk, a scan when nothing is due, and many buyers of one article. */
export async function stock(full: boolean): Promise<Section> {
  const parts = [await bulk(), await idleScan(full), await contention()];
  return {
    figures: parts.flatMap(({ figures }) => figures),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

const movement = (n: number, kind: Movement['kind'], quantity: number, at: number): Movement => ({
  movementId: `m-${kind}-${String(n)}`,
  sku: 'COAT',
  location: 'A1',
  kind,
  quantity,
  occurredAt: instant(at),
});

/** Movements of one article in one call, against a call for each. */
async function bulk(): Promise<Section> {
  const tables = await benchTables();
  try {
    const shop = await Shop.open(tables);
    const { recorder, ports } = shop;
    const at = shop.now;
    const book = (some: readonly Movement[]) =>
      recordMovements(ports, storeName, rules, 'COAT', some, 'bench');
    await book([movement(0, 'opening', 1_000, at)]);
    const measured = async (step: string, work: () => Promise<unknown>) => {
      recorder.step = step;
      const [writes, reads] = [recorder.writes.length, recorder.reads.length];
      await work();
      const written = recorder.writes.slice(writes);
      const units = written.reduce(
        (sum, { tableUnits, indexes }) =>
          sum + tableUnits + Object.values(indexes).reduce((a, b) => a + b, 0),
        0,
      );
      return { units, reads: recorder.reads.length - reads };
    };
    const many = 240;
    const items = (from: number) => Array.from({ length: many }, (_, n) => movement(from + n, 'pick', 1, at));
    const together = await measured('bulk', () => book(items(1_000)));
    const apart = await measured('one by one', async () => {
      for (const one of items(2_000)) await book([one]);
    });
    const per = (name: string, unit: string, ours: number, alternative: number): Figure => ({
      section,
      name,
      unit,
      ours: ours / many,
      alternative: alternative / many,
      against: 'a transaction for each movement',
      bound: { of: 'ratio', most: 0.75 },
    });
    return {
      figures: [
        per(
          'write units per movement, 240 of one article in a call',
          'write units',
          together.units,
          apart.units,
        ),
        per('reads per movement', 'calls and items', together.reads, apart.reads),
      ],
      notes: [],
    };
  } finally {
    await tables.stop();
  }
}

/** Nothing is due: the scan asks its shards and goes. */
async function idleScan(full: boolean): Promise<Section> {
  const figures: Figure[] = [];
  for (const articles of [1_000, full ? 1_000_000 : 100_000]) {
    const dataDir = mkdtempSync(join(tmpdir(), 'veghe-bench-'));
    const tables = await benchTables(dataDir);
    try {
      const shop = await Shop.open(tables);
      const template = 'SK-0000000';
      const opening = { ...movement(0, 'opening', 5, shop.now), sku: template };
      await recordMovements(shop.ports, storeName, rules, template, [opening], 'bench');
      cloneHeads(tables.file ?? '', storeName, stockKind, [{ template, count: articles }]);
      const { reads } = shop.recorder;
      const from = reads.length;
      const { read } = await scan(shop.ports, {
        kind: stockKind,
        hasTime: () => true,
        fire: async () => undefined,
      });
      if (read > 0) throw new Error(`${String(read)} articles were due`);
      figures.push({
        section,
        name: `drift scan, nothing due, at ${articles.toLocaleString('en')} articles`,
        unit: 'read units',
        ours: reads.slice(from).reduce((sum, { units }) => sum + units, 0),
        // Half a unit for each head of up to 4 KB, eight to a unit of a scan at 0.25 KB.
        alternative: articles / 16,
        against: 'scan of all articles, 8 to a page of 4 KB, eventually consistent',
        bound: { of: 'ours', most: 8 },
      });
    } finally {
      await tables.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return { figures, notes: full ? [] : ['At 1,000,000 articles: npm run bench -- --full stock'] };
}

const buyers = 64;

/** Sixty-four buyers of one article, so many at a time: each gets a piece, none is given twice, and nobody waits for ever. */
async function contention(): Promise<Section> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const width of [1, 8, 64]) {
    const tables = await benchTables();
    try {
      const client = tables.connect();
      let transactions = 0;
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            if (commandName === 'TransactWriteItemsCommand') transactions++;
            return next(args);
          },
        { step: 'initialize', name: 'counter' },
      );
      const at = instant(Date.parse('2026-11-16T08:00:00Z'));
      const ports = { heads: dynamodbHeadStore(client, 'state', () => random(64)), clock: () => at };
      await recordMovements(ports, storeName, rules, 'COAT', [movement(0, 'opening', buyers, at)], 'bench');
      transactions = 0;
      const want = (n: number): Want => ({
        claim: { owner: `order/${String(n)}`, line: '1' },
        quantity: 1,
        since: instant(at + n),
        seen: 1,
      });
      const begun = performance.now();
      const got = await inFlight(width, buyers, (n) =>
        claimStock(ports, storeName, rules, 'COAT', want(n), 'bench'),
      );
      const ours = (performance.now() - begun) / buyers;
      const given = got.reduce((sum, one) => sum + one.got, 0);
      if (given !== buyers) throw new Error(`${String(given)} of ${String(buyers)} pieces were given out`);
      const single = await counterLoop(tables.connect(), width);
      figures.push({
        section,
        name: `a claim on one article, ${String(width)} at once`,
        unit: 'ms',
        ours,
        alternative: single.ms,
        against: 'a conditional put of one item that holds a number',
      });
      notes.push(
        `${String(width)} at once: ${String(transactions - buyers)} of ${String(transactions)} transactions lost a race and were made again; the single item ${String(single.lost)} of ${String(buyers + single.lost)}.`,
      );
      const batch = Array.from({ length: buyers }, (_, n) => want(1_000 + n));
      transactions = 0;
      await claimMany(ports, storeName, rules, 'COAT', batch, 'bench');
      if (width === 64) notes.push(`The same 64 claims in one call: ${String(transactions)} transactions.`);
    } finally {
      await tables.stop();
    }
  }
  return { figures, notes };
}

/** The limit: read a number, put the next one if nobody else has. */
async function counterLoop(client: DynamoDBClient, width: number): Promise<{ ms: number; lost: number }> {
  const Key = { pk: { S: 'counter' }, sk: { S: 'head' } };
  await client.send(new PutItemCommand({ TableName: 'plain', Item: { ...Key, n: { N: '0' } } }));
  let lost = 0;
  const begun = performance.now();
  await inFlight(width, buyers, async () => {
    for (;;) {
      const read = await client.send(new GetItemCommand({ TableName: 'plain', Key, ConsistentRead: true }));
      const n = Number(read.Item?.['n']?.N ?? 0);
      const put = new PutItemCommand({
        TableName: 'plain',
        Item: { ...Key, n: { N: String(n + 1) } },
        ConditionExpression: 'n = :n',
        ExpressionAttributeValues: { ':n': { N: String(n) } },
      });
      try {
        await client.send(put);
        return;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        lost++;
      }
    }
  });
  return { ms: (performance.now() - begun) / buyers, lost };
}

async function inFlight<T>(width: number, all: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < all; n = next++) results[n] = await work(n);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
