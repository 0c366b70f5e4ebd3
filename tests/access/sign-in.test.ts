import { beforeEach, describe, expect, it } from 'vitest';
import {
  days,
  hours,
  minutes,
  putStaff,
  sentLink,
  signIn,
  signInForm,
  withSession,
  world,
  type World,
} from './given.ts';

let given: World;
beforeEach(async () => {
  given = await world();
});

const anonymous = { headers: { authorization: '' } };
const ask = (email: string, more: object = {}) =>
  given.call('POST /v1/session', { body: { email, ...more }, ...anonymous });

describe('a sign-in link', () => {
  it('goes to the person’s own address, in his language, and signs him in as himself', async () => {
    const asked = await ask('Bogdan@shop.example');
    expect(asked.status).toBe(202);
    expect(given.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['bogdan@shop.example', expect.stringMatching(/^Sign in to Veghe for /)],
    ]);
    expect(given.mails[0]!.html).toContain('valid for ten minutes');
    const session = await signIn(given, 'ana@shop.example');
    expect(given.mails[1]!.text).toContain('valabil zece minute');
    expect(session).toMatch(/^__Host-veghe_session=/);
    const page = await given.call('GET /v1/session', { ...anonymous, cookies: [session] });
    expect(page.body).toContain('Ați intrat ca ana');
  });

  it('answers the same whether the address is known', async () => {
    const [known, unknown] = [await ask('ana@shop.example'), await ask('nobody@shop.example')];
    expect({ ...unknown, headers: {} }).toEqual({ ...known, headers: {} });
    expect(given.mails).toHaveLength(1);
  });

  it('is not consumed when it is looked at, and is consumed once when it is followed', async () => {
    await ask('ana@shop.example');
    const link = sentLink(given);
    for (let times = 0; times < 3; times++) {
      const shown = await given.call('GET /v1/session', { query: { link }, ...anonymous });
      expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('Intră ca ana, la teashop')]);
    }
    const both = await Promise.all([signInForm(given, { link }), signInForm(given, { link })]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect((await given.call('GET /v1/session', { query: { link }, ...anonymous })).status).toBe(410);
  });

  it('lives for ten minutes, and not after the address was replaced or the person left', async () => {
    await ask('ana@shop.example');
    const late = sentLink(given);
    given.advance(10 * minutes);
    expect((await signInForm(given, { link: late })).status).toBe(410);
    await ask('corina@shop.example');
    const replaced = sentLink(given);
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(
      given,
      body.staff.map((one: { id: string }) =>
        one.id === 'corina' ? { ...one, email: 'new@shop.example' } : one,
      ),
    );
    expect((await signInForm(given, { link: replaced })).status).toBe(410);
    expect((await signInForm(given, { link: `teashop.${'x'.repeat(32)}` })).status).toBe(404);
  });

  it('is made ten times an hour for one person at the most, and the answer does not tell', async () => {
    for (let times = 0; times < 12; times++) expect((await ask('ana@shop.example')).status).toBe(202);
    expect(given.mails).toHaveLength(10);
    given.advance(hours);
    await ask('ana@shop.example');
    expect(given.mails).toHaveLength(11);
  });

  it('is asked for from one address sixty times an hour at the most, known or not', async () => {
    for (let times = 0; times < 60; times++) await ask(`somebody-${String(times)}@shop.example`);
    const refused = await ask('ana@shop.example');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3600']);
  });
});

