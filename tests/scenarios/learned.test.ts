import { afterAll, beforeAll, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';

let world: World;
let shop: ReturnType<World['as']>;

beforeAll(async () => {
  world = await World.start({ at: '2026-11-16T08:00:00Z' });
  shop = world.as(await world.store(electrosmart), 'storefront');
});
afterAll(() => world[Symbol.asyncDispose]());

const day = 86_400_000;
/** Two hours to be prepared, one in ten thirty; the rest of the way always the same. */
const past = (n: number) => {
  const placed = Date.parse('2026-09-01T06:00:00Z') + (n % 60) * day;
  const at = (hours: number) => new Date(placed + hours * 3_600_000).toISOString();
  const slow = n % 10 === 9 ? 28 : 0;
  return JSON.stringify({
    orderId: `P-${String(n)}`,
    transitions: [
      { stage: 'placed', at: at(0) },
      { stage: 'preparing', at: at(1) },
      { stage: 'packed', at: at(3 + slow) },
      { stage: 'shipped', at: at(5 + slow) },
      { stage: 'delivered', at: at(29 + slow) },
    ],
    attributes: { warehouse: 'B1' },
  });
};
const estimate = async () => (await shop('GET', '/v1/orders/ES-1')).body.estimate;

it('the shop’s own history makes the estimate, and nobody hears of it', async () => {
  await shop('POST', '/v1/orders', popsOrder('ES-1', { promisedAt: '2026-11-30T18:00:00Z' }));
  await shop('POST', '/v1/orders/ES-1/status', { stage: 'preparing' });
  await world.idle();
  await world.local('DELETE', '/mail');
  expect((await estimate()).basis).toEqual({ samples: 0, segment: 'profile' });
  const body = Array.from({ length: 400 }, (_, n) => past(n)).join('\n');
  const taught = await shop('POST', '/v1/history', body, { 'content-type': 'application/x-ndjson' });
  expect([taught.status, taught.body.accepted]).toEqual([200, 400]);
  await world.idle();
  const { p50, p90, basis } = await estimate();
  expect(basis).toEqual({ samples: 400, segment: 'warehouse=B1' });
  // Preparing 2 h, packed 2 h, shipped 24 h: noon the next day, give or take the buckets.
  expect(Math.abs(Date.parse(p50) - Date.parse('2026-11-17T12:00:00Z'))).toBeLessThan(3 * 3_600_000);
  expect(Date.parse(p90)).toBeGreaterThan(Date.parse(p50));
  expect(await world.mail()).toEqual([]);
  expect(await world.alerts()).toEqual([]);
});

it('an order long overdue gets a later estimate, not yesterday’s date', async () => {
  const before = await estimate();
  await world.advance('PT20H');
  const waited = await estimate();
  // Who is still there after twenty hours is one of the slow: thirty hours, not two.
  expect(Date.parse(waited.p50)).toBeGreaterThan(Date.parse(before.p50) + 12 * 3_600_000);
  await world.advance('P7D');
  const now = Date.parse((await world.local('GET', '/clock')).body.now);
  const late = await estimate();
  expect(Date.parse(late.p50)).toBeGreaterThan(now + 24 * 3_600_000);
  expect(Date.parse(late.p90)).toBeGreaterThan(Date.parse(late.p50));
});

it('an order that lives teaches by its events, within the hour', async () => {
  await shop('POST', '/v1/orders/ES-1/status', { stage: 'packed' });
  await world.idle();
  await world.advance('PT61M');
  await shop('POST', '/v1/orders', popsOrder('ES-2'));
  await shop('POST', '/v1/orders/ES-2/status', { stage: 'preparing' });
  expect((await shop('GET', '/v1/orders/ES-2')).body.estimate.basis.samples).toBe(401);
});

it('the history speaks for a limit; an admin accepts it with one call, and open orders are armed anew', async () => {
  const { storeId } = electrosmart;
  const admin = world.as(storeId, 'admin');
  const { items } = (await admin('GET', '/v1/proposals')).body;
  const proposal = items.find(({ stage }: { stage: string }) => stage === 'preparing');
  // One in ten takes thirty hours: a limit above that, and below the present 48, is passed by none of them.
  expect(proposal.effect.proposed.alertsPer100Orders).toBeLessThanOrEqual(5);
  const before = (await shop('GET', '/v1/orders/ES-2')).body.due;
  const done = await admin('POST', `/v1/proposals/${String(proposal.id)}/decision`, { decision: 'accept' });
  expect([done.status, done.body.outcome]).toEqual([200, 'accepted']);
  await world.advance('PT5M');
  const { body } = await admin('GET', '/v1/store');
  const limit = body.stages.find(({ name }: { name: string }) => name === 'preparing').limit;
  expect(limit).toBe(proposal.proposed.limit);
  expect(body.rearming).toMatchObject({ status: 'done' });
  expect((await shop('GET', '/v1/orders/ES-2')).body.due).not.toBe(before);
  const again = await admin('POST', `/v1/proposals/${String(proposal.id)}/decision`, { decision: 'accept' });
  expect(again.body.outcome).toBe('repeated');
});
