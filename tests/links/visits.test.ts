import { beforeEach, describe, expect, it } from 'vitest';
import { type DelayPurpose, silentOnDelay } from '../../shared/links/delay.ts';
import { issueLink, lapseLink, findLink } from '../../shared/links/links.ts';
import { Orders } from '../../shared/orders/orders.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';
import { instant } from '../../shared/time/instant.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };

describe('a link', () => {
  let world: Awaited<ReturnType<typeof inProcess>>;
  let token: string;
  const until = instant(Date.parse('2026-11-25T08:00:00Z'));

  /** An order whose customer has been told that it is late. */
  beforeEach(async () => {
    world = await inProcess();
    await world.call('POST /v1/orders', { body: popsOrder('ES-1', { promisedAt: '2026-11-17T08:00:00Z' }) });
    world.advance(36 * 3_600_000);
    const loaded = (await world.ports.profiles.of('electrosmart'))!;
    await new Orders(world.ports, 'electrosmart', loaded).fire('ES-1');
    const url = await issueLink(
      { ...world.ports, publicUrl: '' },
      'electrosmart',
      { kind: 'delay', orderId: 'ES-1', n: 1 },
      until,
    );
    token = url.slice('/l/'.length);
  });

  const visit = (method: 'GET' | 'HEAD', path = token) =>
    world.call(`${method} /l/{token}`, { path: { token: path }, headers: { authorization: '' } });
  const choose = (choice: string, path = token) =>
    world.call('POST /l/{token}', { path: { token: path }, text: `choice=${choice}`, headers: form });
  const order = async () =>
    (await world.call('GET /v1/orders/{orderId}', { path: { orderId: 'ES-1' } })).body;

  it('is visited a thousand times and changes nothing', async () => {
    const written = world.heads.log.length;
    const stored = JSON.stringify([...world.heads.rows, ...world.heads.parts]);
    for (let n = 0; n < 1_000; n++) expect((await visit(n % 3 === 0 ? 'HEAD' : 'GET')).status).toBe(200);
    expect(world.heads.log).toHaveLength(written);
    expect(JSON.stringify([...world.heads.rows, ...world.heads.parts])).toBe(stored);
  });

  it('is kept nowhere as it was sent', () => {
    const secret = token.split('.')[1]!;
    expect(JSON.stringify([...world.heads.rows, ...world.heads.parts, world.heads.log])).not.toContain(
      secret,
    );
  });

  it('clicked by many at once leaves one outcome and one refund', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => choose(n % 2 === 0 ? 'cancel' : 'keep')),
    );
    expect(answers.every(({ status }) => [200, 410].includes(status))).toBe(true);
    const events = world.heads.log.flatMap(({ change }) =>
      change.events.map(({ type, data }) => ({ type, data })),
    );
    const answered = events.filter(({ type }) => type === 'order.delay-answered');
    expect(answered).toHaveLength(1);
    const cancelled = answered[0]?.data['choice'] === 'cancel';
    expect((await order()).status).toBe(cancelled ? 'closed' : 'open');
    expect(events.filter(({ type }) => type === 'order.refund-due')).toHaveLength(cancelled ? 1 : 0);
  });

  it('whose time is over decides nothing; that nobody answered is written down once', async () => {
    world.advance(8 * 24 * 3_600_000);
    expect((await choose('cancel')).status).toBe(410);
    const { key } = (await findLink(world.heads, token))!;
    const lapse = (of: typeof key) =>
      lapseLink(world.ports, of, (purpose) => silentOnDelay(world.ports, of.store, purpose as DelayPurpose));
    await Promise.all([lapse(key), lapse(key)]);
    await lapse(key);
    const types = world.heads.log.flatMap(({ change }) => change.events.map(({ type }) => type));
    expect(types.filter((type) => type === 'order.delay-unanswered')).toHaveLength(1);
    expect(types.filter((type) => type === 'link.lapsed')).toHaveLength(1);
    expect((await order()).status).toBe('open');
  });

  it('of an order that the shop cancelled meanwhile has nothing left to choose, and speaks of no delivery', async () => {
    await world.call('POST /v1/orders/{orderId}/status', {
      path: { orderId: 'ES-1' },
      body: { stage: 'cancelled' },
    });
    for (const answer of [await visit('GET'), await choose('cancel')]) {
      expect(answer.status).toBe(410);
      expect(answer.body).toContain('Aici nu mai este nimic de ales');
    }
  });

  it('forged, of another shop or cut short is refused with the same answer, byte by byte', async () => {
    const secret = token.slice(token.indexOf('.') + 1);
    const other = `${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    const refused = [
      `electrosmart.${other}`,
      `fashionpoint.${secret}`,
      `nobody.${secret}`,
      token.slice(0, -1),
      secret,
      'x',
    ];
    const first = await visit('GET', 'electrosmart.0');
    expect(first.status).toBe(404);
    for (const path of refused) {
      expect([path, await visit('GET', path)]).toEqual([path, first]);
      expect([path, await choose('cancel', path)]).toEqual([path, first]);
    }
    expect((await order()).status).toBe('open');
  });

  it('used and lapsed are refused with the same answer, whatever is chosen', async () => {
    await choose('keep');
    const used = [await visit('GET'), await choose('cancel'), await choose('rubbish')];
    world.advance(8 * 24 * 3_600_000);
    const lapsed = [await visit('GET'), await choose('cancel')];
    for (const answer of [...used, ...lapsed]) expect(answer).toEqual(used[0]);
    expect(used[0]?.status).toBe(410);
  });

  it('of whatever shape answers a page, and never a fault', async () => {
    for (const path of [
      'x',
      '.',
      '..',
      'electrosmart.',
      'a'.repeat(200),
      'electrosmart.ăăă',
      '%',
      '<script>',
      '0',
    ]) {
      const { status, type } = await visit('GET', path);
      expect([path, status, type]).toEqual([path, 404, 'text/html; charset=utf-8']);
    }
    expect(world.faults).toEqual([]);
  });
});
