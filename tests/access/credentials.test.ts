import { beforeEach, describe, expect, it } from 'vitest';
import { accessKey } from '../../shared/access/access-store.ts';
import { credentialsOf } from '../../shared/access/verify.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { hours, minutes, putStaff, signIn, withSession, world, type World } from './given.ts';

let given: World;
beforeEach(async () => {
  given = await world();
});

const issue = (body: object, headers: Record<string, string> = {}) =>
  given.call('POST /v1/credentials', { body, headers });
const bearer = (credential: string) => ({ headers: { authorization: `Bearer ${credential}` } });
const list = async () =>
  (await given.call('GET /v1/credentials', {})).body.items as Record<string, unknown>[];

describe('a credential', () => {
  it('is one, however many ask for it at once under one Idempotency-Key', async () => {
    const before = (await list()).length;
    const asked = { actor: 'erp', roles: ['storefront'] };
    const all = await Promise.all(
      Array.from({ length: 30 }, () => issue(asked, { 'idempotency-key': 'once' })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(all.map(({ body }) => body.credential)).size).toBe(1);
    expect(await list()).toHaveLength(before + 1);
    expect((await given.call('GET /v1/orders', bearer(all[0]!.body.credential))).status).toBe(200);
    const other = await issue({ ...asked, actor: 'wms' }, { 'idempotency-key': 'once' });
    expect([other.status, other.body.type]).toEqual([422, 'urn:veghe:idempotency-key-reused']);
  });

  it('speaks for a machine, in a name space that no person is in', async () => {
    const { status, body } = await issue({ actor: 'erp', roles: ['operator'] });
    expect([status, body.actor]).toEqual([201, 'machine:erp']);
    for (const actor of ['ana', 'machine:ana', 'system', 'customer', 'admin-function', 'machine:system'])
      expect([actor, (await issue({ actor, roles: ['operator'] })).status]).toEqual([actor, 422]);
  });

  it('never decides as a person does', async () => {
    const { body } = await issue({ actor: 'bot', roles: ['finance', 'supervisor', 'admin'] });
    const asBot = bearer(body.credential);
    for (const [route, path, sent] of [
      ['POST /v1/amendments/{amendmentId}/decisions', { amendmentId: 'a1' }, { decision: 'approve' }],
      ['POST /v1/refunds/{refundId}/settlement', { refundId: 'r1' }, { reference: 'x' }],
    ] as const) {
      const refused = await given.call(route, { path, body: sent, ...asBot });
      expect([refused.status, refused.body.detail]).toEqual([
        403,
        expect.stringContaining('A person decides'),
      ]);
    }
  });

  it('is listed with its dates and last use, never with a secret', async () => {
    const expiresAt = '2026-12-16T08:00:00Z';
    const { body } = await issue({ actor: 'erp', roles: ['storefront'], expiresAt });
    given.advance(5 * minutes);
    await given.call('GET /v1/orders', bearer(body.credential));
    const found = (await list()).find(({ credentialId }) => credentialId === body.credentialId);
    expect(found).toEqual({
      credentialId: body.credentialId,
      kind: 'machine',
      actor: 'machine:erp',
      roles: ['storefront'],
      createdAt: '2026-11-16T08:00:00Z',
      createdBy: expect.any(String),
      lastUsedAt: '2026-11-16T08:05:00Z',
      expiresAt,
      previousUntil: null,
    });
    expect(JSON.stringify(await list())).not.toContain(body.credential.split('_')[3]);
  });

  it('ends when it expires', async () => {
    const { body } = await issue({ actor: 'erp', roles: ['operator'], expiresAt: '2026-11-16T09:00:00Z' });
    expect((await given.call('GET /v1/orders', bearer(body.credential))).status).toBe(200);
    given.advance(hours);
    expect((await given.call('GET /v1/orders', bearer(body.credential))).status).toBe(401);
    expect((await issue({ actor: 'b', roles: ['operator'], expiresAt: '2026-11-16T09:00:00Z' })).status).toBe(
      422,
    );
  });

  it('has two living secrets at the most while it is rotated', async () => {
    const { body } = await issue({ actor: 'erp', roles: ['operator'] });
    const rotate = async (more: object = {}) =>
      (
        await given.call('POST /v1/credentials/{credentialId}/rotation', {
          path: { credentialId: body.credentialId },
          body: more,
        })
      ).body.credential as string;
    const alive = async (credential: string) =>
      (await given.call('GET /v1/orders', bearer(credential))).status === 200;
    const second = await rotate();
    given.advance(30_000);
    expect([await alive(body.credential), await alive(second)]).toEqual([true, true]);
    const third = await rotate({ previousLivesFor: 'PT1H' });
    given.advance(30_000);
    expect([await alive(body.credential), await alive(second), await alive(third)]).toEqual([
      false,
      true,
      true,
    ]);
    given.advance(hours);
    expect([await alive(second), await alive(third)]).toEqual([false, true]);
  });

  it('of a person is not renewed, and dies with his place in the staff within 30 seconds', async () => {
    const listed = (await list()).find(({ actor }) => actor === 'corina')!;
    const refused = await given.call('POST /v1/credentials/{credentialId}/rotation', {
      path: { credentialId: String(listed['credentialId']) },
    });
    expect(refused.status).toBe(409);
    const asCorina = { role: 'finance' } as const;
    expect((await given.call('GET /v1/refunds', asCorina)).status).toBe(200);
    const session = await signIn(given, 'corina@shop.example');
    expect((await withSession(given, session, 'GET /v1/refunds')).status).toBe(200);
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(
      given,
      body.staff.filter(({ id }: { id: string }) => id !== 'corina'),
    );
    given.advance(30_000);
    expect((await given.call('GET /v1/refunds', asCorina)).status).toBe(401);
    expect((await withSession(given, session, 'GET /v1/refunds')).status).toBe(401);
  });
});

describe('the memory of credentials', () => {
  const eight = (access: MemoryHeadStore) =>
    Array.from({ length: 8 }, () => credentialsOf({ ...given.ports, access }));

  it('notes a use once in a quarter of an hour, over eight instances at once', async () => {
    const { body } = await issue({ actor: 'erp', roles: ['operator'] });
    const commits: string[] = [];
    class Counted extends MemoryHeadStore {
      override async commit(change: Parameters<MemoryHeadStore['commit']>[0]) {
        const done = await super.commit(change);
        if (change.key.kind === 'used' && done === 'committed') commits.push(change.key.id);
        return done;
      }
    }
    const access = Object.assign(new Counted(), { rows: given.access.rows, parts: given.access.parts });
    const instances = eight(access);
    for (let second = 0; second < 15 * 60; second += 10) {
      await Promise.all(instances.map((one) => one.verify(body.credential)));
      given.advance(10_000);
    }
    expect(commits).toHaveLength(1);
    await Promise.all(instances.map((one) => one.verify(body.credential)));
    expect(commits).toHaveLength(2);
  });

  it('is not emptied by ids that nobody has', async () => {
    const { body } = await issue({ actor: 'erp', roles: ['operator'] });
    let reads = 0;
    class Counted extends MemoryHeadStore {
      override load<State>(key: Parameters<MemoryHeadStore['load']>[0]) {
        if (key.kind === 'credential' && key.id === body.credentialId) reads++;
        return super.load<State>(key);
      }
    }
    const access = Object.assign(new Counted(), { rows: given.access.rows, parts: given.access.parts });
    const [one] = eight(access);
    await one!.verify(body.credential);
    const secret = 'a'.repeat(43);
    for (let n = 0; n < 3_000; n++) await one!.verify(`vgh_teashop_${String(n).padStart(11, 'x')}_${secret}`);
    expect(await one!.verify(body.credential)).toMatchObject({ actor: 'machine:erp' });
    expect(reads).toBe(1);
  });
});

it('a secret of the access table is in nothing that leaves the state table', async () => {
  const { body } = await issue({ actor: 'erp', roles: ['operator'] }, { 'idempotency-key': 'k' });
  const secret = body.credential.split('_')[3];
  const state = JSON.stringify([...given.heads.rows.values(), ...given.heads.parts.entries()]);
  expect(state).not.toContain(secret);
  expect(await given.access.load(accessKey('teashop', 'credential', body.credentialId))).toBeDefined();
  expect(state).not.toContain('secretHash');
});
