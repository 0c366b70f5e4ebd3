import { createServer } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { isPublic } from '../../functions/webhooks/address.ts';
import { answered, httpsSender } from '../../functions/webhooks/send.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { deliverEvent, tryDelivery } from '../../shared/webhooks/deliver.ts';
import { type Delivery, webhookId, webhookKey } from '../../shared/webhooks/delivery.ts';
import type { Post, Sent } from '../../shared/webhooks/sending.ts';
import { signature } from '../../shared/webhooks/sign.ts';
import { profileSchema } from '../../shared/stores/profile.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { fashionpoint } from '../support/shops.ts';

describe('the address of a webhook', () => {
  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['2002:7f00:1::', false],
    ['64:ff9b::7f00:1', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });

  it('that is private is not called, whatever listens there', async () => {
    let called = 0;
    const server = createServer((_, response) => {
      called++;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433'])
      expect(
        await httpsSender({ url: `https://${host}:${String(port)}/`, headers: {}, body: '' }),
      ).toMatchObject({
        ok: false,
      });
    expect(called).toBe(0);
    await new Promise((done) => server.close(done));
  });

  it('that answers with a redirect is not followed, but tried again; one that is gone is not', () => {
    expect(answered(204)).toEqual({ ok: true });
    expect(answered(302)).toEqual({ ok: false, why: 'status-302', later: true });
    expect(answered(503)).toEqual({ ok: false, why: 'status-503', later: true });
    expect(answered(410)).toEqual({ ok: false, why: 'status-410', later: false });
  });
});

it('a call is signed with its time and body', () => {
  // printf '1763280000.{"a":1}' | openssl dgst -sha256 -hmac 'a-secret-of-sixteen'
  expect(signature('a-secret-of-sixteen', '{"a":1}', instant(1_763_280_000_999))).toBe(
    't=1763280000,v1=21c6f4aeb5641a10f22e09a49e220d7d7586b36d9bfbdf89b3ce3ff1344dc77c',
  );
});

describe('a delivery', () => {
  const webhook = { url: 'https://shop.example/hooks', secret: 'a-secret-of-sixteen' };
  const profile = parse(profileSchema, { ...fashionpoint, webhook });
  const loaded = { profile, revision: 1, version: 1 };
  const event: Envelope = {
    id: 'fashionpoint.stock.COAT.4.1',
    type: 'stock.quantity-corrected',
    storeId: 'fashionpoint',
    subject: 'stock/COAT',
    occurredAt: '2026-11-16T08:00:00Z',
    version: 4,
    actor: 'system',
    data: { sku: 'COAT', quantity: 0, stopped: true },
  };
  const id = webhookId(event.id);
  let heads: MemoryHeadStore;
  let posts: Post[];
  let answers: Sent[];
  let now: number;
  const ports = () => ({
    heads,
    access: heads,
    clock: () => instant(now),
    profiles: { of: () => Promise.resolve(loaded), fresh: () => Promise.resolve(loaded) },
    send: (post: Post) => {
      posts.push(post);
      return Promise.resolve(answers.shift() ?? { ok: true as const });
    },
  });
  const state = async () => (await heads.load<Delivery>(webhookKey('fashionpoint', id)))!.state;

  beforeEach(() => {
    [heads, posts, answers, now] = [new MemoryHeadStore(), [], [], Date.parse('2026-11-16T08:00:00Z')];
  });

  it('carries the event as it is, signed, and is made once', async () => {
    await deliverEvent(ports(), event);
    await deliverEvent(ports(), event);
    expect(posts).toHaveLength(1);
    expect(JSON.parse(posts[0]!.body)).toEqual(event);
    expect(posts[0]!.url).toBe('https://shop.example/hooks');
    expect(posts[0]!.headers['veghe-signature']).toMatch(/^t=1794816000,v1=[0-9a-f]{64}$/);
    expect((await state()).status).toBe('delivered');
  });

  it('that is refused is tried again after 1, 2, 4 … minutes, never before', async () => {
    answers = Array.from({ length: 3 }, () => ({ ok: false, why: 'status-500', later: true }) as const);
    await deliverEvent(ports(), event);
    for (const minutes of [1, 2, 4]) {
      await tryDelivery(ports(), 'fashionpoint', id);
      now += minutes * 60_000 - 1;
      await tryDelivery(ports(), 'fashionpoint', id);
      expect(posts).toHaveLength({ 1: 1, 2: 2, 4: 3 }[minutes]!);
      now += 1;
      await tryDelivery(ports(), 'fashionpoint', id);
    }
    expect(posts).toHaveLength(4);
    expect((await state()).status).toBe('delivered');
  });

  it('that is never taken is parked with all its body, and can be replayed', async () => {
    answers = Array.from({ length: 60 }, () => ({ ok: false, why: 'status-500', later: true }) as const);
    await deliverEvent(ports(), event);
    for (let hour = 0; hour < 60; hour++) {
      now += 3_600_000;
      await tryDelivery(ports(), 'fashionpoint', id);
    }
    expect(await state()).toMatchObject({ status: 'parked', why: 'status-500', attempts: 52 });
    expect(posts).toHaveLength(53);
    expect(JSON.parse((await heads.part(webhookKey('fashionpoint', id), 'event'))!)).toEqual(event);
  });

  it('to where nobody listens any more is parked at once', async () => {
    answers = [{ ok: false, why: 'status-410', later: false }];
    await deliverEvent(ports(), event);
    expect((await state()).status).toBe('parked');
  });
});
