import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readCommandOf } from '../../../infra/local/processes.ts';
import { type Runtime } from '../../../infra/local/runtime.ts';
import { startTableServer } from '../../../infra/local/table-server.ts';
import { cleanUp, listOf, put, startMini, temporaryDirectory } from './mini.ts';

afterEach(cleanUp);

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Starts a program and waits until it says where it serves. */
async function launch(file: string, parameters: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [file, ...parameters], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    said,
  }));
  const url = await new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => resolve(''));
  });
  return { child, url, ended };
}

it('loses nothing that was acknowledged when it is killed', async () => {
  const dataDir = temporaryDirectory();
  const acknowledged: string[] = [];
  for (let round = 0; round < 2; round++) {
    const { child, url, ended } = await launch(script('mini-process.ts'), [dataDir]);
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; ; n++) {
        const id = `r${round}w${writer}n${n}`;
        const response = await put({ url } as Runtime, id, { note: id }).catch(() => undefined);
        if (response?.status !== 201) return;
        if (acknowledged.push(id) % 40 === 0) child.kill('SIGKILL');
      }
    });
    await Promise.all(writers);
    expect((await ended).signal).toBe('SIGKILL');
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(80);
  const runtime = await startMini({ dataDir });
  await runtime.idle();
  const told = new Set((await listOf<{ subject: string }>(runtime, 'mail')).map(({ subject }) => subject));
  expect(acknowledged.filter((id) => !told.has(id))).toEqual([]);
});

it('goes on with clock, shops and mails of the run before', async () => {
  const dataDir = temporaryDirectory();
  const first = await startMini({ dataDir });
  await first.advance(48 * 3_600_000);
  await put(first, 'a', { note: 'before' });
  await first.idle();
  const then = first.now();
  await first.stop();
  const second = await startMini({ dataDir });
  expect(second.now().getTime() - then.getTime()).toBeGreaterThanOrEqual(0);
  expect(second.now().getTime() - Date.now()).toBeGreaterThan(47.9 * 3_600_000);
  expect(await listOf(second, 'mail')).toMatchObject([{ subject: 'before' }]);
});

it('loads samples into new data once, and again when that was cut off', async () => {
  const dataDir = temporaryDirectory();
  let loads = 0;
  const cutOff = startMini({
    dataDir,
    seed: async () => {
      loads++;
      throw new Error('cut off');
    },
  });
  await expect(cutOff).rejects.toThrow('cut off');
  const seed = async () => void loads++;
  await (await startMini({ dataDir, seed })).stop();
  await (await startMini({ dataDir, seed })).stop();
  expect(loads).toBe(2);
});

it('refuses data that another one runs on, and leaves that one alone', async () => {
  const dataDir = temporaryDirectory();
  const first = await startMini({ dataDir });
  await expect(startMini({ dataDir })).rejects.toThrow('Another Veghe is running on the data');
  expect((await put(first, 'a')).status).toBe(201);
});

it('tells which port is taken and how to choose another', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(startMini({ port })).rejects.toThrow(
    `Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`,
  );
  other.close();
});

it('starts Veghe itself by npm start’s command and ends cleanly on SIGINT, the table server too', async () => {
  const dataDir = temporaryDirectory();
  const { child, url, ended } = await launch(
    script('../../../infra/local/start.ts'),
    ['--empty', '--port', '0'],
    { VEGHE_DATA: dataDir },
  );
  expect((await fetch(`${url}/_local/health`)).status).toBe(200);
  const tables = Number(readFileSync(join(dataDir, 'tables.pid'), 'utf8'));
  expect(readCommandOf(tables)).toContain('dynoxide');
  child.kill('SIGINT');
  const { code, said } = await ended;
  expect(code, said).toBe(0);
  // One link, and no other: the page behind it says where the rest is.
  expect(said.match(/http\S+/g)).toEqual([`${url}/`]);
  expect(readCommandOf(tables)).toBeUndefined();
  expect(existsSync(join(dataDir, 'tables.pid'))).toBe(false);
});

it('runs on a table server that is somebody else’s', async () => {
  const server = await startTableServer();
  const runtime = await startMini({ tableEndpoint: server.endpoint });
  await put(runtime, 'a', { note: 'n' });
  await runtime.idle();
  expect(await listOf(runtime, 'mail')).toMatchObject([{ subject: 'n' }]);
  await runtime.stop();
  await server.stop();
});

it('calls nothing failed that it ended itself', async () => {
  const dataDir = temporaryDirectory();
  let entered: () => void = () => {};
  const underWay = new Promise<void>((resolve) => (entered = resolve));
  const delivery = ({ source }: { source: string }) => {
    if (source === 'queue') setImmediate(entered);
    return undefined;
  };
  const first = await startMini({
    dataDir,
    faults: { delivery },
    handlers: { consumer: `await new Promise(() => {});` },
  });
  await put(first, 'a', { note: 'n' });
  await underWay;
  await first.stop();
  const second = await startMini({ dataDir });
  await second.idle();
  expect(await listOf(second, 'mail')).toMatchObject([{ subject: 'n' }]);
});
