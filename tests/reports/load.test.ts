import { describe, expect, it } from 'vitest';
import { capacityOn, daysOfWork } from '../../shared/reports/load.ts';
import { defaultStages, type ProfileInput } from '../../shared/stores/profile.ts';
import { dateNumber } from '../../shared/time/business.ts';
import { profileOf } from '../orders/given.ts';
import { weekdaysAndSaturday as hours } from '../time/calendars.ts';

const stages = defaultStages.map((stage) =>
  stage.name === 'preparing' ? { ...stage, capacity: 40 } : stage,
);
const shop = (calendar?: ProfileInput['calendar']) =>
  profileOf({ stages, ...(calendar ? { calendar } : {}) });
const work = (orders: number, calendar?: ProfileInput['calendar'], from = '2026-11-20') =>
  daysOfWork(shop(calendar), 'preparing', orders, dateNumber(from));

describe('days of work waiting', () => {
  it('are orders over what is managed in a day', () => {
    expect([work(0), work(40), work(100)]).toEqual([0, 1, 2.5]);
  });
  it('are unknown where no capacity is', () => {
    expect(daysOfWork(shop(), 'packed', 10, 0)).toBeUndefined();
  });
  it('are longer when a sale week halves what is managed, and shorter with temps', () => {
    const exception = (capacity: number | Record<string, number>) => ({
      hours,
      exceptions: [{ from: '2026-11-20', to: '2026-11-20', capacity }],
    });
    // Friday: 20, 80 or 10 of 100; then Saturday and Monday with 40 each.
    expect(work(100, exception(0.5))).toBe(3);
    expect(work(100, exception(2))).toBe(1.5);
    expect(work(100, exception({ preparing: 10 }))).toBe(3.25);
    expect(work(100, exception({ packed: 10 }))).toBe(2.5);
  });
  it('are only worked on open days', () => {
    // Sunday, 22 November.
    expect(capacityOn(shop({ hours, exceptions: [] }), 'preparing', dateNumber('2026-11-22'))).toBe(0);
    expect(work(40, { hours, exceptions: [] }, '2026-11-22')).toBe(1);
  });
  it('never end where nothing is managed for a year', () => {
    const stopped = { exceptions: [{ from: '2026-01-01', to: '2028-01-01', capacity: 0 }] };
    expect(work(1, stopped)).toBe(Infinity);
  });
});
