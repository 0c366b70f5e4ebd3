import { afterEach, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
let store: string;
afterEach(() => world[Symbol.asyncDispose]());

const links = async () =>
  (await world.mail()).flatMap(({ text }) => /https?:\/\/\S+(\/l\/\S+)/.exec(text)?.[1] ?? []);
const form = (path: string, choice?: string) =>
  world.fetch('POST', path, choice === undefined ? '' : `choice=${choice}`, {
    'content-type': 'application/x-www-form-urlencoded',
  });
const page = (path: string, method = 'GET') =>
  world.fetch(method, path, undefined, { 'accept-language': 'ro' });
const order = async () => (await world.as(store, 'operator')('GET', '/v1/orders/ES-1001')).body;
const types = async (): Promise<string[]> =>
  (await world.as(store, 'operator')('GET', '/v1/orders/ES-1001/timeline?limit=200')).body.items.map(
    ({ type }: { type: string }) => type,
  );

/** Mr Pop's order has stood for 48 hours, and he has been written to. */
async function told(profile: Record<string, unknown> = {}): Promise<string> {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  store = await world.store({ ...electrosmart, ...profile });
  const shop = world.as(store, 'storefront');
  await shop('POST', '/v1/orders', popsOrder());
  await shop('POST', '/v1/orders/ES-1001/status', { stage: 'preparing' });
  await world.advance('PT49H');
  const [link] = await links();
  return link!;
}

describe('the page on which a customer keeps or cancels a late order', () => {
  it('shows and changes nothing, however often it is opened; the form decides once', async () => {
    const link = await told();
    const before = await order();
    for (let n = 0; n < 100; n++) {
      expect((await page(link, n % 2 === 0 ? 'GET' : 'HEAD')).status).toBe(200);
    }
    expect(await order()).toEqual(before);
    const { body } = await page(link);
    expect(body).toContain('Comanda ES-1001 întârzie');
    expect(body).toContain('1 × Căști fără fir');
    expect(body).toContain('Vă dăm înapoi 269,89\u00a0RON.');
    expect(body).not.toContain('Pop');

    expect((await form(link)).status).toBe(422);
    expect((await form(link, 'substitute')).status).toBe(422);
    const kept = await form(link, 'keep');
    expect([kept.status, kept.body]).toEqual([200, expect.stringContaining('Vă mulțumim pentru răbdare')]);
    await world.idle();
    expect((await page(link)).status).toBe(410);
    expect((await form(link, 'cancel')).status).toBe(410);
    expect(await order()).toMatchObject({ status: 'open', stage: 'preparing' });
    expect((await types()).filter((type) => type.startsWith('order.delay'))).toEqual([
      'order.delay-expected',
      'order.delay-answered',
    ]);
  });

  it('cancels the order, says what comes back, and tells those who must know', async () => {
    const link = await told();
    const clicks = await Promise.all([form(link, 'cancel'), form(link, 'cancel'), form(link, 'keep')]);
    expect(clicks.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThan(0);
    await world.idle();
    const answers = (await types()).filter((type) => type === 'order.delay-answered');
    const final = await order();
    // Whoever was first: one answer, and what follows from it once.
    if (final.status === 'closed')
      expect((await types()).filter((type) => type === 'order.refund-due')).toHaveLength(1);
    expect(answers).toHaveLength(1);
    expect((await page(link)).status).toBe(410);
  });

  it('can no longer cancel what has left, and says so', async () => {
    const link = await told();
    await world.as(store, 'storefront')('POST', '/v1/orders/ES-1001/status', { stage: 'shipped' });
    const gone = await page(link);
    expect([gone.status, gone.body]).toEqual([410, expect.stringContaining('a plecat mai departe')]);
    expect((await form(link, 'cancel')).status).toBe(410);
    expect(await order()).toMatchObject({ stage: 'shipped' });
  });

  it('writes silence down as silence: the order stays open', async () => {
    const link = await told({ delays: { answerWithin: 'P2D' } });
    await world.advance('P2DT1H');
    expect((await types()).filter((type) => type === 'order.delay-unanswered')).toHaveLength(1);
    expect(await order()).toMatchObject({ status: 'open', stage: 'preparing' });
    expect((await page(link)).status).toBe(410);
  });

  it('cancels on silence where the shop’s terms say so, and had said so', async () => {
    await told({ delays: { silence: 'cancel', answerWithin: 'P2D' } });
    expect((await world.mail())[0]!.text).toContain(
      'Dacă nu alegeți nimic până vineri, 20 noiembrie, anulăm comanda și vă dăm înapoi toți banii.',
    );
    await world.advance('P2DT1H');
    expect(await order()).toMatchObject({ status: 'closed', stage: 'cancelled' });
    expect(await types()).toContain('order.refund-due');
  });

  it('of a link that is forged, cut or another shop’s is a friendly 404, all alike', async () => {
    const link = await told();
    const [first] = [await page('/l/electrosmart.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')];
    for (const path of [
      link.slice(0, -1),
      `${link}x`,
      link.replace('electrosmart', 'fashionpoint'),
      '/l/x',
      `/l/${'a'.repeat(200)}`,
      '/l/%00',
    ]) {
      const answer = await page(path);
      expect([answer.status, answer.body]).toEqual([404, first!.body]);
      expect((await form(path, 'cancel')).status).toBe(404);
    }
    expect(await order()).toMatchObject({ status: 'open' });
  });

  it('tells that the order moves again, where the new stage does not say so itself', async () => {
    await told();
    const shop = world.as(store, 'storefront');
    await shop('POST', '/v1/orders/ES-1001/status', { stage: 'packed' });
    await world.idle();
    const moving = (await world.mail()).at(-1)!;
    expect(moving.subject).toBe('Comanda ES-1001 merge mai departe · ElectroSmart');
    expect(moving.text).toContain(
      'V-am scris că întârzie; acum comanda ES-1001 merge mai departe: este „ambalată”.',
    );
    await shop('POST', '/v1/orders/ES-1001/status', { stage: 'delivered' });
    await world.idle();
    expect((await world.mail()).map(({ subject }) => subject)).toHaveLength(3);
  });

  it('a second delay is told as a second, and names a later day', async () => {
    await told();
    await world.advance('P6D');
    const again = (await world.mail())[1]!;
    expect(again.subject).toBe('Comanda ES-1001 întârzie din nou: ce știm acum · ElectroSmart');
    expect(again.text).toContain('V-am spus că ajunge cel târziu luni, 23 noiembrie, și probabil nu reușim.');
    expect(await links()).toHaveLength(2);
    // The older link asks about what is no longer true.
    expect((await page((await links())[0]!)).status).toBe(410);
    expect((await page((await links())[1]!)).status).toBe(200);
  });
});
