import { afterEach, beforeEach, expect, it } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { Database } from '../../../infra/local/database.ts';
import { Queues } from '../../../infra/local/queues.ts';
import { cleanUp, temporaryDirectory } from './mini.ts';

const start = Date.parse('2026-11-22T08:00:00Z');
const model = {
  arn: '',
  visibilityMs: 60_000,
  delayMs: 0,
  retentionMs: 3_600_000,
  deadLetters: undefined,
  maxReceives: Infinity,
};
const models = [
  { ...model, name: 'work', deadLetters: 'dead', maxReceives: 2 },
  { ...model, name: 'dead' },
  { ...model, name: 'slow', delayMs: 5000 },
];

let directory: string;
let database: Database;
let clock: Clock;
let queues: Queues;
beforeEach(() => {
  directory = temporaryDirectory();
  database = new Database(directory);
  clock = new Clock(0, start);
  queues = new Queues(models, database, clock);
});
afterEach(async () => {
  database.close();
  await cleanUp();
});

const bodies = (queue: string, limit = 10) => queues.receive(queue, limit).map(({ body }) => body);

it('hands out in the order of arrival, and hides what is being handled', () => {
  for (const body of ['a', 'b', 'c']) queues.send('work', body);
  expect(bodies('work', 2)).toEqual(['a', 'b']);
  expect(bodies('work')).toEqual(['c']);
  expect(bodies('work')).toEqual([]);
});

it('forgets what was deleted and shows again what was given up, after its timeout', () => {
  queues.send('work', 'a');
  queues.send('work', 'b');
  const [a, b] = queues.receive('work', 2);
  queues.delete([a!.id]);
  queues.giveUp([b!.id]);
  expect(bodies('work')).toEqual([]);
  expect(queues.nextVisible('work')).toBe(start + 60_000);
  clock.freeze(start + 60_000);
  expect(queues.receive('work', 2)).toMatchObject([{ body: 'b', receives: 2, firstReceivedAt: start }]);
});

it('moves what was received too often to the dead letters, whole', () => {
  queues.send('work', 'poison', { role: { dataType: 'String', stringValue: 'x' } });
  for (let receive = 0; receive < 2; receive++) {
    queues.giveUp(queues.receive('work', 1).map(({ id }) => id));
    clock.freeze(clock.now() + 60_000);
  }
  expect(bodies('work')).toEqual([]);
  expect(queues.peek('dead')).toMatchObject([{ body: 'poison', attributes: { role: { stringValue: 'x' } } }]);
  expect(queues.redrive('dead')).toBe(1);
  expect(queues.receive('work', 1)).toMatchObject([{ body: 'poison', receives: 1 }]);
});

it('delays, and expires', () => {
  queues.send('slow', 'a');
  expect(bodies('slow')).toEqual([]);
  expect(queues.counts()).toContainEqual({ name: 'slow', ready: 0, inFlight: 0, delayed: 1 });
  clock.freeze(start + 5000);
  expect(bodies('slow')).toEqual(['a']);
  queues.send('work', 'old');
  clock.freeze(start + 2 * 3_600_000);
  expect(bodies('work')).toEqual([]);
});

it('survives its process: what it had handed out comes again at once', () => {
  queues.send('work', 'a');
  queues.receive('work', 1);
  database.close();
  database = new Database(directory);
  queues = new Queues(models, database, clock);
  expect(bodies('work')).toEqual(['a']);
});

it('belongs to one process', () => {
  expect(() => new Database(directory)).toThrow('Another Veghe is running on the data');
});
