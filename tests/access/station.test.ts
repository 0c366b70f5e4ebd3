import { beforeEach, describe, expect, it } from 'vitest';
import { inProcess } from '../support/in-process.ts';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { minutes, people, putStaff, signIn, withSession, type World } from './given.ts';

const packers = [
  { id: 'dora', name: 'Dora Ene', email: 'dora@shop.example', roles: ['warehouse', 'operator'] },
  { id: 'emil', name: 'Emil Pop', email: 'emil@shop.example', roles: ['packing'] },
];
const anonymous = { headers: { authorization: '' } };
let given: World;
let device: string;

beforeEach(async () => {
  given = await inProcess(undefined, {
    shop: { ...electrosmart, storeId: 'teashop', staff: [...people, ...packers] } as never,
  });
  await given.call('POST /v1/orders', { body: popsOrder('ES-1') });
  const opened = await given.call('POST /v1/stations', {
    body: { name: 'Raft 3', roles: ['warehouse', 'packing'] },
  });
  device = await paired(opened.body.code);
  await codes('dora', { pin: '481516', badge: 'BADGE-OF-DORA-1' });
});

const pageOf = (cookies: readonly string[] = [], query: Record<string, string> = {}) =>
  given.call('GET /v1/station', { ...anonymous, cookies, query });
