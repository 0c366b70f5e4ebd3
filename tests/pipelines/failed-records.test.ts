import { describe, expect, it } from 'vitest';
import { isDependency, isFault } from '../../functions/pipelines/failed-records.ts';
import { batchFunction, queueFunction } from '../../functions/pipelines/queue.ts';
import { scanFunction } from '../../functions/pipelines/schedule.ts';
import { streamFunction } from '../../functions/pipelines/stream.ts';
import { Unavailable } from '../../shared/kernel/unavailable.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { context, down, logged, messages, records } from './given.ts';

const poison = new TypeError('poisoned');
const failure = (error: unknown, key = 'a') => ({ key, error });
const counted = (log: ReturnType<typeof logged>) =>
  log
    .datapoints()
    .filter(({ name, dimensions }) => name === 'FailedRecords' && Object.keys(dimensions).length === 0)
    .reduce((sum, { value }) => sum + value, 0);

describe('an invocation is a fault', () => {
  it.each([
    ['where one poisoned record fails alone', { succeeded: 0, failures: [failure(poison)], keys: 1 }, false],
    [
      'where two keys were given and nothing succeeded',
      { succeeded: 0, failures: [failure(poison)], keys: 2 },
      true,
    ],
    ['where a dependency failed', { succeeded: 0, failures: [failure(down())], keys: 1 }, true],
    ['where something succeeded', { succeeded: 1, failures: [failure(down())], keys: 3 }, false],
    ['where nothing failed', { succeeded: 0, failures: [], keys: 0 }, false],
  ])('%s: %#', (_, handled, expected) => {
    expect(isFault(handled)).toBe(expected);
  });

  it.each([
    ['a service that answers 500', down(), true],
    ['a service that throttles', Object.assign(new Error(), { name: 'ThrottlingException' }), true],
    ['rights that are missing', Object.assign(new Error(), { name: 'AccessDeniedException' }), true],
    ['a connection that breaks', Object.assign(new Error(), { code: 'ECONNRESET' }), true],
    ['an adapter that gave up', new Unavailable('the bus refused 1 of 1 events'), true],
    [
      'a request that is refused',
      Object.assign(new Error(), {
        name: 'ValidationException',
        $fault: 'client',
        $metadata: { httpStatusCode: 400 },
      }),
      false,
    ],
    ['a fault of our own', poison, false],
  ])('by %s', (_, error, expected) => {
    expect(isDependency(error)).toBe(expected);
  });
});

describe('a queue’s function', () => {
  const run = async (fails: (subject: string) => unknown, ...subjects: string[]) => {
    const log = logged();
    const handler = queueFunction<{ subject: string }>(log.ports, async ({ subject }) => {
      const error = fails(subject);
      if (error !== undefined) throw error;
    });
    return {
      log,
      answer: handler(messages(...subjects), context) as Promise<{ batchItemFailures: unknown[] }>,
    };
  };

  it('gives back the poisoned message alone, and counts it', async () => {
    const { log, answer } = await run((subject) => (subject === 'b' ? poison : undefined), 'a', 'b', 'c');
    expect((await answer).batchItemFailures).toEqual([{ itemIdentifier: 'm2' }]);
    expect(counted(log)).toBe(1);
  });

  it('gives back one poisoned subject without failing, however many messages it has', async () => {
    const { answer } = await run(() => poison, 'a', 'a');
    expect((await answer).batchItemFailures).toHaveLength(2);
  });

  it('fails where no message of two subjects is handled', async () => {
    const { log, answer } = await run(() => poison, 'a', 'b');
    await expect(answer).rejects.toThrow('none of 2 records of 2 keys was handled');
    expect(counted(log)).toBe(2);
  });

  it('fails where a dependency fails, with one message as well', async () => {
    const { answer } = await run(down, 'a');
    await expect(answer).rejects.toThrow('none of 1 records');
  });

  it('tries a batch’s messages alone before it fails', async () => {
    const log = logged();
    const handler = batchFunction<{ subject: string }>(log.ports, async (all) => {
      if (all.some(({ subject }) => subject === 'b')) throw poison;
    });
    expect(await handler(messages('a', 'b'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm2' }],
    });
    expect(counted(log)).toBe(1);
  });
});

describe('the stream’s function', () => {
  const run = (
    fails: (sequence: string) => unknown,
    keys: string[],
    park: (sequence: string) => boolean = () => false,
  ) => {
    const log = logged();
    const handled: string[] = [];
    const handler = streamFunction(
      log.ports,
      async ({ dynamodb }) => {
        const sequence = dynamodb?.SequenceNumber ?? '';
        const error = fails(sequence);
        if (error !== undefined) throw error;
        handled.push(sequence);
      },
      async ({ dynamodb }) => park(dynamodb?.SequenceNumber ?? ''),
    );
    return { log, handled, answer: handler(records(...keys), context) as Promise<unknown> };
  };
  const at = (...sequences: string[]) => ({
    batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })),
  });

  it('goes on with other aggregates after one that fails, and not with its own', async () => {
    const { handled, answer, log } = run((n) => (n === '1' ? poison : undefined), ['a', 'b', 'a', 'c']);
    expect(await answer).toEqual(at('1'));
    expect(handled).toEqual(['2', '4']);
    expect(counted(log)).toBe(1);
  });

  it('fails where nothing of several aggregates succeeds', async () => {
    const { answer } = run(() => poison, ['a', 'b']);
    await expect(answer).rejects.toThrow('none of 2 records of 2 keys');
  });

  it('does not wait for a record that is parked, and brings what came after it', async () => {
    const fails = (n: string) => (n === '2' ? poison : undefined);
    expect(await run(fails, ['a', 'b', 'c'], () => true).answer).toEqual(at());
    expect(await run(fails, ['a', 'b', 'c', 'b'], () => true).answer).toEqual(at('4'));
  });

  it('parks nothing because a dependency fails', async () => {
    const { answer } = run(
      (n) => (n === '2' ? down() : undefined),
      ['a', 'b'],
      () => true,
    );
    expect(await answer).toEqual(at('2'));
  });
});

