import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { type Reply, World } from '../support/world.ts';

let world: World;
let store: string;
let other: string;
let shop: ReturnType<World['as']>;
let operator: ReturnType<World['as']>;
let admin: ReturnType<World['as']>;
let ids = 0;

beforeAll(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  store = await world.store(electrosmart);
  other = await world.store({ storeId: 'fashionpoint', name: 'FashionPoint' });
  shop = world.as(store, 'storefront');
  operator = world.as(store, 'operator');
  admin = world.as(store, 'admin');
});
afterAll(() => world[Symbol.asyncDispose]());

async function order(more: Record<string, unknown> = {}): Promise<string> {
  const id = `C-${String(++ids)}`;
  const taken = await shop('POST', '/v1/orders', popsOrder(id, more));
  expect(taken.status).toBe(201);
  return id;
}

function expectProblem(reply: Reply, status: number, type: string): void {
  expect([reply.status, reply.body.type, reply.headers.get('content-type')]).toEqual([
    status,
    `urn:veghe:${type}`,
    'application/problem+json; charset=utf-8',
  ]);
}

describe('who may', () => {
  it('needs no credential for health and the contract', async () => {
    expect((await world.fetch('GET', '/health', undefined, {})).body).toEqual({ status: 'ok' });
    const contract = await world.fetch('GET', '/openapi.json', undefined, {});
    expect(contract.body.openapi).toBe('3.1.0');
    expect(Object.keys(contract.body.paths)).toContain('/v1/orders/{orderId}/status');
  });

  it('answers a call that does not exist like every refusal', async () => {
    expectProblem(await world.fetch('GET', '/v1/nothing', undefined, {}), 404, 'not-found');
    expectProblem(await shop('PUT', '/v1/orders', {}), 404, 'not-found');
  });

  it.each([
    ['no credential', {}],
    ['a malformed one', { authorization: 'Bearer nonsense' }],
    ['one that does not exist', { authorization: `Bearer vgh_electrosmart_AAAAAAAAAAA_${'B'.repeat(43)}` }],
  ])('refuses %s', async (_, headers: Record<string, string>) => {
    const reply = await world.fetch('GET', '/v1/orders', undefined, headers);
    expectProblem(reply, 401, 'unauthenticated');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="veghe"');
  });

  it('refuses a role that the call is not for', async () => {
    expectProblem(await world.as(store, 'finance')('POST', '/v1/orders', popsOrder('X-1')), 403, 'forbidden');
    expectProblem(await operator('PUT', '/v1/store', {}), 403, 'forbidden');
  });

  it('shows nothing of another store: 404, never 403', async () => {
    const id = await order();
    const stranger = world.as(other, 'operator');
    for (const [method, path, body] of [
      ['GET', `/v1/orders/${id}`],
      ['GET', `/v1/orders/${id}/timeline`],
      ['POST', `/v1/orders/${id}/status`, { stage: 'preparing' }],
      ['POST', `/v1/orders/${id}/holds`, { reason: 'x' }],
      ['POST', `/v1/stalls/${id}~1/acknowledgement`, {}],
    ] as const)
      expectProblem(await stranger(method, path, body), 404, 'not-found');
    expect((await stranger('GET', '/v1/orders')).body.items).toEqual([]);
  });

  it('issues a credential once, and a revoked one is dead within 30 seconds', async () => {
    const asked = { actor: 'dan', roles: ['operator'] };
    const issued = await admin('POST', '/v1/credentials', asked, { 'idempotency-key': 'cred-1' });
    expect(issued.status).toBe(201);
    const again = await admin('POST', '/v1/credentials', asked, { 'idempotency-key': 'cred-1' });
    expect(again.body).toEqual(issued.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const dan = { authorization: `Bearer ${issued.body.credential}` };
    expect((await world.fetch('GET', '/v1/orders', undefined, dan)).status).toBe(200);
    expect((await admin('DELETE', `/v1/credentials/${issued.body.credentialId}`)).status).toBe(204);
    await world.advance('PT30S');
    expectProblem(await world.fetch('GET', '/v1/orders', undefined, dan), 401, 'unauthenticated');
  });
});

describe('an Idempotency-Key', () => {
  it('gets the first receipt again, even after the order has moved on', async () => {
    const id = await order();
    const key = { 'idempotency-key': 'k-1' };
    const first = await shop('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, key);
    await shop('POST', `/v1/orders/${id}/status`, { stage: 'packed' });
    const again = await shop('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, key);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('with another body is refused', async () => {
    const id = await order();
    const key = { 'idempotency-key': 'k-2' };
    await shop('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, key);
    expectProblem(
      await shop('POST', `/v1/orders/${id}/status`, { stage: 'packed' }, key),
      422,
      'idempotency-key-reused',
    );
  });

  it('of a refused call is free again', async () => {
    const id = await order();
    const key = { 'idempotency-key': 'k-3' };
    expectProblem(
      await operator('POST', `/v1/orders/${id}/status`, { stage: 'shipped' }, key),
      409,
      'transition-not-allowed',
    );
    expect((await operator('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, key)).status).toBe(200);
  });

  it('on intake is one for the whole store', async () => {
    const key = { 'idempotency-key': 'intake-1' };
    const first = await shop('POST', '/v1/orders', popsOrder('K-1'), key);
    expect(first.status).toBe(201);
    const again = await shop('POST', '/v1/orders', popsOrder('K-1'), key);
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    expectProblem(await shop('POST', '/v1/orders', popsOrder('K-2'), key), 422, 'idempotency-key-reused');
    expect((await world.as(other, 'storefront')('POST', '/v1/orders', popsOrder('K-1'), key)).status).toBe(
      201,
    );
  });

  it('is forgotten after a day', async () => {
    const id = await order();
    const key = { 'idempotency-key': 'k-4' };
    await shop('POST', `/v1/orders/${id}/status`, { stage: 'confirmed' }, key);
    await world.advance('PT24H1M');
    expect((await shop('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, key)).status).toBe(200);
  });

  it('is one of 128 for an order within a day; the next is refused', async () => {
    const id = await order();
    for (let n = 0; n < 128; n++) {
      const reply = await shop(
        'POST',
        `/v1/orders/${id}/payment`,
        { state: 'paid', reference: `r${String(n)}` },
        { 'idempotency-key': `n-${String(n)}` },
      );
      if (reply.status !== 200) throw new Error(`${String(n)}: ${JSON.stringify(reply.body)}`);
    }
    const reply = await shop(
      'POST',
      `/v1/orders/${id}/payment`,
      { state: 'paid', reference: 'x' },
      { 'idempotency-key': 'n-128' },
    );
    expectProblem(reply, 429, 'too-many-idempotency-keys');
    expect(reply.headers.get('retry-after')).toBe('3600');
  });

  it('lets one of many at once through, and all get its receipt', async () => {
    const id = await order();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        shop('POST', `/v1/orders/${id}/holds`, { reason: 'address' }, { 'idempotency-key': 'race' }),
      ),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => body.holdId)).size).toBe(1);
    expect((await shop('GET', `/v1/orders/${id}`)).body.holds).toHaveLength(1);
  });
});

describe('If-Match', () => {
  it('lets a change through on the version that was read, and no other', async () => {
    const id = await order();
    const { headers } = await operator('GET', `/v1/orders/${id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(
      (
        await operator('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, { 'if-match': '"1"' })
      ).headers.get('etag'),
    ).toBe('"2"');
    const stale = await operator(
      'POST',
      `/v1/orders/${id}/status`,
      { stage: 'packed' },
      { 'if-match': '"1"' },
    );
    expectProblem(stale, 412, 'stale-version');
    expect(stale.body.current).toBe(2);
    expectProblem(
      await operator('POST', `/v1/orders/${id}/status`, { stage: 'packed' }, { 'if-match': 'two' }),
      400,
      'malformed',
    );
  });
});

describe('an order', () => {
  it('taken in again is the same; with other content it is a conflict', async () => {
    const id = await order();
    expect((await shop('POST', '/v1/orders', popsOrder(id))).status).toBe(200);
    expectProblem(
      await shop('POST', '/v1/orders', popsOrder(id, { promisedAt: '2026-12-24T10:00:00Z' })),
      409,
      'order-exists-differently',
    );
  });

  it('imported brings its stage and sends nothing for the past', async () => {
    const now = (await world.local('GET', '/clock')).body.now;
    const since = new Date(Date.parse(now) - 60 * 3_600_000).toISOString();
    const placed = { placedAt: since, import: true, stage: 'preparing', since };
    const id = await order(placed);
    await world.idle();
    await world.advance('PT3M');
    expect((await operator('GET', `/v1/orders/${id}`)).body).toMatchObject({
      stage: 'preparing',
      stall: { level: 'breached' },
    });
    expect((await world.mail()).filter(({ text }) => text.includes(id))).toEqual([]);
    expectProblem(
      await shop('POST', '/v1/orders', popsOrder('I-2', { import: true, stage: 'preparing' })),
      422,
      'invalid',
    );
    expectProblem(await shop('POST', '/v1/orders', popsOrder('I-3', { stage: 'preparing' })), 422, 'invalid');
  });

  it('refused by a rule names the path', async () => {
    const lines = [{ sku: 'A', name: 'A', quantity: 1, unitPrice: { amount: 100, currency: 'EUR' } }];
    const reply = await shop('POST', '/v1/orders', popsOrder('R-1', { lines }));
    expectProblem(reply, 422, 'invalid');
    expect(reply.body.errors).toEqual([
      { path: 'lines.0.unitPrice.currency', message: 'the store sells in RON, not EUR' },
    ]);
  });

  it('keeps notes for its timeline, and out of the events', async () => {
    const id = await order();
    await operator('POST', `/v1/orders/${id}/status`, {
      stage: 'preparing',
      note: 'Sunat clientul, vine <mâine>',
    });
    await world.idle();
    const { items } = (await operator('GET', `/v1/orders/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({
      type: 'order.stage-changed',
      actor: 'ioana',
      note: 'Sunat clientul, vine <mâine>',
    });
    const events = JSON.stringify((await world.local('GET', '/events')).body);
    for (const word of ['Sunat', 'ion.pop@', 'Ion Pop', 'Horea', '722123456'])
      expect(events).not.toContain(word);
  });

  it('is listed oldest in its stage first, page by page', async () => {
    const shopB = world.as(other, 'storefront');
    for (const [n, hour] of [
      [1, '10'],
      [2, '08'],
      [3, '09'],
    ] as const)
      await shopB(
        'POST',
        '/v1/orders',
        popsOrder(`L-${String(n)}`, { placedAt: `2026-11-14T${hour}:00:00Z` }),
      );
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Reply = await shopB(
        'GET',
        `/v1/orders?stage=placed&limit=2${next ? `&cursor=${next}` : ''}`,
      );
      seen.push(...page.body.items.map(({ orderId }: { orderId: string }) => orderId));
      next = page.body.next;
    }
    expect(seen).toEqual(['L-2', 'L-3', 'L-1', 'K-1']);
    const cursor = (await shopB('GET', '/v1/orders?limit=1')).body.next;
    expectProblem(await shop('GET', `/v1/orders?cursor=${cursor}`), 400, 'malformed');
    expectProblem(await shop('GET', '/v1/orders?cursor=bm9uc2Vuc2U'), 400, 'malformed');
    expectProblem(await shop('GET', '/v1/orders?limit=201'), 400, 'malformed');
    expectProblem(await shop('GET', '/v1/orders?colour=green'), 400, 'malformed');
  });

  it('shows the message of a new date before it is promised, and stores nothing', async () => {
    const id = await order();
    const body = { promisedAt: '2026-12-01T12:00:00Z', reason: 'supplier' };
    const preview = await operator('POST', `/v1/orders/${id}/promise?preview=true`, body);
    expect(preview.body.message.subject).toBe(`Data nouă pentru comanda ${id} · ElectroSmart`);
    expect((await operator('GET', `/v1/orders/${id}`)).body).toMatchObject({ version: 1, promise: null });
    await operator('POST', `/v1/orders/${id}/promise`, body);
    await world.idle();
    expect((await world.mail()).at(-1)).toMatchObject({
      subject: preview.body.message.subject,
      text: preview.body.message.text,
    });
  });

  it('held: its stall clock stands still until it is released', async () => {
    const id = await order();
    const due = (await operator('GET', `/v1/orders/${id}`)).body.due;
    const { holdId } = (
      await operator('POST', `/v1/orders/${id}/holds`, { reason: 'address', scope: 'order' })
    ).body;
    expect((await operator('GET', `/v1/orders/${id}`)).body).toMatchObject({
      due: null,
      holds: [{ holdId, reason: 'address' }],
    });
    await world.advance('PT10H');
    expect((await operator('DELETE', `/v1/orders/${id}/holds/${holdId}`)).status).toBe(200);
    const later = (await operator('GET', `/v1/orders/${id}`)).body.due;
    expect(Date.parse(later) - Date.parse(due)).toBe(10 * 3_600_000);
    expectProblem(await operator('DELETE', `/v1/orders/${id}/holds/${holdId}`), 404, 'not-found');
  });
});

describe('a body', () => {
  it('that is no JSON is malformed', async () => {
    expectProblem(await shop('POST', '/v1/orders', '{"orderId":'), 400, 'malformed');
  });

  it('that is too large is refused before it is read', async () => {
    expectProblem(
      await shop('POST', '/v1/orders', JSON.stringify({ pad: 'x'.repeat(256 * 1_024) })),
      413,
      'too-large',
    );
  });

  it('with unknown fields is refused by their names', async () => {
    const id = await order();
    const reply = await shop('POST', `/v1/orders/${id}/status`, {
      stage: 'packed',
      colour: 'green',
      constructor: 1,
    });
    expectProblem(reply, 422, 'invalid');
    expect(reply.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'colour',
      'constructor',
    ]);
  });
});

describe('the shop', () => {
  it('is read and sent back as it is', async () => {
    const read = await admin('GET', '/v1/store');
    const sent = await admin('PUT', '/v1/store', read.body, { 'if-match': read.headers.get('etag')! });
    expect([sent.status, sent.body.outcome]).toEqual([200, 'unchanged']);
  });

  it('refused whole where it does not hold together, with the path', async () => {
    const { body } = await admin('GET', '/v1/store');
    const reply = await admin('PUT', '/v1/store', {
      ...body,
      escalation: [{ after: 'PT1H', role: 'finance' }],
    });
    expectProblem(reply, 422, 'invalid');
    expect(reply.body.errors[0].path).toBe('escalation.0.role');
  });

  it('cannot lose a stage that orders are in', async () => {
    await order();
    const { body } = await admin('GET', '/v1/store');
    const stages = [{ name: 'new', next: ['delivered'], limit: 'PT24H' }, { name: 'delivered' }];
    const reply = await admin('PUT', '/v1/store', { ...body, stages });
    expectProblem(reply, 422, 'invalid');
    expect(reply.body.errors[0].message).toContain('retire it');
  });

  it('re-arms its open orders when its limits change', async () => {
    const mine = await world.store({ storeId: 'rearmed', name: 'Rearmed' });
    const boss = world.as(mine, 'admin');
    const placedAt = (await world.local('GET', '/clock')).body.now;
    for (let n = 0; n < 60; n++)
      await world.as(mine, 'storefront')('POST', '/v1/orders', popsOrder(`RA-${String(n)}`, { placedAt }));
    const { body } = await boss('GET', '/v1/store');
    const stages = body.stages.map((stage: { name: string }) =>
      stage.name === 'placed' ? { ...stage, limit: 'PT2H', warning: 'PT1H' } : stage,
    );
    expect((await boss('PUT', '/v1/store', { ...body, stages })).status).toBe(200);
    await world.advance('PT3M');
    expect((await boss('GET', '/v1/store')).body.rearming).toMatchObject({ status: 'done', orders: 60 });
    await world.advance('PT58M');
    expect((await boss('GET', '/v1/stalls?level=warned&limit=200')).body.items).toHaveLength(60);
  });
});

describe('a browser', () => {
  const cookieOf = (reply: Reply, name: string) =>
    reply.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith(`${name}=`));
  const form = (path: string, fields: Record<string, string>, cookie: string) =>
    world.fetch('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      cookie,
    });

  it('signs in by a form with its token, reads with the cookie, and signs out', async () => {
    const page = await world.fetch('GET', '/v1/session', undefined, { 'accept-language': 'ro' });
    expect(page.body).toContain('Intrați în Veghe');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const csrf = cookieOf(page, 'veghe_csrf')!;
    const token = csrf.slice('veghe_csrf='.length);
    const credential = world.key(store, 'operator');
    expect((await form('/v1/session', { credential, csrf: 'forged' }, csrf)).status).toBe(403);
    // As many letters, one of which takes two bytes.
    const accented = `é${token.slice(1)}`;
    expect((await form('/v1/session', { credential, csrf: accented }, csrf)).status).toBe(403);
    expect((await form('/v1/session', { credential: 'wrong', csrf: token }, csrf)).status).toBe(401);
    const entered = await form('/v1/session', { credential, csrf: token }, csrf);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/v1/session']);
    const session = cookieOf(entered, 'veghe_session')!;
    expect(entered.headers.getSetCookie()[0]).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect((await world.fetch('GET', '/v1/orders', undefined, { cookie: session })).status).toBe(200);
    const id = await order();
    const write = (headers: Record<string, string>) =>
      world.fetch('POST', `/v1/orders/${id}/status`, { stage: 'preparing' }, { cookie: session, ...headers });
    expectProblem(await write({}), 403, 'forbidden');
    const inside = await world.fetch('GET', '/v1/session', undefined, { cookie: session });
    const known = /name="csrf" value="([^"]+)"/.exec(inside.body)![1]!;
    expect((await write({ 'x-csrf-token': known })).status).toBe(200);
    expect((await form('/v1/session', { action: 'sign-out', csrf: known }, session)).status).toBe(303);
    expectProblem(
      await world.fetch('GET', '/v1/orders', undefined, { cookie: session }),
      401,
      'unauthenticated',
    );
  });
});
