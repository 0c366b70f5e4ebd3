import { beforeEach, describe, expect, it } from 'vitest';
import { additionsOf } from '../../shared/durations/count.ts';
import { hours, instant } from '../../shared/time/instant.ts';
import { inProcess } from '../support/in-process.ts';

let world: Awaited<ReturnType<typeof inProcess>>;

/** Two hundred stays in `preparing`: nine in ten of five hours, the others of thirty. */
beforeEach(async () => {
  world = await inProcess('2026-11-16T08:00:00Z');
  const left = instant(Date.parse('2026-11-11T10:00:00Z'));
  await world.ports.tallies.count(
    Array.from({ length: 200 }, (_, n) => ({
      store: 'electrosmart',
      marker: `m.${String(n)}`,
      until: instant(left + hours(10_000)),
      adds: additionsOf(
        {
          stage: 'preparing',
          next: 'packed',
          segment: '',
          entered: instant(left - hours(40)),
          left,
          spent: hours(n % 10 === 0 ? 30 : 5),
        },
        world.profile,
        '',
      ),
    })),
  );
});

const all = async () => (await world.call('GET /v1/proposals', { role: 'operator' })).body.items;
const propose = (body: unknown, headers: Record<string, string> = {}) =>
  world.call('POST /v1/proposals', { role: 'operator', body, headers });
const decide = (proposalId: string, body: unknown, headers: Record<string, string> = {}) =>
  world.call('POST /v1/proposals/{proposalId}/decision', { path: { proposalId }, body, headers });
const stage = async (name: string) =>
  (await world.call('GET /v1/store', {})).body.stages.find((one: { name: string }) => one.name === name);

describe('what the system proposes', () => {
  it('is a limit with what it would have done, beside the present one', async () => {
    const [limit, ...others] = await all();
    expect(others).toEqual([]);
    // Five alerts in a hundred are allowed and ten stays in a hundred take thirty hours: just above those it is.
    expect(limit).toMatchObject({
      kind: 'limit',
      stage: 'preparing',
      by: 'system',
      status: 'open',
      present: { limit: 'PT48H' },
      effect: { stays: 200, includeExceptions: false, present: { alertsPer100Orders: 0 } },
    });
    expect(limit.id).toBe(`limit~preparing~${String(limit.proposed.limit)}`);
    expect(limit.effect.proposed.alertsPer100Orders).toBeLessThanOrEqual(5);
  });

  it('is put in force by one call, and then proposed no more', async () => {
    const [{ id, proposed }] = await all();
    const done = await decide(id, { decision: 'accept' });
    expect([done.status, done.body.outcome]).toEqual([200, 'accepted']);
    expect((await stage('preparing')).limit).toBe(proposed.limit);
    expect(await all()).toEqual([]);
    const { version } = (await world.call('GET /v1/store', {})).body;
    expect((await decide(id, { decision: 'accept' })).body.outcome).toBe('repeated');
    expect((await world.call('GET /v1/store', {})).body.version).toBe(version);
    expect((await decide(id, { decision: 'decline' })).status).toBe(409);
  });

  it('is not repeated after it was declined', async () => {
    const [{ id }] = await all();
    expect((await decide(id, { decision: 'decline', comment: 'Sărbătorile vin.' })).body.outcome).toBe(
      'declined',
    );
    expect(await all()).toEqual([]);
    expect((await stage('preparing')).limit).toBe('PT48H');
  });
});

