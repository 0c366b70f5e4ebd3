import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from '../../infra/local/runtime.ts';
import { instant } from '../../shared/time/instant.ts';
import { assembly } from '../support/world.ts';
import type { Load } from './http-load.ts';
import { intakeOf } from './life.ts';
import { benchProfile } from './shop.ts';

/** Several, because each shop may make 500 requests a second. */
const shops = 4;

/** The local runtime as `npm start` runs it, called as a storefront would, each call with a key of its own. */
export async function statusUpdates(): Promise<Load> {
  const dataDir = mkdtempSync(join(tmpdir(), 'veghe-bench-'));
  const runtime = await startRuntime({ dataDir, port: 0, stacks: assembly(), quiet: true });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${runtime.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}: ${said}`);
    return JSON.parse(said) as { credentials: { roles: string[]; credential: string }[] };
  };
  const keys: string[] = [];
  for (let shop = 0; shop < shops; shop++) {
    const { credentials } = await post('/_local/stores', {
      ...benchProfile,
      storeId: `shop-${String(shop)}`,
    });
    keys.push(credentials.find(({ roles }) => roles.includes('storefront'))?.credential ?? '');
  }
  const call = async (order: number, path: string, body: unknown) => {
    await post(path, body, {
      authorization: `Bearer ${keys[order % shops] ?? ''}`,
      'idempotency-key': crypto.randomUUID(),
    });
  };
  const id = (order: number) => `ES-${String(order).padStart(7, '0')}`;
  const placedAt = instant(Math.floor(runtime.now().getTime() / 1_000) * 1_000 - 60_000);
  return {
    prepare: (order) => call(order, '/v1/orders', intakeOf(id(order), placedAt)),
    update: (order, stage) => call(order, `/v1/orders/${id(order)}/status`, { stage }),
    rest: () => runtime.idle(),
    async [Symbol.asyncDispose]() {
      await runtime.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
