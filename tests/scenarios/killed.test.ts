import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';

const data = mkdtempSync(join(tmpdir(), 'veghe-killed-'));
let running: ChildProcess | undefined;

afterAll(() => {
  running?.kill('SIGKILL');
  // Killed so, it leaves its table server behind; the next start would end it, and there is none.
  const pid = join(data, 'tables.pid');
  if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

/** `npm start` as a process of its own, every stream record delivered twice; answers its address. */
async function start(): Promise<string> {
  const child = spawn(process.execPath, ['infra/local/start.ts', '--empty', '--port', '0'], {
    env: { ...process.env, VEGHE_DATA: data, VEGHE_FAULTS: 'duplicate-stream' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const url = /(http:\/\/[^\s/]+)\/\s/.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`npm start ended: ${said}`);
}

async function kill(): Promise<void> {
  const child = running!;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function call(url: string, method: string, path: string, body?: unknown, key = ''): Promise<any> {
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status >= 400)
    throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
  return answer.json();
}

it('killed with -9 in the middle, it goes on: nothing is lost, nothing is said twice', async () => {
  let url = await start();
  const { credentials } = await call(url, 'POST', '/_local/stores', electrosmart);
  const key = credentials.find(({ roles }: { roles: string[] }) => roles.includes('storefront')).credential;
  const { now } = await call(url, 'GET', '/_local/clock');
  await call(url, 'POST', '/v1/orders', popsOrder('ES-1', { placedAt: now }), key);
  await call(url, 'POST', '/v1/orders/ES-1/status', { stage: 'preparing' }, key);
  // Acknowledged a moment ago: what follows from it has not happened yet.
  await kill();
  url = await start();
  await call(url, 'POST', '/_local/idle');
  expect((await call(url, 'GET', '/v1/orders/ES-1', undefined, key)).stage).toBe('preparing');
  await call(url, 'POST', '/_local/clock', { advance: 'PT48H' });
  // The breach is committed; its notice waits for its two minutes when the process dies.
  await kill();
  url = await start();
  await call(url, 'POST', '/_local/clock', { advance: 'PT5H' });
  await kill();
  url = await start();
  await call(url, 'POST', '/_local/clock', { advance: 'PT1H' });
  const subjects = (await call(url, 'GET', '/_local/mail')).items
    .filter(({ to }: { to: string }) => to === 'ion.pop@example.com')
    .map(({ subject }: { subject: string }) => subject);
  expect(subjects).toEqual(['Comanda ES-1 întârzie: ce știm acum · ElectroSmart']);
  const alerts = (await call(url, 'GET', '/_local/alerts')).items.map(
    ({ role, subject }: { role: string; subject: string }) => [role, subject],
  );
  expect(alerts).toEqual([
    ['operator', 'ElectroSmart: 1 alertă: limita se apropie'],
    ['operator', 'ElectroSmart: 1 alertă: limită depășită'],
    ['supervisor', 'ElectroSmart: 1 alertă: nepreluat la timp, trece la dumneavoastră'],
    ['supervisor', ''],
  ]);
  const timeline = await call(url, 'GET', '/v1/orders/ES-1/timeline?limit=200', undefined, key);
  const types = timeline.items.map(({ type }: { type: string }) => type);
  expect(types.filter((type: string) => type === 'order.stage-changed')).toHaveLength(1);
  expect(types.filter((type: string) => type === 'notice.sent')).toHaveLength(1);
  await kill();
}, 180_000);
