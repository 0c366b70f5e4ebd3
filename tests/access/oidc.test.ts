import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issuerCalls } from '../../functions/web/issuer.ts';
import { readSecret } from '../../shared/access/secrets.ts';
import { inProcess } from '../support/in-process.ts';
import { clientId, fakeIssuer, issuer, type Said } from './fake-issuer.ts';
import { days, shop, signIn, signInForm, withSession, type World } from './given.ts';

let given: World;
let fake: Awaited<ReturnType<typeof fakeIssuer>>;
const corina: Said = { sub: 'subject-of-corina', email: 'corina@shop.example', email_verified: true };

const put = async (more: object) => {
  const { version: _, rearming: __, ...profile } = (await given.call('GET /v1/store', {})).body;
  const done = await given.call('PUT /v1/store', { body: { ...profile, ...more } });
  given.advance(30_000);
  return done;
};

beforeEach(async () => {
  fake = await fakeIssuer(() => given.ports.clock());
  given = await inProcess(undefined, { shop, issuers: fake.calls });
  expect((await put({ signIn: { issuer, clientId, clientSecret: 'a-client-secret' } })).status).toBe(200);
});
afterEach(() => fake.close());

/** Goes to the issuer; where to, and what the browser must bring back. */
async function go() {
  const sent = await signInForm(given, { store: 'teashop' });
  const location = (/href="(https:\/\/accounts[^"]+)"/.exec(String(sent.body))?.[1] ?? '').replaceAll(
    '&amp;',
    '&',
  );
  const cookie = String(sent.cookies[0]).split(';')[0]!;
  return { location, cookie, state: new URL(location).searchParams.get('state')! };
}

const back = (state: string, code: string, cookies: readonly string[]) =>
  given.call('GET /v1/session/oidc', { query: { state, code }, headers: { authorization: '' }, cookies });

/** There and back; what became of it, and the session's cookie. */
async function come(said: Said) {
  const { location, cookie, state } = await go();
  const done = await back(state, fake.signIn(location, said), [cookie]);
  return { status: done.status, session: String(done.cookies[0]).split(';')[0]! };
}

