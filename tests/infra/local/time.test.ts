import { afterEach, expect, it } from 'vitest';
import { cleanUp, listOf, put, startMini, temporaryDirectory } from './mini.ts';

afterEach(cleanUp);

const start = new Date('2026-11-22T08:00:30.000Z');
const subjects = async (runtime: Parameters<typeof listOf>[0]) =>
  (await listOf<{ subject: string }>(runtime, 'mail')).map(({ subject }) => subject);

it('keeps every deadline on the way at its own minute, and runs no scan for nothing', async () => {
  const runs: string[] = [];
  const runtime = await startMini({
    frozenAt: start,
    faults: {
      call: ({ functionName, action, phase }) =>
        void (functionName === 'scan' && phase === 'before' && runs.push(action)),
    },
  });
  await put(runtime, 'later', { due: '2026-11-24T07:15:10.000Z' });
  await put(runtime, 'soon', { due: '2026-11-22T08:01:00.000Z' });
  await put(runtime, 'never', { due: '2027-11-24T07:15:10.000Z' });
  await runtime.advance(48 * 3_600_000);
  expect(runtime.now().toISOString()).toBe('2026-11-24T08:00:30.000Z');
  expect(await subjects(runtime)).toEqual([
    '',
    '',
    '',
    'fired at 2026-11-22T08:01:00.000Z',
    'fired at 2026-11-24T07:16:00.000Z',
  ]);
  // Two scans of eight shards, each with one update.
  expect(runs.filter((action) => action === 'Query')).toHaveLength(16);
});

it('gives all functions the same time, and bundles no way to tell', async () => {
  const runtime = await startMini({
    frozenAt: start,
    handlers: {
      api: `
    return { statusCode: 200, body: JSON.stringify([new Date(), Date.now(), Date().slice(0, 24), new Date() instanceof Date, new Date(0).toISOString(), new Date().constructor === Date]) };`,
    },
  });
  const answer = await (await fetch(`${runtime.url}/items/x`)).json();
  expect(answer).toEqual([
    '2026-11-22T08:00:30.000Z',
    start.getTime(),
    'Sun Nov 22 2026 08:00:30',
    true,
    '1970-01-01T00:00:00.000Z',
    true,
  ]);
});

it('brings failed messages back when their time comes', async () => {
  let failures = 1;
  const runtime = await startMini({
    frozenAt: start,
    faults: { delivery: ({ source }) => (source === 'queue' && failures-- > 0 ? 'drop' : undefined) },
  });
  await put(runtime, 'a', { note: 'n' });
  await runtime.idle();
  expect(await subjects(runtime)).toEqual([]);
  await runtime.advance(59_000);
  expect(await subjects(runtime)).toEqual([]);
  await runtime.advance(1000);
  expect(await subjects(runtime)).toEqual(['n']);
});

it('stops with a reason when a chain feeds itself at one instant', async () => {
  const endless = `await bus.send(new PutEventsCommand({ Entries: [{ Source: 'mini', DetailType: 'item.x', Detail: '{}', EventBusName: process.env.BUS }] }));`;
  const runtime = await startMini({ frozenAt: start, patienceMs: 500, handlers: { consumer: endless } });
  await put(runtime, 'a');
  await expect(runtime.advance(60_000)).rejects.toThrow('something feeds itself');
});

it('begins new data at the story’s date, waits while it is stopped, and goes on from there', async () => {
  const startAt = new Date('2026-11-16T06:00:00.000Z');
  const dataDir = temporaryDirectory();
  const first = await startMini({ dataDir, startAt });
  expect(first.now().getTime() - startAt.getTime()).toBeLessThan(60_000);
  await first.advance(2 * 86_400_000);
  await first.stop();
  const stoppedAt = first.now().getTime();
  const again = await startMini({ dataDir, startAt });
  const waited = again.now().getTime() - stoppedAt;
  expect(waited).toBeLessThan(60_000);
  expect(again.now().getTime()).toBeGreaterThanOrEqual(startAt.getTime() + 2 * 86_400_000);
});

it('leaves data of before on their own time', async () => {
  const dataDir = temporaryDirectory();
  const before = await startMini({ dataDir });
  await before.stop();
  const after = await startMini({ dataDir, startAt: new Date('2020-01-06T06:00:00.000Z') });
  expect(Math.abs(after.now().getTime() - Date.now())).toBeLessThan(60_000);
});

it('moves on to the next event: until something is sent, a week at the most', async () => {
  const runtime = await startMini({ frozenAt: start });
  await put(runtime, 'later', { due: '2026-11-24T07:15:10.000Z' });
  await runtime.idle();
  const move = () =>
    fetch(`${runtime.url}/_local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"next":"event"}',
    });
  expect(await (await move()).json()).toEqual({ now: '2026-11-24T07:16:00.000Z' });
  expect((await subjects(runtime)).at(-1)).toBe('fired at 2026-11-24T07:16:00.000Z');
  expect(await (await move()).json()).toEqual({ now: '2026-12-01T07:16:00.000Z' });
});
