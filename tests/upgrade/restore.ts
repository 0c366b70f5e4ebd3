import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '../../infra/local/database.ts';
import { makeTables, tableClient } from '../../infra/local/table-client.ts';
import { startTableServer } from '../../infra/local/table-server.ts';
import { type Json, type Stack } from '../../infra/local/template/assembly.ts';
import { readModel } from '../../infra/local/template/read-model.ts';

/** Where the local runtime pretends to run; tables of another region would be other tables. */
const place = { region: 'eu-central-1', account: '000000000000', url: 'http://127.0.0.1:3000' };
/** What one BatchWriteItem takes. */
const batch = 25;

/** The releases whose data are recorded here, oldest first. */
export const recordedReleases = (): string[] =>
  readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

const lines = (release: string, name: string): string[] =>
  readFileSync(join(import.meta.dirname, release, `${name}.ndjson`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/**
 * A data directory as the local runtime of a recorded release would have left it: this release's runtime goes on with
 * it. Nothing of it is in a stream, for all that was recorded had been consumed.
 */
export async function restoreRecording(
  release: string,
  stacks: readonly Stack[],
): Promise<{ readonly dataDir: string; readonly recordedAt: Date }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'veghe-upgrade-'));
  const server = await startTableServer({ dataDir });
  const { tables } = readModel(stacks, place);
  const call = tableClient(server.endpoint, place.region);
  await makeTables(call, tables);
  for (const file of readdirSync(join(import.meta.dirname, release))) {
    const recorded = file.replace('.ndjson', '');
    const table = tables.find(({ name }) => name.toLowerCase().includes(`tables${recorded}`));
    if (recorded === 'runtime' || table === undefined) continue;
    const items = lines(release, recorded).map((line) => JSON.parse(line) as Json);
    for (let at = 0; at < items.length; at += batch)
      await call('BatchWriteItem', {
        RequestItems: {
          [table.name]: items.slice(at, at + batch).map((Item) => ({ PutRequest: { Item } })),
        },
      });
  }
  await server.stop();
  forgetStreams(join(dataDir, 'tables.db'));
  const instant = restoreRuntime(dataDir, release);
  return { dataDir, recordedAt: new Date(instant) };
}

/** The newest record stays: from it the server counts on. It names a change that consumers have seen. */
function forgetStreams(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(
    'DELETE FROM _stream_records WHERE id NOT IN (SELECT max(id) FROM _stream_records GROUP BY table_name)',
  );
  db.close();
}

function restoreRuntime(dataDir: string, release: string): number {
  const database = new Database(dataDir);
  for (const line of lines(release, 'runtime')) {
    const { table, row } = JSON.parse(line) as { table: string; row: Record<string, string | number> };
    const columns = Object.keys(row);
    database.run(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...Object.values(row),
    );
  }
  const instant = Number(database.readSetting('clock-instant'));
  database.close();
  return instant;
}