describe('a sale week', () => {
  it('is left out of the figures, and in them when a person wants it', async () => {
    const { body: profile } = await world.call('GET /v1/store', {});
    const calendar = { exceptions: [{ from: '2026-11-04', to: '2026-11-05', limits: 2 }] };
    expect((await world.call('PUT /v1/store', { body: { ...profile, calendar } })).status).toBe(200);
    const { profile: changed } = (await world.ports.profiles.fresh('electrosmart'))!;
    const left = instant(Date.parse('2026-11-05T10:00:00Z'));
    const stay = { stage: 'preparing', next: 'packed', segment: '', entered: left, left, spent: hours(90) };
    await world.ports.tallies.count(
      Array.from({ length: 100 }, (_, n) => ({
        store: 'electrosmart',
        marker: `sale.${String(n)}`,
        until: instant(left + hours(10_000)),
        adds: additionsOf(stay, changed, ''),
      })),
    );
    const limitOf = async (query: Record<string, string>) =>
      (await world.call('GET /v1/proposals', { query })).body.items[0];
    const [without, within] = [await limitOf({}), await limitOf({ includeExceptions: 'true' })];
    expect([without.effect.stays, within.effect.stays]).toEqual([200, 300]);
    expect(parseInt(within.proposed.limit.slice(2))).toBeGreaterThanOrEqual(90);
    expect(parseInt(without.proposed.limit.slice(2))).toBeLessThan(36);
    expect((await decide(within.id, { decision: 'accept' })).body.outcome).toBe('accepted');
    expect((await stage('preparing')).limit).toBe(within.proposed.limit);
  });
});

describe('what an operator proposes', () => {
  const item = { id: 'serial', label: { ro: 'Serie notată', en: 'Serial noted' } };

  it.each([
    [
      { kind: 'limit', stage: 'preparing', limit: 'PT8H' },
      { alertsPer100Orders: 10, caught: 20, criedWolf: 0 },
    ],
    [{ kind: 'notice', stage: 'packed', tell: ['email', 'sms'] }, { messages: 400 }],
    [
      { kind: 'checklist-item', stage: 'preparing', item },
      { ordersToTick: 200, gated: true },
    ],
  ])('%j is shown with its effect on past orders', async (body, effect) => {
    const made = await propose(body);
    expect(made.status).toBe(201);
    const shown = (await all()).find(({ id }: { id: string }) => id === made.body.id);
    expect(shown).toMatchObject({ kind: body.kind, by: 'ioana', effect: { proposed: effect } });
  });

  it('takes effect when an admin accepts it', async () => {
    const made = await propose({ kind: 'checklist-item', stage: 'preparing', item });
    expect((await stage('preparing')).checklist).toEqual([]);
    await decide(made.body.id, { decision: 'accept' });
    expect((await stage('preparing')).checklist).toEqual([{ ...item, mandatory: true, role: 'operator' }]);
  });

  it('is refused when the profile has changed there since, and only there', async () => {
    const limit = await propose({ kind: 'limit', stage: 'preparing', limit: 'PT8H' });
    const notice = await propose({ kind: 'notice', stage: 'packed', tell: ['email'] });
    const { body: profile } = await world.call('GET /v1/store', {});
    const stages = profile.stages.map((one: { name: string }) =>
      one.name === 'preparing' ? { ...one, limit: 'PT36H' } : one,
    );
    expect((await world.call('PUT /v1/store', { body: { ...profile, stages } })).status).toBe(200);
    const stale = await decide(limit.body.id, { decision: 'accept' });
    expect([stale.status, stale.body.type]).toEqual([409, 'urn:veghe:conflict']);
    expect((await stage('preparing')).limit).toBe('PT36H');
    expect((await decide(notice.body.id, { decision: 'accept' })).status).toBe(200);
    expect((await decide(limit.body.id, { decision: 'decline' })).status).toBe(200);
  });

  it('must fit the profile', async () => {
    const paths = async (body: unknown) =>
      (await propose(body)).body.errors.map(({ path }: { path: string }) => path);
    expect(await paths({ kind: 'limit', stage: 'baking', limit: 'PT8H' })).toEqual(['stage']);
    expect(await paths({ kind: 'limit', stage: 'preparing', limit: 'PT8H', warning: 'PT9H' })).toEqual([
      'stages.2.warning',
    ]);
    expect(await paths({ kind: 'limit', stage: 'delivered', limit: 'PT8H' })).toContain('stages.10.limit');
  });

  it('is one proposal under one key', async () => {
    const body = { kind: 'limit', stage: 'preparing', limit: 'PT8H' };
    const key = { 'idempotency-key': 'k-1' };
    const first = await propose(body, key);
    const again = await propose(body, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await propose({ ...body, limit: 'PT9H' }, key)).status).toBe(422);
  });

  it('is unknown where it is nobody’s', async () => {
    expect((await decide('p~nothing', { decision: 'accept' })).status).toBe(404);
  });
});