describe('a session', () => {
  it('slides: twelve hours from its last use, seven days at the most', async () => {
    const session = await signIn(given, 'ana@shop.example');
    const inside = async () => (await withSession(given, session, 'GET /v1/orders')).status === 200;
    for (let half = 0; half < 14; half++) {
      given.advance(11 * hours);
      expect(await inside()).toBe(true);
    }
    // 154 hours: within seven days of 168.
    given.advance(11 * hours);
    expect(await inside()).toBe(true);
    given.advance(3 * hours);
    expect(await inside()).toBe(false);
    const idle = await signIn(given, 'ana@shop.example');
    given.advance(12 * hours);
    expect((await withSession(given, idle, 'GET /v1/orders')).status).toBe(401);
  });

  it('is ended everywhere by its person, and nobody else’s is', async () => {
    const [desk, phone] = [await signIn(given, 'ana@shop.example'), await signIn(given, 'ana@shop.example')];
    const other = await signIn(given, 'bogdan@shop.example');
    const page = await given.call('GET /v1/session', { ...anonymous, cookies: [phone] });
    const csrf = /name="csrf" value="([^"]+)"/.exec(String(page.body))![1]!;
    const out = await given.call('POST /v1/session', {
      text: new URLSearchParams({ action: 'sign-out-everywhere', csrf }).toString(),
      headers: { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
      cookies: [phone],
    });
    expect(out.status).toBe(303);
    for (const [cookie, status] of [
      [desk, 401],
      [phone, 401],
      [other, 200],
    ] as const)
      expect((await withSession(given, cookie, 'GET /v1/orders')).status).toBe(status);
  });

  it('is not taken under a name that another host of the domain could set', async () => {
    const session = await signIn(given, 'ana@shop.example');
    const plain = session.replace('__Host-', '');
    expect((await given.call('GET /v1/orders', { ...anonymous, cookies: [plain] })).status).toBe(401);
    const local = { authorization: '', 'x-forwarded-proto': 'http' };
    expect((await given.call('GET /v1/orders', { headers: local, cookies: [plain] })).status).toBe(200);
  });
});

describe('a changed sign-in address', () => {
  const move = async (email: string) => {
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(
      given,
      body.staff.map((one: { id: string }) => (one.id === 'corina' ? { ...one, email } : one)),
    );
    given.advance(30_000);
  };
  const settle = (cookie: string) =>
    withSession(given, cookie, 'POST /v1/refunds/{refundId}/settlement', {
      path: { refundId: 'r1' },
      body: { reference: 'x' },
    });
  const confirm = (cookie: string, personId = 'corina') =>
    withSession(given, cookie, 'POST /v1/staff/{personId}/confirmation', { path: { personId } });

  it('decides nothing for 24 hours', async () => {
    await move('other@shop.example');
    const session = await signIn(given, 'other@shop.example');
    const refused = await settle(session);
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('24 hours')]);
    expect((await withSession(given, session, 'GET /v1/refunds')).status).toBe(200);
    given.advance(days);
    // There is no such refund: he may ask for it again.
    expect((await settle(await signIn(given, 'other@shop.example'))).status).toBe(404);
  });

  it('decides again once another admin confirms it, not who changed it', async () => {
    await move('other@shop.example');
    const session = await signIn(given, 'other@shop.example');
    // The test's admin, who put the profile, is ana.
    expect((await confirm(await signIn(given, 'ana@shop.example'))).status).toBe(403);
    expect((await confirm(await signIn(given, 'bogdan@shop.example'))).body).toEqual({
      personId: 'corina',
      outcome: 'confirmed',
    });
    expect((await settle(session)).status).toBe(404);
  });

  it('is the same for somebody who was out of the staff meanwhile', async () => {
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(
      given,
      body.staff.filter(({ id }: { id: string }) => id !== 'corina'),
    );
    await putStaff(
      given,
      body.staff.map((one: { id: string }) =>
        one.id === 'corina' ? { ...one, email: 'other@shop.example' } : one,
      ),
    );
    given.advance(30_000);
    expect((await settle(await signIn(given, 'other@shop.example'))).status).toBe(403);
  });

  it('is in the audit trail, without the address', async () => {
    await move('other@shop.example');
    const told = given.heads.log.filter(({ change }) =>
      change.events.some(({ type }) => type === 'access.address-changed'),
    );
    expect(told.map(({ key, change }) => [key.kind, key.id, change.actor])).toEqual([
      ['access', 'corina', 'ana'],
    ]);
    expect(JSON.stringify(told)).not.toContain('shop.example');
  });
});
