import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { scan } from '../../shared/kernel/scan.ts';
import { usualShards, shardOf } from '../../shared/kernel/shard.ts';
import { hours, type Instant, minus, minutes, plus, sortable } from '../../shared/time/instant.ts';
import { cloneHeads, type Cohort } from './clones.ts';
import type { Figure, Section } from './figure.ts';
import { fireDue, intakeOf } from './life.ts';
import { Shop, storeName } from './shop.ts';
import { benchTables } from './tables.ts';
import { itemSize } from './units.ts';

/** One scan each, as the schedules do. */
const kinds = ['order', 'notice', 'job', 'report', 'stock', 'follow-up'] as const;
/** The orders were placed over this many different minutes; those of the first fall due together. */
const cohorts = 50;

/** What a scan reads: with nothing due, at few and at many orders; and for each deadline that fires. */
export async function scans(full: boolean): Promise<Section> {
  const results = [];
  for (const orders of [1_000, full ? 1_000_000 : 100_000]) results.push(await among(orders));
  const hint = full ? [] : ['At 1,000,000 orders: npm run bench -- --full scans'];
  return {
    figures: results.flatMap(({ figures }) => figures),
    notes: [...results.flatMap(({ notes }) => notes), ...hint],
  };
}

async function among(orders: number): Promise<Section> {
  const dataDir = mkdtempSync(join(tmpdir(), 'veghe-bench-'));
  const tables = await benchTables(dataDir);
  const within = `at ${orders.toLocaleString('en')} orders`;
  try {
    const shop = await Shop.open(tables);
    const { bytes, firstPlaced } = await takeIn(shop, tables.file ?? '', orders);
    const { reads } = shop.recorder;
    const scanTable = Math.ceil((bytes * orders) / 4_096) / 2;
    const figures: Figure[] = [];
    const times: string[] = [];
    const warned = plus(firstPlaced, hours(9));
    shop.moveTo(minus(warned, minutes(1)));
    shop.recorder.step = 'idle';
    for (const kind of kinds) {
      const from = reads.length;
      const begun = performance.now();
      const { read } = await scan(shop.ports, { kind, hasTime: () => true, fire: async () => undefined });
      times.push(`${kind} ${(performance.now() - begun).toFixed(1)} ms`);
      if (read > 0) throw new Error(`${String(read)} of kind ${kind} were due`);
      const units = reads.slice(from).reduce((sum, read) => sum + read.units, 0);
      figures.push({
        section: 'scans',
        name: `scan of ${kind}, nothing due, ${within}`,
        unit: 'read units',
        ours: units,
        alternative: scanTable,
        against: 'scan of the whole table with a filter',
        bound: { of: 'ours', most: 8 },
      });
    }
    shop.moveTo(plus(warned, minutes(1)));
    const due = await dueBy(tables.client, shop.now);
    const from = reads.length;
    const fired = await fireDue(shop);
    if (fired !== due) throw new Error(`${String(due)} were due, ${String(fired)} fired`);
    const read = reads.slice(from).reduce((sum, { index, items }) => sum + (index === 'due' ? items : 0), 0);
    figures.push({
      section: 'scans',
      name: `index entries read per deadline fired, ${within}`,
      unit: 'items',
      ours: read / fired,
      alternative: orders / fired,
      against: 'items that a scan of the table reads per deadline',
      bound: { of: 'ours', most: 1.05 },
    });
    const megabytes = Math.round(statSync(tables.file ?? '').size / 1e6);
    return {
      figures,
      notes: [
        `${within}: ${String(fired)} fell due at once and fired; ${String(megabytes)} MB on disk; a scan of nothing took ${times.join(', ')}.`,
      ],
    };
  } finally {
    await tables.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Takes in one order for each cohort over HTTP and clones it; the first cohort is 2 % or 1,000 at the most. */
async function takeIn(shop: Shop, file: string, orders: number) {
  const first = Math.min(1_000, orders / 50);
  const others = (orders - first) / (cohorts - 1);
  const made: Cohort[] = [];
  const firstPlaced = shop.now;
  shop.recorder.step = 'intake';
  for (let at = 0; at < cohorts; at++) {
    const template = `TM-${String(at).padStart(7, '0')}`;
    await shop.call('/v1/orders', '/v1/orders', intakeOf(template, shop.now));
    const count = Math.floor((at + 1) * others) - Math.floor(at * others);
    made.push({ template, count: at === 0 ? first : count });
    shop.moveTo(plus(shop.now, minutes(10)));
  }
  const head = shop.recorder.writes.findLast(({ after }) => after?.['sk']?.S === 'head')?.after ?? {};
  const content = shop.recorder.writes.findLast(({ after }) =>
    after?.['sk']?.S?.startsWith('content'),
  )?.after;
  cloneHeads(file, storeName, 'order', made);
  return { bytes: itemSize(head) + itemSize(content ?? {}), firstPlaced };
}

/** How many deadlines the index holds up to an instant, asked of the server without being counted. */
async function dueBy(client: DynamoDBClient, at: Instant): Promise<number> {
  let sum = 0;
  for (let shard = 0; shard < usualShards; shard++) {
    const command = new QueryCommand({
      TableName: 'state',
      IndexName: 'due',
      Select: 'COUNT',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :at',
      ExpressionAttributeValues: {
        ':pk': { S: shardOf.partition('order', shard) },
        ':at': { S: sortable(at) },
      },
    });
    sum += (await client.send(command)).Count ?? 0;
  }
  return sum;
}
