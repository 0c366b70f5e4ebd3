import { beforeEach, describe, expect, it } from 'vitest';
import { learn } from '../../shared/durations/learn.ts';
import { learningKey, type Learning } from '../../shared/durations/learning.ts';
import { inProcess } from '../support/in-process.ts';
import { popsOrder } from '../support/shops.ts';

let world: Awaited<ReturnType<typeof inProcess>>;
beforeEach(async () => {
  world = await inProcess('2026-11-16T08:00:00Z');
});

const route = 'POST /v1/history';
/** From placed to delivered, six hours in each stage but `shipped`, which takes a day. */
const past = (n: number, more: Record<string, unknown> = {}) => ({
  orderId: `P-${String(n)}`,
  transitions: [
    { stage: 'placed', at: `2026-10-${String((n % 28) + 1).padStart(2, '0')}T00:00:00Z` },
    { stage: 'preparing', at: `2026-10-${String((n % 28) + 1).padStart(2, '0')}T06:00:00Z` },
    { stage: 'packed', at: `2026-10-${String((n % 28) + 1).padStart(2, '0')}T12:00:00Z` },
    { stage: 'shipped', at: `2026-10-${String((n % 28) + 1).padStart(2, '0')}T18:00:00Z` },
    { stage: 'delivered', at: `2026-10-${String((n % 28) + 2).padStart(2, '0')}T18:00:00Z` },
  ],
  attributes: { warehouse: 'B1' },
  ...more,
});
const lines = (...all: unknown[]) =>
  all.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
const send = (text: string, headers: Record<string, string> = {}) =>
  world.call(route, { text, role: 'storefront', headers });

