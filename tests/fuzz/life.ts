import { webhookKind } from '../../shared/webhooks/delivery.ts';
import { followers } from '../support/followers.ts';
import { inProcess } from '../support/in-process.ts';
import { at, opening, shop } from './shop.ts';
import type { Known } from './values.ts';

interface LifeSetting {
  /** Hears every line that is logged. */
  readonly logged?: (line: readonly unknown[]) => void;
  readonly sending?: Parameters<typeof followers>[2];
}

/** A shop in the middle of its day, and what has become known of it to whoever calls. */
export async function openLife(setting: LifeSetting = {}) {
  const counted = { n: 0 };
  // The same names in every run: a failing seed is the same run again.
  const random = (bits: number) => `R${String(++counted.n)}`.padEnd(Math.ceil(bits / 5.95), 'x');
  const { logged, sending } = setting;
  const world = await inProcess(at, { shop, random, ...(logged ? { logged } : {}) });
  const after = followers(world, () => ({ ok: false, why: 'status-410', later: false }), sending);
  for (const [route, path, body] of opening) {
    const { status } = await world.call(route, { path, body });
    if (status >= 300) throw new Error(`${route} answered ${String(status)} in the opening`);
    await after.drain();
  }
  const known: Record<string, string[]> = {};
  const learn = (name: string, value: unknown) => {
    if (typeof value !== 'string' || known[name]?.includes(value) === true) return;
    (known[name] ??= []).push(value);
    // The newest are worth more, and the draw stays small.
    if (known[name].length > 6) known[name].shift();
  };

  /** Ids and cursors that an answer names, and what went out by mail. */
  function heed(body: unknown): void {
    if (typeof body !== 'object' || body === null) return;
    for (const [name, value] of Object.entries(body)) {
      if (/Id$/.test(name)) learn(name, value);
      else if (name === 'next') learn('cursor', value);
      else if (name === 'proposed') learn('proposalId', (body as { id?: unknown }).id);
      else heed(value);
    }
  }

  /** Time goes on, and everything that follows follows. */
  async function pass(minutes: number): Promise<readonly unknown[]> {
    world.advance(minutes * 60_000);
    await after.drain();
    const failed = await after.scans();
    for (const { text } of after.mails.splice(0)) learn('token', /\/l\/([\w~.-]+)/.exec(text)?.[1]);
    for (const { key } of world.heads.rows.values()) if (key.kind === webhookKind) learn('webhookId', key.id);
    return failed;
  }

  return { world, after, known: known as Known, heed, pass };
}
