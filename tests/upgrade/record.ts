/**
 * Records what this release stores: `node tests/upgrade/record.ts 0.1.0` plays the stories on the sample shops and
 * writes every item of every table, and the local runtime's own database, as NDJSON under `tests/upgrade/<release>/`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startRuntime } from '../../infra/local/runtime.ts';
import { seed } from '../../infra/local/samples/index.ts';
import { pastStart } from '../../infra/local/samples/story-date.ts';
import { synthesize } from '../../infra/local/synthesize.ts';
import { tableClient } from '../../infra/local/table-client.ts';
import { playStories } from './play.ts';

const release = process.argv[2];
if (release === undefined || !/^\d+\.\d+\.\d+$/.test(release))
  throw new Error('Name the release that is recorded: node tests/upgrade/record.ts 0.1.0');

const dataDir = mkdtempSync(join(tmpdir(), 'veghe-record-'));
const target = join(import.meta.dirname, release);
mkdirSync(target, { recursive: true });

type Item = Record<string, { readonly S?: string }>;

/** What is a secret in clear, or opens what is sealed, is in no recording. */
const mayBeShown = ({ pk }: Item): boolean => !/^[^#]+#(?:secret|oidc|claim|guess)#/.test(pk?.S ?? '');

/** Lines in a stable order, so that a second recording differs only where the data do. */
const write = (name: string, lines: readonly unknown[]): void => {
  const text = lines.map((line) => JSON.stringify(line)).sort();
  writeFileSync(join(target, `${name}.ndjson`), `${text.join('\n')}\n`);
  console.log(`${name}: ${String(lines.length)} items`);
};

const runtime = await startRuntime({
  dataDir,
  port: 0,
  quiet: true,
  stacks: synthesize(),
  // The samples live their week up to a Monday, eight in the morning; then the clock stands still unless the stories move it.
  frozenAt: pastStart,
  seed,
});
try {
  await playStories(runtime.url);
  const call = tableClient(runtime.tables, 'eu-central-1');
  for (const { name } of runtime.model.tables) {
    const items: Item[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await call('Scan', {
        TableName: name,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey: ExclusiveStartKey as never }),
      });
      items.push(...(page['Items'] as Item[]).filter(mayBeShown));
      ExclusiveStartKey = page['LastEvaluatedKey'];
    } while (ExclusiveStartKey !== undefined);
    // TablesState705891C2 is the logical id of the table `state`.
    write((/Tables(\w+?)[0-9A-F]{8}$/.exec(name)?.[1] ?? name).toLowerCase(), items);
  }
} finally {
  await runtime.stop();
}

// Queues were empty when the recording ended, and positions in a stream mean nothing in another one.
const database = new DatabaseSync(join(dataDir, 'runtime.db'));
write(
  'runtime',
  ['settings', 'subscriptions', 'credentials', 'sent', 'events'].flatMap((table) =>
    database
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => ({ table, row })),
  ),
);
database.close();
rmSync(dataDir, { recursive: true, force: true });