describe('a scan', () => {
  process.env['SCAN_PER_SECOND'] = '10000';
  const due = async (...ids: string[]) => {
    const heads = new MemoryHeadStore();
    const { ports } = logged();
    for (const id of ids)
      await heads.commit({
        key: { store: 'shop' as never, kind: 'order', id },
        expected: 0,
        state: {},
        events: [{ type: 'order.placed', data: {} }],
        at: ports.clock(),
        actor: 'x',
        due: { kind: 'order', at: ports.clock() },
        indexes: {},
        receipts: [],
      });
    return heads;
  };
  const run = async (fails: (id: string) => unknown, ...ids: string[]) => {
    const log = logged();
    const handler = scanFunction({ ...log.ports, heads: await due(...ids) }, 'order', async ({ id }) => {
      const error = fails(id);
      if (error !== undefined) throw error;
    });
    return { log, answer: handler({ due: 'order' }, context) as Promise<unknown> };
  };

  it('goes on past a poisoned deadline, and counts it', async () => {
    const { log, answer } = await run((id) => (id === 'b' ? poison : undefined), 'a', 'b', 'c');
    expect(await answer).toMatchObject({ fired: 2 });
    expect(counted(log)).toBe(1);
  });

  it('fails where no deadline of several could be handled', async () => {
    const { answer } = await run(() => poison, 'a', 'b');
    await expect(answer).rejects.toThrow('none of 2 records');
  });

  it('is not late because of a deadline that fails: that one is told apart', async () => {
    const log = logged();
    const heads = await due('a', 'b');
    const later = () => instant(log.ports.clock() + 3_600_000);
    const handler = scanFunction({ ...log.ports, clock: later, heads }, 'order', async ({ id }) => {
      if (id === 'a') throw poison;
    });
    expect(await handler({ due: 'order' }, context)).toMatchObject({ lag: 3_600_000 });
    // The poisoned one alone is left.
    for (const [name, { key }] of heads.rows) if (key.id === 'b') heads.rows.delete(name);
    expect(await handler({ due: 'order' }, context)).toMatchObject({ read: 1, lag: 0 });
  });

  it('parks a deadline that fails ten times though others do not, and tries it again after a day', async () => {
    const log = logged();
    const heads = await due('a', 'b');
    const tried: string[] = [];
    let now = log.ports.clock();
    const scanned = () =>
      scanFunction({ ...log.ports, clock: () => now, heads }, 'order', async ({ id }) => {
        tried.push(id);
        if (id === 'a') throw poison;
      })({ due: 'order' }, context);
    for (let minute = 0; minute < 10; minute++) await scanned();
    tried.length = 0;
    expect(await scanned()).toMatchObject({ fired: 1, failed: [] });
    expect(tried).toEqual(['b']);
    now = instant(now + 24 * 3_600_000 + 60_000);
    await scanned();
    expect(tried).toEqual(['b', 'a', 'b']);
  });

  it('parks nothing while a service that all depend on fails', async () => {
    const log = logged();
    const heads = await due('a', 'b');
    const down = Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
    let tried = 0;
    const scanned = () =>
      scanFunction({ ...log.ports, heads }, 'order', async () => {
        tried += 1;
        throw down;
      })({ due: 'order' }, context);
    for (let minute = 0; minute < 12; minute++) await expect(scanned()).rejects.toThrow('none of 2 records');
    expect(tried).toBe(24);
  });

  it('does not fail for ever because of one poisoned deadline', async () => {
    const { log, answer } = await run(() => poison, 'a');
    expect(await answer).toMatchObject({ fired: 0 });
    expect(counted(log)).toBe(1);
  });
});
