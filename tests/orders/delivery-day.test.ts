import { describe, expect, it } from 'vitest';
import { deliveryDay } from '../../shared/orders/delivery-day.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { on, profileOf } from './given.ts';

const week = (...days: string[]) => Object.fromEntries(days.map((day) => [day, [['09:00', '18:00']]]));
const carrierOf = (more: object) =>
  profileOf({ carriers: [{ id: 'fan', name: 'FAN', ...more }] }).carriers[0]!;
const workdays = { hours: week('mon', 'tue', 'wed', 'thu', 'fri'), holidays: 'RO' };
// Bucharest is two hours ahead of Greenwich in November.
const told = (p90: string, carrier?: ReturnType<typeof carrierOf>) =>
  formatInstant(deliveryDay(on(p90), carrier, 'Europe/Bucharest'));

describe('the date that is told', () => {
  it('is the day of the estimate where nothing is known of the carrier', () => {
    expect(told('Wed 10:00')).toBe('2026-11-18T21:59:59Z');
    // Half past midnight in Bucharest: the next day.
    expect(told('Wed 22:30')).toBe('2026-11-19T21:59:59Z');
  });

  it('is the next day on which the carrier delivers', () => {
    const carrier = carrierOf({ calendar: workdays });
    expect(told('Wed 10:00', carrier)).toBe('2026-11-18T16:00:00Z');
    expect(told('Sat 10:00', carrier)).toBe('2026-11-23T16:00:00Z');
    // Until the carrier's evening it is still of that day; after it nobody's promise for today.
    expect(told('Fri 16:00', carrier)).toBe('2026-11-20T16:00:00Z');
    expect(told('Fri 17:00', carrier)).toBe('2026-11-23T16:00:00Z');
  });

  it('is a delivery day later after the pick-up cut-off', () => {
    const carrier = carrierOf({ calendar: workdays, pickUpCutOff: '16:00' });
    expect(told('Wed 14:00', carrier)).toBe('2026-11-18T16:00:00Z');
    expect(told('Wed 14:01', carrier)).toBe('2026-11-19T16:00:00Z');
    expect(told('Fri 14:01', carrier)).toBe('2026-11-23T16:00:00Z');
  });

  it('leaves out public holidays', () => {
    const carrier = carrierOf({ calendar: workdays });
    const p90 = Date.parse('2026-12-01T08:00:00Z');
    expect(formatInstant(deliveryDay(p90 as never, carrier, 'Europe/Bucharest'))).toBe(
      '2026-12-02T16:00:00Z',
    );
  });

  it('is never before the estimate', () => {
    const carrier = carrierOf({ calendar: workdays, pickUpCutOff: '12:30' });
    for (let hour = 0; hour < 24 * 21; hour++) {
      const p90 = (on('Mon 00:00') + hour * 3_599_000) as ReturnType<typeof on>;
      for (const one of [undefined, carrier])
        expect(deliveryDay(p90, one, 'Europe/Bucharest')).toBeGreaterThanOrEqual(p90);
    }
  });
});
