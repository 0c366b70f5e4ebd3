import { beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../shared/access/credential.ts';
import { moveAccess } from '../../shared/access/move.ts';
import { isMoved, sessionKey010 } from '../../shared/access/of-0-1-0.ts';
import { moveSecrets } from '../../shared/access/put-profile.ts';
import { readSecret } from '../../shared/access/secrets.ts';
import { sessionId } from '../../shared/access/session.ts';
import { credentialsOf } from '../../shared/access/verify.ts';
import { storeId } from '../../shared/kernel/brand.ts';
import { writeProfile } from '../../shared/stores/stores.ts';
import { days, issued010, world, type World } from './given.ts';

const store = 'teashop';
const secret = 's'.repeat(43);
const text = (id: string) => `vgh_${store}_${id}_${secret}`;
const webhookSecret = 'a-secret-of-both-sides';
let given: World;

/** A shop as 0.1.0 left it: credentials, a session and the webhook's secret in the state table, nothing in the other. */
beforeEach(async () => {
  given = await world();
  given.access.rows.clear();
  given.access.parts.clear();
  const secretHash = hashOf(secret);
  await issued010(given, { id: 'ofAna0001', secretHash, actor: 'ana', roles: ['admin'] });
  await issued010(given, { id: 'ofErp0001', secretHash, actor: 'storefront', roles: ['storefront'] });
  const profile = { ...given.profile, webhook: { url: 'https://shop.example/hooks', secret: webhookSecret } };
  await writeProfile(given.ports, store, profile, { actor: 'ana' });
  await given.heads.putPart(sessionKey010(store), {
    name: `session#${sessionId(`${store}.${secret}`)}`,
    body: `${String(given.ports.clock() + 3_600_000)} ofAna0001`,
  });
  given.advance(30_000);
});

const get = (credential: string, route = 'GET /v1/orders') =>
  given.call(route, { headers: { authorization: `Bearer ${credential}` } });
const cookies = [`veghe_session=${store}.${secret}`];
const bySession = () => given.call('GET /v1/orders', { headers: { authorization: '' }, cookies });
const move = () => moveAccess(given.ports, store, (one) => moveSecrets(given.ports, one));

describe('what 0.1.0 kept in the state table', () => {
  it('is valid before and after the move, which its first use asks for', async () => {
    for (const round of ['before', 'after']) {
      expect([round, (await get(text('ofAna0001'))).status]).toEqual([round, 200]);
      expect([round, (await get(text('ofErp0001'))).status]).toEqual([round, 200]);
      expect([round, (await bySession()).status]).toEqual([round, 200]);
      const job = await given.heads.load({ store: storeId(store), kind: 'job', id: 'access' });
      expect(job?.due?.kind).toBe(round === 'before' ? 'job' : undefined);
      await move();
    }
  });

  it('is not read there any more once it is moved: nobody can put a credential into the state table', async () => {
    await move();
    await issued010(given, { id: 'forged001', secretHash: hashOf(secret), actor: 'ana', roles: ['admin'] });
    expect((await get(text('forged001'))).status).toBe(401);
  });

  it('speaks for a person for 30 days more, is shown, and cannot be renewed', async () => {
    await move();
    const { items } = (await get(text('ofAna0001'), 'GET /v1/credentials')).body;
    expect(
      items.map((one: Record<string, unknown>) => [one['kind'], one['actor'], one['expiresAt']]),
    ).toEqual([
      ['person', 'ana', '2026-12-16T08:00:30Z'],
      ['machine', 'machine:storefront', null],
    ]);
    const rotated = await given.call('POST /v1/credentials/{credentialId}/rotation', {
      path: { credentialId: 'ofAna0001' },
      headers: { authorization: `Bearer ${text('ofAna0001')}` },
    });
    expect(rotated.status).toBe(409);
    given.advance(30 * days);
    expect((await get(text('ofAna0001'))).status).toBe(401);
    expect((await get(text('ofErp0001'))).status).toBe(200);
  });

  it('takes the webhook’s secret out of the profile and of every text of it', async () => {
    await move();
    expect(await readSecret(given.access, store, 'webhook')).toBe(webhookSecret);
    expect(JSON.stringify([...given.heads.parts])).not.toContain(webhookSecret);
    expect((await given.ports.profiles.fresh(store))?.profile.webhook).toEqual({
      url: 'https://shop.example/hooks',
    });
  });

  it('is moved by whoever comes again after a move that was cut off', async () => {
    await expect(moveAccess(given.ports, store, () => Promise.reject(new Error('cut off')))).rejects.toThrow(
      'cut off',
    );
    expect(await isMoved(given.ports, store)).toBe(false);
    await move();
    await move();
    expect(await isMoved(given.ports, store)).toBe(true);
    const { items } = (await get(text('ofAna0001'), 'GET /v1/credentials')).body;
    expect(items).toHaveLength(2);
  });

  it('keeps its people and stand-ins for the local control face', async () => {
    const ports = { ...given.ports, localFace: true };
    await moveAccess(ports, store, () => Promise.resolve());
    const credentials = credentialsOf(ports);
    given.advance(300 * days);
    expect(await credentials.verify(text('ofAna0001'))).toMatchObject({ actor: 'ana', kind: 'person' });
    expect(await credentials.verify(text('ofErp0001'))).toMatchObject({
      actor: 'storefront',
      kind: 'person',
    });
  });
});

it('a shop that a later release opened has nothing to move', async () => {
  const fresh = await world();
  expect(await isMoved(fresh.ports, store)).toBe(true);
});
