import { beforeEach, describe, expect, it } from 'vitest';
import { network } from '../../functions/pipelines/source-address.ts';
import { floodOf } from '../../shared/access/flood.ts';
import { guessesOf, mostFailures } from '../../shared/access/guesses.ts';
import { hours, sentLink, signIn, signInForm, withSession, world, type World } from './given.ts';

let given: World;
beforeEach(async () => {
  given = await world();
});

const wrong = (n: number) => `vgh_teashop_${String(n).padStart(11, 'x')}_${'a'.repeat(43)}`;
const guess = (n: number, sourceIp = '203.0.113.7', more: Record<string, string> = {}) =>
  given.call('GET /v1/orders', { headers: { authorization: `Bearer ${wrong(n)}`, ...more }, sourceIp });
async function statuses(
  times: number,
  one: (n: number) => Promise<{ status: number }>,
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let n = 0; n < times; n++) {
    const { status } = await one(n);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

describe('guessing', () => {
  it('of credentials is answered 429 with Retry-After from the 121st failure of an address within the hour', async () => {
    expect(await statuses(200, (n) => guess(n))).toEqual({ 401: 120, 429: 80 });
    const { headers } = await guess(200);
    expect(headers['retry-after']).toBe('3600');
    given.advance(hours);
    expect((await guess(0)).status).toBe(401);
  });

  it('of sign-ins and links meets the same bound', async () => {
    expect(await statuses(200, (n) => signInForm(given, { credential: wrong(n) }, '203.0.113.8'))).toEqual({
      401: 120,
      429: 80,
    });
    const link = (n: number) =>
      given.call('GET /l/{token}', {
        path: { token: `teashop.${String(n).padStart(32, 'x')}` },
        headers: { authorization: '' },
        sourceIp: '203.0.113.9',
      });
    expect(await statuses(300, link)).toEqual({ 404: 120, 429: 180 });
    const signInLink = (n: number) =>
      signInForm(given, { link: `teashop.${String(n).padStart(32, 'x')}` }, '203.0.113.10');
    expect(await statuses(150, signInLink)).toEqual({ 404: 120, 429: 30 });
  });

  it('of one credential’s secret is bounded wherever it comes from', async () => {
    const one = (n: number) =>
      given.call('GET /v1/orders', {
        headers: { authorization: `Bearer ${wrong(1)}` },
        sourceIp: `198.51.100.${String(n)}`,
      });
    expect(await statuses(50, one)).toEqual({ 401: mostFailures.subject, 429: 20 });
  });

  it('never locks out who holds a valid link, session or credential', async () => {
    const session = await signIn(given, 'ana@shop.example');
    const asked = { body: { email: 'bogdan@shop.example' }, headers: { authorization: '' } };
    await given.call('POST /v1/session', asked);
    const link = sentLink(given);
    await statuses(150, (n) => guess(n, '192.0.2.1'));
    expect((await given.call('GET /v1/orders', { role: 'operator' })).status).toBe(200);
    expect((await withSession(given, session, 'GET /v1/orders')).status).toBe(200);
    expect((await signInForm(given, { link })).status).toBe(303);
  });

  it('counts what the gateway saw: a forwarded address is believed with the distribution’s secret alone', async () => {
    const forwarded = (n: number) => ({
      'x-forwarded-for': `10.0.0.${String(n)}`,
      'cloudfront-viewer-address': `198.51.100.${String(n)}:443`,
      'x-veghe-distribution': 'made up',
    });
    expect(await statuses(150, (n) => guess(n, '203.0.113.7', forwarded(n)))).toEqual({
      401: 120,
      429: 30,
    });
  });

  it('is counted once over eight instances, under a key that hides the address', async () => {
    const instances = Array.from({ length: 8 }, () => guessesOf(given.ports));
    const waits = [];
    for (let n = 0; n < 320; n++) waits.push(await instances[n % 8]!.failed({ address: '203.0.113.7' }));
    expect(waits.filter((seconds) => seconds === undefined)).toHaveLength(120);
    expect(JSON.stringify([...given.access.parts, ...given.access.counters])).not.toContain('203.0.113.7');
  });

  it('is told to the shop once a day', async () => {
    await statuses(150, (n) => guess(n));
    await statuses(150, (n) => guess(n, '203.0.113.99'));
    const told = () =>
      given.heads.log.filter(({ change }) => change.events.some(({ type }) => type === 'access.guessed'))
        .length;
    expect(told()).toBe(1);
    given.advance(24 * hours);
    await statuses(150, (n) => guess(n));
    expect(told()).toBe(2);
  });
});

it('an IPv6 network is one address', () => {
  expect(network('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(network('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2::/64');
  expect(network('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(network('::1')).toBe('0:0:0:0::/64');
  expect(network('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(network('192.0.2.7')).toBe('192.0.2.7');
});

describe('anonymous traffic', () => {
  const open = (headers: Record<string, string> = {}, sourceIp = '203.0.113.7') =>
    given.call('GET /openapi.json', { headers: { authorization: '', ...headers }, sourceIp });

  it('of one address is bounded, and no shop’s share of requests is touched', async () => {
    expect(await statuses(400, () => open())).toEqual({ 200: 300, 429: 100 });
    expect((await open({}, '203.0.113.8')).status).toBe(200);
    expect(JSON.stringify([...given.heads.counters.keys()])).not.toContain('budget');
    given.advance(10_000);
    expect((await open()).status).toBe(200);
  });

  it('without any credential is bounded as well, and does not lock out who has one', async () => {
    const nothing = () =>
      given.call('GET /v1/orders', { headers: { authorization: '' }, sourceIp: '192.0.2.1' });
    expect(await statuses(310, nothing)).toEqual({ 401: 300, 429: 10 });
    expect((await given.call('GET /v1/orders', { role: 'operator' })).status).toBe(200);
  });

  it('is counted together by eight instances, to within what each has not reported', async () => {
    const instances = Array.from({ length: 8 }, () => floodOf(given.ports));
    let passed = 0;
    for (let n = 0; n < 800; n++) if ((await instances[n % 8]!('203.0.113.7')) === undefined) passed++;
    expect(passed).toBeGreaterThanOrEqual(300);
    expect(passed).toBeLessThanOrEqual(300 + 8 * 20);
  });
});
