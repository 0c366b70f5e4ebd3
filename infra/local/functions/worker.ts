/** Runs in a worker thread: one function of the template, loaded from its bundle, as Lambda would run it. */
import { existsSync } from 'node:fs';
import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { readClock } from '../clock.ts';
import { type FunctionError, type Invocation, type Outcome, type WorkerSetup } from './messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const setup = workerData as WorkerSetup;
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker');

replaceDate(new BigInt64Array(setup.clock));
enableCompileCache(setup.compileCache);

const say = (outcome: Outcome): void => port.postMessage(outcome);
const loading = load();
loading.then(
  () => say({ loaded: true }),
  () => say({ loaded: true }),
);
port.on('message', (invocation: Invocation) => void invoke(invocation));

async function invoke({ id, event, requestId, timeoutMs }: Invocation): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  const context = {
    awsRequestId: requestId,
    functionName: setup.name,
    functionVersion: '1',
    invokedFunctionArn: setup.arn,
    memoryLimitInMB: String(setup.memory),
    logGroupName: `/aws/lambda/${setup.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(event), context);
    say({ id, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    say({ id, error: describe(error) });
  }
}

async function load(): Promise<Handler> {
  const [file = '', name = ''] = setup.handler.split('.');
  const path = ['cjs', 'js', 'mjs']
    .map((end) => join(setup.directory, `${file}.${end}`))
    .find((p) => existsSync(p));
  if (path === undefined) throw new Error(`Cannot find module '${file}' in ${setup.directory}`);
  const loaded = (
    path.endsWith('.mjs') ? await import(pathToFileURL(path).href) : createRequire(path)(path)
  ) as Record<string, unknown>;
  const handler = loaded[name];
  if (typeof handler !== 'function') throw new Error(`${setup.handler} is undefined or not exported`);
  return handler as Handler;
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

/** `Date` as the bundle sees it tells the runtime's time; a date made from a value stays what it is. */
function replaceDate(cells: BigInt64Array): void {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = (): number => readClock(cells, realNow());
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (_, values: unknown[], target) =>
      Reflect.construct(RealDate, values.length === 0 ? [now()] : values, target as new () => Date) as Date,
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: globalThis.Date });
}
