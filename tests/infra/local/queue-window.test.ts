import { afterEach, expect, it } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { Database } from '../../../infra/local/database.ts';
import type { FunctionHost } from '../../../infra/local/functions/function-host.ts';
import { Queues } from '../../../infra/local/queues.ts';
import { QueueSource } from '../../../infra/local/sources/queue-source.ts';
import { Timers } from '../../../infra/local/timers.ts';
import { cleanUp, temporaryDirectory } from './mini.ts';

const start = Date.parse('2026-11-22T08:00:00Z');
let close = async (): Promise<void> => undefined;
afterEach(async () => {
  await close();
  await cleanUp();
});

/** A queue before a function that notes how many messages it was handed at a time. */
function gathering() {
  const database = new Database(temporaryDirectory());
  const clock = new Clock(0, start);
  const timers = new Timers(clock);
  const limits = { delayMs: 0, retentionMs: 3_600_000, deadLetters: undefined, maxReceives: Infinity };
  const queues = new Queues([{ name: 'work', arn: '', visibilityMs: 60_000, ...limits }], database, clock);
  const batches: number[] = [];
  const host = {
    invoke: async ({ Records }: { Records: unknown[] }) => {
      batches.push(Records.length);
      return { ok: true, payload: null };
    },
  } as unknown as FunctionHost;
  const model = {
    id: 'source',
    queue: 'work',
    queueArn: '',
    functionName: 'f',
    batchSize: 3,
    windowMs: 20_000,
    concurrency: 2,
    partial: true,
    filters: [],
  };
  const source = new QueueSource(model, { queues, host, timers, clock, faults: {}, region: 'r' });
  close = async () => {
    await source.stop();
    timers.close();
    database.close();
  };
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { queues, clock, timers, batches, source, turn };
}

it('hands out a full batch at once, and a part of one when the first message has waited', async () => {
  const { queues, clock, timers, batches, turn } = gathering();
  for (const body of ['1', '2']) queues.send('work', body);
  await turn();
  expect(batches).toEqual([]);
  queues.send('work', '3');
  queues.send('work', '4');
  await turn();
  expect(batches).toEqual([3]);
  clock.freeze(start + 19_999);
  await turn();
  expect(batches).toEqual([3]);
  clock.freeze(start + 20_000);
  timers.runDue();
  await turn();
  expect(batches).toEqual([3, 1]);
});

it('is emptied at once by whoever drains it', async () => {
  const { queues, batches, source } = gathering();
  queues.send('work', '1');
  await source.drained();
  expect(batches).toEqual([1]);
});
