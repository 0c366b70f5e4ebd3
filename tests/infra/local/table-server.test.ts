import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTableServer } from '../../../infra/local/table-server.ts';
import { readCommandOf } from '../../../infra/local/processes.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'veghe-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('serves in memory, and ends when told', async () => {
  const server = await startTableServer();
  const client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  expect((await client.send(new ListTablesCommand())).TableNames).toEqual([]);
  client.destroy();
  await server.stop();
  await expect(fetch(server.endpoint)).rejects.toThrow();
});

it('ends the server that a killed run left behind', async () => {
  const orphan = await startTableServer({ dataDir });
  const pid = Number(readFileSync(join(dataDir, 'tables.pid'), 'utf8'));
  const next = await startTableServer({ dataDir });
  await orphan.ended;
  expect(readCommandOf(pid)).toBeUndefined();
  await next.stop();
});

it('takes a server that runs already', async () => {
  const server = await startTableServer({ endpoint: 'http://127.0.0.1:8000' });
  expect(server.endpoint).toBe('http://127.0.0.1:8000');
  await server.stop();
});
