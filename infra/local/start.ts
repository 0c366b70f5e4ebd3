/** `npm start`: the whole of Veghe on this machine. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFaults } from './faults.ts';
import { type Runtime, startRuntime } from './runtime.ts';
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
  const seed = values.empty ? undefined : await samples();
  const runtime = await startRuntime({
    dataDir,
    port,
    stacks: synthesize(),
    tableEndpoint: process.env['DYNAMODB_ENDPOINT'],
    faults: readFaults(process.env['VEGHE_FAULTS']),
    instances: instances(process.env['VEGHE_INSTANCES']),
    ...(seed === undefined ? {} : { seed }),
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

type Seed = (runtime: Runtime) => Promise<void>;

/** The three sample shops. */
async function samples(): Promise<Seed | undefined> {
  const file = new URL('./samples/index.ts', import.meta.url);
  if (!existsSync(file)) return undefined;
  return ((await import(file.href)) as { seed: Seed }).seed;
}

function greet({ url }: Runtime): void {
  console.log(`Veghe keeps watch at ${url}

  ${url}/_local/inbox         e-mails, SMS and staff alerts as they would look; the clock
  ${url}/_local/credentials   who may sign in, and with what
  ${url}/v1/session           the door for staff: report, work list, orders, held messages, proposals
  ${url}/openapi.json         every call there is

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