const csrfOf = (html: unknown) => /name="csrf" value="([^"]+)"/.exec(String(html))?.[1] ?? '';
const post = (fields: Record<string, string>, cookies: readonly string[]) =>
  given.call('POST /v1/station', {
    text: new URLSearchParams(fields).toString(),
    headers: { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
    cookies,
  });

/** Pairs a device; its cookie. */
async function paired(code: string): Promise<string> {
  const page = await pageOf();
  const cookie = String(page.cookies[0]).split(';')[0]!;
  const done = await post({ action: 'pair', code, csrf: csrfOf(page.body) }, [cookie]);
  return done.status === 303 ? String(done.cookies[0]).split(';')[0]! : `none-${String(done.status)}`;
}

/** Somebody sets his own codes, from his own session. */
async function codes(who: string, fields: Record<string, string>) {
  const session = await signIn(given, `${who}@shop.example`);
  const page = await given.call('GET /v1/session', { ...anonymous, cookies: [session] });
  return given.call('POST /v1/session', {
    text: new URLSearchParams({ action: 'set-codes', csrf: csrfOf(page.body), ...fields }).toString(),
    headers: { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
    cookies: [session],
  });
}

/** One form of the paired device. */
const at = async (fields: Record<string, string>) =>
  post({ ...fields, csrf: csrfOf((await pageOf([device])).body) }, [device]);
const call = async (route: string, more: Parameters<World['call']>[1] = {}) =>
  given.call(route, {
    ...more,
    headers: { authorization: '', 'x-csrf-token': csrfOf((await pageOf([device])).body) },
    cookies: [device],
  });

describe('a warehouse station', () => {
  it('is paired once, within ten minutes, by an admin’s code', async () => {
    expect(device).toMatch(/^__Host-veghe_station=teashop\./);
    const { body } = await given.call('POST /v1/stations', { body: { name: 'Raft 4', roles: ['packing'] } });
    const looked = await pageOf([], { code: body.code });
    expect(looked.body).toContain(body.code);
    expect(await paired(body.code)).toMatch(/station=teashop\./);
    expect(await paired(body.code)).toBe('none-410');
    const late = await given.call('POST /v1/stations', { body: { name: 'Raft 5', roles: ['packing'] } });
    given.advance(10 * minutes);
    expect(await paired(late.body.code)).toBe('none-410');
    expect((await given.call('POST /v1/stations', { body: { name: 'X', roles: ['admin'] } })).status).toBe(
      422,
    );
  });

  it('does nothing until somebody takes his turn, by badge or PIN, and each act names him', async () => {
    expect((await call('GET /v1/stock/drifts')).status).toBe(401);
    expect((await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' })).status).toBe(303);
    expect((await pageOf([device])).body).toContain('Lucrează Dora Ene');
    const hold = await call('POST /v1/orders/{orderId}/holds', {
      path: { orderId: 'ES-1' },
      body: { reason: 'ambalaj lipsă' },
    });
    expect(hold.status).toBe(201);
    const timeline = await given.call('GET /v1/orders/{orderId}/timeline', { path: { orderId: 'ES-1' } });
    expect(given.heads.log.at(-1)!.change.actor).toBe('dora');
    expect(timeline.status).toBe(200);
    await at({ action: 'end' });
    expect((await call('GET /v1/stock/drifts')).status).toBe(401);
    expect((await at({ action: 'pin', person: 'dora', pin: '481516' })).status).toBe(303);
    expect((await call('GET /v1/stock/drifts')).status).toBe(200);
  });

  it('locks after five idle minutes', async () => {
    await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' });
    for (let times = 0; times < 5; times++) {
      given.advance(4.5 * minutes);
      expect((await call('GET /v1/stock/drifts')).status).toBe(200);
    }
    given.advance(5 * minutes);
    expect((await call('GET /v1/stock/drifts')).status).toBe(401);
    const sent = await given.call('GET /staff/stock', {
      headers: { authorization: '', accept: 'text/html' },
      cookies: [device],
    });
    expect([sent.status, sent.headers['location']]).toEqual([303, '/v1/station']);
  });

  it('gives no role beyond its own and the person’s', async () => {
    await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' });
    // Dora is an operator as well, and not here.
    const corrected = await call('POST /v1/orders/{orderId}/corrections', {
      path: { orderId: 'ES-1' },
      body: { stage: 'placed', reason: 'x' },
    });
    expect(corrected.status).toBe(403);
    await codes('corina', { badge: 'BADGE-OF-CORINA' });
    expect((await at({ action: 'badge', badge: 'BADGE-OF-CORINA' })).status).toBe(401);
  });

  it('never approves, pays back, opens settings or lists orders', async () => {
    await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' });
    for (const [route, path] of [
      ['POST /v1/amendments/{amendmentId}/decisions', { amendmentId: 'a1' }],
      ['POST /v1/refunds/{refundId}/settlement', { refundId: 'r1' }],
      ['POST /v1/stock/drifts/{driftId}/resolution', { driftId: 'a~b~1' }],
      ['GET /v1/store', {}],
      ['GET /v1/orders', {}],
      ['GET /staff/orders', {}],
      ['GET /v1/stalls', {}],
      ['GET /v1/notices', {}],
      ['POST /v1/customers/export', {}],
      ['GET /v1/stations', {}],
    ] as const)
      expect([route, (await call(route, { path, body: {} })).status]).toEqual([route, 403]);
  });

  it('refuses even the right PIN after five wrong ones, until the hour is over; a badge is not affected', async () => {
    const statuses = [];
    for (let times = 0; times < 6; times++)
      statuses.push((await at({ action: 'pin', person: 'dora', pin: `00000${String(times)}` })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const right = await at({ action: 'pin', person: 'dora', pin: '481516' });
    expect([right.status, right.headers['retry-after']]).toEqual([429, '3600']);
    expect((await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' })).status).toBe(303);
    await at({ action: 'end' });
    given.advance(60 * minutes);
    expect((await at({ action: 'pin', person: 'dora', pin: '481516' })).status).toBe(303);
  });

  it('is dead once it is revoked, and its person once he is no longer of the staff', async () => {
    await at({ action: 'badge', badge: 'BADGE-OF-DORA-1' });
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(
      given,
      body.staff.filter(({ id }: { id: string }) => id !== 'dora'),
    );
    given.advance(30_000);
    expect((await call('GET /v1/stock/drifts')).status).toBe(401);
    const [station] = (await given.call('GET /v1/stations', {})).body.items;
    expect(station).toMatchObject({ name: 'Raft 3', roles: ['warehouse', 'packing'], openedBy: 'ana' });
    expect(
      (await given.call('DELETE /v1/stations/{stationId}', { path: { stationId: station.stationId } }))
        .status,
    ).toBe(204);
    expect((await pageOf([device])).body).toContain('Asociază acest dispozitiv');
  });
});

describe('a person’s PIN and badge', () => {
  it('are set by himself alone, and a badge is one person’s', async () => {
    const kept = await codes('emil', { pin: '123456' });
    expect([kept.status, kept.body]).toEqual([200, expect.stringContaining('Codurile au fost salvate.')]);
    expect((await codes('emil', { badge: 'BADGE-OF-DORA-1' })).status).toBe(422);
    expect((await codes('emil', { pin: '12345' })).status).toBe(422);
    // A machine has none, though it came by the sign-in page.
    expect((await withSession(given, device, 'GET /v1/orders')).status).toBe(401);
  });

  it('are kept as hashes', () => {
    const kept = JSON.stringify([...given.access.parts, ...given.access.rows]);
    expect(kept).not.toContain('481516');
    expect(kept).not.toContain('BADGE-OF-DORA-1');
  });
});
