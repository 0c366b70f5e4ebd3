import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electrosmart, popsOrder } from '../support/shops.ts';
import { World } from '../support/world.ts';
import { weekdaysAndSaturday } from '../time/calendars.ts';

/** Friday, 20 November 2026, ten o'clock in Bucharest. */
const friday = '2026-11-20T08:00:00Z';
const calendar = { hours: weekdaysAndSaturday, holidays: 'RO' };
const express = { attribute: 'service', value: 'express', stage: 'placed', limit: 'PT4H' };

describe('an order over the weekend', () => {
  let world: World;
  let store: string;
  const due = async (id: string): Promise<unknown> =>
    (await world.as(store, 'operator')('GET', `/v1/orders/${id}`)).body.due;

  beforeAll(async () => {
    world = await World.start({ at: friday });
    store = await world.store({ ...electrosmart, calendar, limitsFor: [express] });
    for (const [id, service] of [
      ['ES-1', 'standard'],
      ['ES-2', 'express'],
    ] as const) {
      const order = popsOrder(id, { placedAt: friday, attributes: { service } });
      expect((await world.as(store, 'storefront')('POST', '/v1/orders', order)).status).toBe(201);
    }
    await world.idle();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('is due after working hours: twelve of a usual order, four of an express one', async () => {
    // Friday 8 h, Saturday 4 h; Friday until two o'clock.
    expect(await due('ES-1')).toBe('2026-11-21T11:00:00Z');
    expect(await due('ES-2')).toBe('2026-11-20T12:00:00Z');
  });

  it('is armed anew when the shop changes its hours', async () => {
    const boss = world.as(store, 'admin');
    const { body } = await boss('GET', '/v1/store');
    const { sat: _, ...hours } = weekdaysAndSaturday;
    const changed = { ...body, calendar: { ...body.calendar, hours } };
    expect((await boss('PUT', '/v1/store', changed)).status).toBe(200);
    await world.advance('PT3M');
    expect(await due('ES-1')).toBe('2026-11-23T10:00:00Z');
  });

  it('is quiet until Monday, and then speaks of working hours', async () => {
    // Until Monday at eight, when the shop opens.
    await world.advance('PT69H57M');
    const before = await world.alerts();
    expect(before.filter(({ text }) => text.includes('ES-1,'))).toEqual([]);
    // The warning falls at nine.
    await world.advance('PT1H5M');
    expect((await world.alerts()).slice(before.length).map(({ text }) => text)).toEqual([
      expect.stringContaining('ES-1, primită de 9 ore de lucru (limita 12 ore de lucru)'),
    ]);
  });

  it('refuses a calendar under which a limit would never pass, by the path of the fault', async () => {
    const boss = world.as(store, 'admin');
    const { body } = await boss('GET', '/v1/store');
    const reply = await boss('PUT', '/v1/store', { ...body, calendar: { hours: {} } });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toContain('calendar.hours');
  });
});
