import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import type { Addition, Countable, Tallies } from '../../shared/kernel/tally/tally.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryTallies } from '../support/memory-tallies.ts';
import { tables } from '../support/tables.ts';

const until = instant(Date.parse('2027-11-22T08:00:00Z'));
const add = (name: string, field: string, by = 1, group = 'flow'): Addition => ({
  group,
  name,
  field,
  by,
  until,
});
const entry = (marker: string, adds: readonly Addition[], store = 'shop'): Countable => ({
  store,
  marker,
  until,
  adds,
});

let tallies: Tallies;
let stop = async (): Promise<void> => undefined;

describe.each(['memory', 'dynamodb'] as const)('counters: %s', (which) => {
  beforeAll(async () => {
    if (which === 'memory') {
      tallies = new MemoryTallies();
      return;
    }
    const made = await tables();
    tallies = dynamodbTallies(made.client, 'state');
    stop = () => made.server.stop();
  });
  afterAll(() => stop());

  const read = (store = 'shop', from = ' ', upTo = '~') => tallies.read(store, 'flow', from, upTo);

  it('adds up what events bring, each event once', async () => {
    const first = entry('a.1', [add('2026-11-16', 'in'), add('2026-11-16', 'out', 2)]);
    expect(await tallies.count([first, entry('a.2', [add('2026-11-16', 'in', 3)])])).toEqual(
      new Set(['a.1', 'a.2']),
    );
    expect(await tallies.count([first, first, entry('a.3', [add('2026-11-17', 'in')])])).toEqual(
      new Set(['a.3']),
    );
    expect(await read()).toEqual([
      { name: '2026-11-16', fields: { in: 4, out: 2 } },
      { name: '2026-11-17', fields: { in: 1 } },
    ]);
  });

  it('keeps stores and groups apart, and answers only the names asked for', async () => {
    await tallies.count([
      entry('b.1', [add('1', 'n'), add('2', 'n', 2), add('3', 'n', 3)], 'other'),
      entry('b.1', [add('1', 'n', 7, 'durations')], 'third'),
    ]);
    expect(await read('other', '2', '3')).toEqual([
      { name: '2', fields: { n: 2 } },
      { name: '3', fields: { n: 3 } },
    ]);
    expect(await read('third')).toEqual([]);
    expect(await tallies.read('third', 'durations', ' ', '~')).toEqual([{ name: '1', fields: { n: 7 } }]);
  });

  it('counts more events than a transaction takes, among them some that were counted', async () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      entry(`c.${String(n)}`, [add(`d${String(n % 7)}`, 'n')], 'many'),
    );
    await tallies.count(many.filter((_, n) => n % 3 === 0));
    const fresh = await tallies.count(many);
    expect(fresh.size).toBe(166);
    const sums = (await read('many')).map(({ fields }) => fields['n'] ?? 0);
    expect(sums).toEqual([36, 36, 36, 36, 36, 35, 35]);
  });

  it('counts once what two deliver at the same time', async () => {
    const events = Array.from({ length: 60 }, (_, n) => entry(`e.${String(n)}`, [add('day', 'n')], 'race'));
    await Promise.all([tallies.count(events), tallies.count(events), tallies.count([...events].reverse())]);
    expect(await read('race')).toEqual([{ name: 'day', fields: { n: 60 } }]);
  });

  it('refuses an event that no transaction takes, and counts nothing of it', async () => {
    const adds = Array.from({ length: 100 }, (_, n) => add(String(n), 'n'));
    await expect(tallies.count([entry('f.1', adds, 'wide')])).rejects.toThrow(
      'more than a transaction takes',
    );
    expect(await read('wide')).toEqual([]);
  });
});

describe('a transaction whose answer was lost', () => {
  it('is not counted twice', async () => {
    const { client: own, server } = await tables();
    let sent = 0;
    own.middlewareStack.add(
      (next, context) => async (args) => {
        if (context.commandName !== 'TransactWriteItemsCommand') return next(args);
        sent++;
        // The first is done, but its answer is lost: the SDK sends the same again.
        if (sent === 1) await next(args);
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    const store = dynamodbTallies(own, 'state');
    await store.count([entry('g.1', [add('day', 'n')])]);
    expect(await store.read('shop', 'flow', ' ', '~')).toEqual([{ name: 'day', fields: { n: 1 } }]);
    await server.stop();
  });
});
