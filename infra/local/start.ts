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
    stacks: synthesize(resolve(dataDir, 'build')),
    tableEndpoint: process.env['DYNAMODB_ENDPOINT'],
    faults: readFaults(process.env['VEGHE_FAULTS']),
    ...(seed === undefined ? {} : { seed }),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(runtime));
  greet(runtime);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
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
