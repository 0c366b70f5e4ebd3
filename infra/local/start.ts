/** `npm start`: the whole of Veghe on this machine. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFaults } from './faults.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from './runtime.ts';
import { copySamples, isNew } from './samples/snapshot.ts';
import { pastStart, storyStart } from './samples/story-date.ts';
import { synthesize } from './synthesize.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  fail(
    `Veghe needs Node 22.18 or newer; this is ${process.version}. With npm ci it brings its own: start it by npm start.`,
  );
}

const { values } = parseArgs({
  options: { empty: { type: 'boolean', default: false }, port: { type: 'string' } },
});
const port = Number(values.port ?? process.env['PORT'] ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`${values.port ?? process.env['PORT'] ?? ''} is no port.`);
const dataDir = resolve(process.env['VEGHE_DATA'] ?? '.veghe');

try {
  const tableEndpoint = process.env['DYNAMODB_ENDPOINT'];
  const stacks = synthesize();
  const samples = values.empty ? {} : await sampleShops(tableEndpoint);
  const runtime = await startRuntime({
    dataDir,
    port,
    stacks,
    tableEndpoint,
    faults: readFaults(process.env['VEGHE_FAULTS']),
    instances: instances(process.env['VEGHE_INSTANCES']),
    ...samples,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(runtime));
  greet(runtime);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/** `VEGHE_INSTANCES=8`: each function in up to eight threads of one invocation each, as on Lambda. */
function instances(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    fail(`VEGHE_INSTANCES takes a whole number from 1 to 64, not ${text}.`);
  return count;
}

/**
 * The three sample shops, for data that are new: a copy of what was made once for these sources. Another table server's
 * tables cannot be copied: there the shops live their week at the first start.
 */
async function sampleShops(
  tableEndpoint: string | undefined,
): Promise<Pick<RuntimeOptions, 'startAt' | 'seed'>> {
  const tell = () => console.log('The sample shops live their last week first: once, for about a minute.');
  if (tableEndpoint !== undefined) {
    if (isNew(dataDir)) tell();
    return { startAt: pastStart, seed: (await import('./samples/index.ts')).seed };
  }
  if (isNew(dataDir)) await copySamples(dataDir, tell);
  return { startAt: storyStart };
}

function greet({ url }: Runtime): void {
  const what = values.empty ? 'no shop is open yet' : 'three stories in five minutes';
  console.log(`Veghe: ${what}: ${url}/

Data are kept in ${dataDir}. Ctrl-C ends it; the next start goes on from there.`);
}

async function end(runtime: Runtime): Promise<void> {
  await runtime.stop();
  process.exit(0);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