describe('a person whose shop names an issuer', () => {
  it('signs in there, as himself', async () => {
    const { location } = await go();
    const asked = new URL(location).searchParams;
    expect([asked.get('scope'), asked.get('response_type'), asked.get('redirect_uri')]).toEqual([
      'openid email',
      'code',
      'https://veghe.example/v1/session/oidc',
    ]);
    const { status, session } = await come(corina);
    expect(status).toBe(303);
    expect((await withSession(given, session, 'GET /v1/refunds')).status).toBe(200);
    const secret = Buffer.from(`${clientId}:a-client-secret`).toString('base64');
    expect(fake.seen).toEqual([{ authorization: `Basic ${secret}` }]);
  });

  it('is known by the issuer’s subject from then on, and by no other', async () => {
    await come(corina);
    expect((await come({ ...corina, email: 'renamed@elsewhere.example' })).status).toBe(303);
    expect((await come({ ...corina, sub: 'somebody-else' })).status).toBe(401);
    // The subject stays hers, whatever address it has by now.
    const { session } = await come({ ...corina, email: 'ana@shop.example' });
    const page = await given.call('GET /v1/session', { headers: { authorization: '' }, cookies: [session] });
    expect(page.body).toContain('Ați intrat ca corina');
  });

  it.each<[string, Partial<Said>]>([
    ['an address that the issuer has not verified', { email_verified: false }],
    ['an address called verified by a text', { email_verified: 'true' }],
    ['an address that nobody of the staff has', { email: 'stranger@shop.example' }],
    ['a token of another way', { nonce: 'another' }],
    ['a token for another client', { aud: 'another-client' }],
    ['a token for several that was given to another', { aud: [clientId, 'other'], azp: 'other' }],
    ['a token of another issuer', { iss: 'https://evil.example' }],
    ['a token that has expired', { expiresIn: -120 }],
    ['a token without a signature', { alg: 'none' }],
    ['a token signed with the public key as a secret', { alg: 'HS256' }],
  ])('is not let in by %s', async (_, wrong) => {
    expect((await come({ ...corina, ...wrong })).status).toBe(401);
  });

  it('comes back once, in the browser that went, within ten minutes', async () => {
    const first = await go();
    const code = fake.signIn(first.location, corina);
    expect((await back(first.state, code, [])).status).toBe(403);
    expect((await back(first.state, code, [(await go()).cookie])).status).toBe(403);
    expect((await back(first.state, code, [first.cookie])).status).toBe(303);
    expect((await back(first.state, code, [first.cookie])).status).toBe(410);
    const late = await go();
    given.advance(600_000);
    expect((await back(late.state, fake.signIn(late.location, corina), [late.cookie])).status).toBe(410);
  });

  it('needs the verifier of his own way: a code that was stolen is worth nothing', async () => {
    const [mine, theirs] = [await go(), await go()];
    const stolen = fake.signIn(theirs.location, corina);
    expect((await back(mine.state, stolen, [mine.cookie])).status).toBe(502);
  });

  it('decides nothing for a day after the issuer was named, unless another admin confirms it', async () => {
    const settle = (session: string) =>
      withSession(given, session, 'POST /v1/refunds/{refundId}/settlement', {
        path: { refundId: 'r1' },
        body: { reference: 'x' },
      });
    const { session } = await come(corina);
    expect((await settle(session)).status).toBe(403);
    // By a link to her own address she may: the issuer has no part in it.
    expect((await settle(await signIn(given, 'corina@shop.example'))).status).toBe(404);
    const confirm = (cookie: string) => withSession(given, cookie, 'POST /v1/issuer/confirmation');
    const byIssuer = await come({
      sub: 'subject-of-bogdan',
      email: 'bogdan@shop.example',
      email_verified: true,
    });
    expect((await confirm(byIssuer.session)).status).toBe(403);
    expect((await confirm(await signIn(given, 'ana@shop.example'))).status).toBe(403);
    expect((await confirm(await signIn(given, 'bogdan@shop.example'))).body).toEqual({
      outcome: 'confirmed',
    });
    expect((await settle(session)).status).toBe(404);
    await put({ signIn: { issuer, clientId: 'another-client' } });
    expect((await settle(session)).status).toBe(403);
    given.advance(days);
    expect((await settle(await signIn(given, 'corina@shop.example'))).status).toBe(404);
  });

  it('is out when the shop names another issuer, or none', async () => {
    const { session } = await come(corina);
    await put({ signIn: undefined });
    expect((await withSession(given, session, 'GET /v1/refunds')).status).toBe(401);
    expect((await signInForm(given, { store: 'teashop' })).status).toBe(422);
    expect((await signInForm(given, { store: 'no-such-shop' })).status).toBe(422);
  });
});

it('the client’s secret is written only, and never goes to another issuer', async () => {
  expect((await given.call('GET /v1/store', {})).body.signIn).toEqual({ issuer, clientId });
  expect((await given.call('GET /v1/store', { role: 'finance' })).body.signIn).toBeUndefined();
  expect(JSON.stringify([...given.heads.parts, ...given.heads.rows])).not.toContain('a-client-secret');
  await put({ name: 'Tea' });
  expect(await readSecret(given.access, 'teashop', 'oidc')).toBe('a-client-secret');
  await put({ signIn: { issuer: 'https://elsewhere.example', clientId } });
  expect(await readSecret(given.access, 'teashop', 'oidc')).toBeUndefined();
});

it('an issuer is reached over https at public addresses alone', async () => {
  await expect(issuerCalls.get('https://127.0.0.1/.well-known/openid-configuration')).rejects.toThrow(
    'public',
  );
  await expect(issuerCalls.get('https://[::1]/x')).rejects.toThrow('public');
  await expect(issuerCalls.get('https://169.254.169.254/latest')).rejects.toThrow('public');
  await expect(issuerCalls.get('http://accounts.example/x')).rejects.toThrow('https');
});
