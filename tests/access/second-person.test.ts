import { describe, expect, it } from 'vitest';
import { hours, putStaff, signIn, withSession, world } from './given.ts';

/** Who edits the staff must not be able to make himself somebody else. */
describe('a person who is added to the staff', () => {
  const puppet = { id: 'puppet', name: 'Puppet', email: 'puppet@evil.example', roles: ['admin', 'finance'] };

  async function withPuppet() {
    const given = await world();
    const { body } = await given.call('GET /v1/store', {});
    await putStaff(given, [...body.staff, puppet]);
    return { given, staff: body.staff as object[], session: await signIn(given, puppet.email) };
  }

  it('issues no credentials, confirms nobody and adds nobody, for a day', async () => {
    const { given, staff, session } = await withPuppet();
    const credentials = () =>
      withSession(given, session, 'POST /v1/credentials', { body: { actor: 'bot', roles: ['warehouse'] } });
    expect((await credentials()).status).toBe(403);
    await putStaff(
      given,
      [...staff, puppet].map((one) =>
        'id' in one && one.id === 'corina' ? { ...one, email: 'c@evil.example' } : one,
      ),
    );
    const confirmed = await withSession(given, session, 'POST /v1/staff/{personId}/confirmation', {
      path: { personId: 'corina' },
    });
    expect(confirmed.status).toBe(403);
    const {
      version: _,
      rearming: __,
      applying: ___,
      ...profile
    } = (await given.call('GET /v1/store', {})).body;
    const put = await withSession(given, session, 'PUT /v1/store', {
      body: {
        ...profile,
        staff: [...profile.staff, { ...puppet, id: 'third', email: 'third@evil.example' }],
      },
    });
    expect(put.status).toBe(403);
    given.advance(24 * hours);
    // Nobody was there for half a day: the session has ended as well.
    const later = await signIn(given, puppet.email);
    const made = await withSession(given, later, 'POST /v1/credentials', {
      body: { actor: 'bot', roles: ['warehouse'] },
    });
    expect(made.status).toBe(201);
  });

  it('decides at once where another admin, whose address is known, confirms him', async () => {
    const { given, session } = await withPuppet();
    const bogdan = await signIn(given, 'bogdan@shop.example');
    const confirmed = await withSession(given, bogdan, 'POST /v1/staff/{personId}/confirmation', {
      path: { personId: 'puppet' },
    });
    expect(confirmed.status).toBe(200);
    const made = await withSession(given, session, 'POST /v1/credentials', {
      body: { actor: 'bot', roles: ['warehouse'] },
    });
    expect(made.status).toBe(201);
  });

  it('is added by no machine where the shop has an admin', async () => {
    const given = await world();
    const { body: made } = await given.call('POST /v1/credentials', {
      body: { actor: 'erp', roles: ['admin'] },
    });
    const {
      version: _,
      rearming: __,
      applying: ___,
      ...profile
    } = (await given.call('GET /v1/store', {})).body;
    const put = (body: object) =>
      given.call('PUT /v1/store', { body, headers: { authorization: `Bearer ${String(made.credential)}` } });
    expect((await put({ ...profile, staff: [...profile.staff, puppet] })).status).toBe(403);
    expect((await put({ ...profile, name: 'Another name' })).status).toBe(200);
  });
});