describe('orders of the past', () => {
  it('teach what an order’s stages take', async () => {
    await world.call('POST /v1/orders', { body: popsOrder('ES-1', { attributes: { warehouse: 'B1' } }) });
    const estimate = async () =>
      (await world.call('GET /v1/orders/{orderId}', { path: { orderId: 'ES-1' } })).body.estimate;
    expect((await estimate()).basis).toEqual({ samples: 0, segment: 'profile' });
    const answer = await send(lines(...Array.from({ length: 200 }, (_, n) => past(n))));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      lines: 200,
      accepted: 200,
      repeated: 0,
      watched: 0,
      rejected: 0,
      errors: [],
    });
    await learn(world.ports, 'electrosmart');
    const learned = await estimate();
    expect(learned.basis).toEqual({ samples: 200, segment: 'warehouse=B1' });
    // Placed Monday at eight: three times six hours and a day, to within the width of the buckets.
    const hours = (Date.parse(learned.p50) - Date.parse('2026-11-16T08:00:00Z')) / 3_600_000;
    expect(hours).toBeGreaterThan(39);
    expect(hours).toBeLessThan(45);
  });

  it('teach once, whoever sends them again', async () => {
    await send(lines(past(1), past(2)));
    const again = await send(lines(past(2), past(3)));
    expect(again.body).toMatchObject({ accepted: 1, repeated: 1 });
    const tallies = await world.ports.tallies.read('electrosmart', 'durations', ' ', '~');
    const stays = tallies.reduce((sum, { fields }) => sum + (fields['>packed'] ?? 0), 0);
    expect(stays).toBe(3);
  });

  it('are named by line where they are dirty, and the others taught', async () => {
    const answer = await send(
      lines(
        past(1),
        '{"orderId": "P-2"',
        past(3, {
          transitions: [
            { stage: 'placed', at: '2026-10-02T00:00:00Z' },
            { stage: 'baked', at: '2026-10-03T00:00:00Z' },
          ],
        }),
        past(4, {
          transitions: [
            { stage: 'placed', at: '2026-10-02T00:00:00Z' },
            { stage: 'preparing', at: '2026-10-01T00:00:00Z' },
          ],
        }),
        past(5, {
          transitions: [
            { stage: 'packed', at: '2026-10-02T00:00:00Z' },
            { stage: 'placed', at: '2026-10-03T00:00:00Z' },
          ],
        }),
        '',
        past(1),
        past(6, { nickname: 'x' }),
        past(7, { transitions: [{ stage: 'placed', at: '2026-10-02T00:00:00Z' }] }),
        past(8, {
          transitions: [
            { stage: 'placed', at: '2026-10-02T00:00:00Z' },
            { stage: 'preparing', at: '2027-10-01T00:00:00Z' },
          ],
        }),
      ),
    );
    expect(answer.body).toEqual({
      lines: 9,
      accepted: 1,
      repeated: 0,
      watched: 0,
      rejected: 8,
      errors: [
        { line: 2, path: '', message: 'is not JSON' },
        { line: 3, path: 'transitions.1.stage', message: 'the store has no stage baked' },
        { line: 4, path: 'transitions.1.at', message: 'lies before the stage that it follows' },
        { line: 5, path: 'transitions.1.stage', message: 'no order gets from packed to placed' },
        { line: 7, path: 'orderId', message: 'is the order of line 1 once more' },
        { line: 8, path: 'nickname', message: 'there is no such field' },
        { line: 9, path: 'transitions', message: 'a stay needs its beginning and its end' },
        { line: 10, path: 'transitions.1.at', message: 'lies in the future' },
      ],
    });
  });

  it('teach nothing of an order that is watched, nor where stages were left out', async () => {
    await world.call('POST /v1/orders', { body: popsOrder('P-1') });
    const gap = [
      { stage: 'placed', at: '2026-10-02T00:00:00Z' },
      { stage: 'shipped', at: '2026-10-03T00:00:00Z' },
      { stage: 'delivered', at: '2026-10-04T00:00:00Z' },
    ];
    const answer = await send(lines(past(1), past(2, { transitions: gap })));
    expect(answer.body).toMatchObject({ watched: 1, accepted: 1 });
    const tallies = await world.ports.tallies.read('electrosmart', 'durations', ' ', '~');
    expect(tallies.map(({ name, fields }) => [name, Object.keys(fields)])).toEqual([
      ['2026-09-28#shipped#usual#warehouse=B1', ['b73', '>delivered']],
    ]);
  });

  it('are answered again under the same key, refused under it with another body', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await send(lines(past(1)), key);
    const again = await send(lines(past(1)), key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await send(lines(past(2)), key)).status).toBe(422);
  });

  it('come a thousand at a time, in a megabyte', async () => {
    expect((await send(lines(...Array.from({ length: 1_001 }, (_, n) => past(n))))).status).toBe(413);
    expect((await send(' '.repeat(1_048_577))).status).toBe(413);
    expect((await send('\n')).status).toBe(400);
  });
});

describe('learning', () => {
  const state = async () => (await world.ports.heads.load<Learning>(learningKey('electrosmart')))?.state;

  it('arms open orders anew when stages have come to take longer, and not for less', async () => {
    await send(lines(...Array.from({ length: 40 }, (_, n) => past(n))));
    await learn(world.ports, 'electrosmart');
    expect(await state()).toMatchObject({ moves: 1 });
    expect((await world.call('GET /v1/store', {})).body.rearming).toMatchObject({ status: 'running' });
    await send(lines(past(40)));
    await learn(world.ports, 'electrosmart');
    const after = await state();
    expect(after).toMatchObject({ moves: 1 });
    expect(after?.dueAt).toBeUndefined();
    // One model is in force, the one before it is kept for who has just read its name.
    const models = [...world.heads.parts.keys()].filter((name) => name.includes(' model#'));
    expect(models).toHaveLength(2);
  });

  it('does nothing where nothing was counted since', async () => {
    await send(lines(past(1)));
    await learn(world.ports, 'electrosmart');
    const before = await world.ports.heads.load(learningKey('electrosmart'));
    await learn(world.ports, 'electrosmart');
    expect(await world.ports.heads.load(learningKey('electrosmart'))).toEqual(before);
  });
});
