import { beforeEach, describe, expect, it } from 'vitest';
import { endOldSubscriptions } from '../../shared/notices/old-subscriptions.ts';
import {
  type Applying,
  applyingKey,
  applyingView,
  goOnApplying,
  type ProfileStep,
  startApplying,
} from '../../shared/stores/applying.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { type Instant, minutes, plus } from '../../shared/time/instant.ts';
import { on } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

let heads: MemoryHeadStore;
let now: Instant;
let done: ProfileStep[];
let failing: ReadonlySet<ProfileStep>;

beforeEach(() => {
  heads = new MemoryHeadStore();
  now = on('Mon 08:00');
  done = [];
  failing = new Set();
});

const ports = () => ({ heads, clock: () => now });
const step = (name: ProfileStep) => async () => {
  if (failing.has(name)) throw new RangeError(`${name} fails`);
  done.push(name);
};
const go = () =>
  goOnApplying(ports(), 'shop', {
    rearm: step('rearm'),
    report: step('report'),
    subscriptions: step('subscriptions'),
  });
const view = async () => applyingView((await heads.load<Applying>(applyingKey('shop')))!.state);

describe('applying a profile', () => {
  it('does every step once', async () => {
    await startApplying(ports(), 'shop', 2);
    await go();
    await go();
    expect(done).toEqual(['rearm', 'report', 'subscriptions']);
    expect(await view()).toEqual({
      status: 'done',
      revision: 2,
      steps: done.map((name) => ({ name, status: 'done' })),
    });
  });

  it('goes on with the other steps after one that fails, shows it, and does it again alone', async () => {
    failing = new Set(['rearm']);
    await startApplying(ports(), 'shop', 2);
    await expect(go()).rejects.toThrow('rearm fails');
    expect(done).toEqual(['report', 'subscriptions']);
    expect((await view()).steps[0]).toEqual({ name: 'rearm', status: 'failed', why: 'RangeError' });
    failing = new Set();
    await go();
    expect(done).toHaveLength(2);
    now = plus(now, minutes(1));
    await go();
    expect(done).toEqual(['report', 'subscriptions', 'rearm']);
    expect((await view()).status).toBe('done');
  });

  it('begins anew for a newer profile, and not for an older one that comes late', async () => {
    await startApplying(ports(), 'shop', 3);
    await go();
    await startApplying(ports(), 'shop', 2);
    await go();
    expect(done).toHaveLength(3);
    await startApplying(ports(), 'shop', 4);
    await go();
    expect(done).toHaveLength(6);
  });
});

describe('subscriptions of release 0.1.0', () => {
  const key = { store: storeId('shop'), kind: 'subscriptions', id: 'staff' };

  it('are ended one by one: one that cannot be ended keeps no other, and is tried again', async () => {
    await heads.putPart(key, {
      name: 'arns',
      body: JSON.stringify({ ana: 'arn:a', dan: 'arn:d', eva: 'arn:e' }),
    });
    const ended: string[] = [];
    const unsubscribe = async (arn: string) => {
      if (arn === 'arn:d' && ended.length < 3) throw new Error('busy');
      ended.push(arn);
    };
    const end = () => endOldSubscriptions({ heads, subscriptions: { unsubscribe } }, 'shop');
    await expect(end()).rejects.toThrow('busy');
    expect(ended).toEqual(['arn:a', 'arn:e']);
    ended.push('…');
    await end();
    expect(ended).toEqual(['arn:a', 'arn:e', '…', 'arn:d']);
    expect(await heads.part(key, 'arns')).toBeUndefined();
    await end();
    expect(ended).toHaveLength(4);
  });
});
