import { expect, it } from 'vitest';
import { missing, readyAt, type Scheduling, workOf } from '../../shared/amendments/schedule.ts';
import type { LineSupply } from '../../shared/amendments/availability.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import { defaultStages, type ProfileInput } from '../../shared/stores/profile.ts';
import { hours, instant, minutes } from '../../shared/time/instant.ts';
import { giftProfile, inputsOf } from './given.ts';
import { eleven, nine, noon, ten } from './whole.ts';

/** A shop that packs before it ships; ten hours a day, unless said. */
const shop = (capacity: number | undefined, more: Partial<ProfileInput> = {}): Scheduling => {
  const stages = defaultStages.map((stage) =>
    stage.name === 'packed' && capacity !== undefined ? { ...stage, capacity } : stage,
  );
  const profile = giftProfile({ stages, ...more });
  const { order } = inputsOf([]);
  return { order, rules: orderRules(profile), profile, at: nine, handOver: 'shipped', promisedAt: noon };
};

it('a change is work by the piece and by the unit that is opened again', () => {
  expect(workOf(shop(undefined), 20, 10, 30)).toBe(hours(1));
  expect(workOf(shop(undefined), 1, 1, 30)).toBe(minutes(4));
  expect(workOf(shop(undefined), 0, 0, 30)).toBe(0);
});

it('who comes back to a stage with a capacity takes a place of its day, however little there is to do', () => {
  expect(workOf(shop(20), 1, 1, 30)).toBe(minutes(30));
  expect(workOf(shop(20), 20, 10, 30)).toBe(hours(1));
  // Nothing is opened again: nobody comes back.
  expect(workOf(shop(20), 2, 0, 30)).toBe(minutes(4));
  expect(workOf(shop(20), 0, 0, 30)).toBe(0);
  // The day of a shop that works two days of five and of ten hours has seven and a half; without hours it has 24.
  const calendar: ProfileInput['calendar'] = {
    hours: { mon: [['08:00', '13:00']], tue: [['08:00', '18:00']], wed: [] },
  };
  expect(workOf(shop(10, { calendar }), 1, 1, 30)).toBe(minutes(45));
  expect(workOf({ ...shop(20), profile: { ...shop(20).profile, calendar: undefined } }, 1, 1, 30)).toBe(
    minutes(72),
  );
});

it('what arrives at the very moment is not late', () => {
  expect(missing(() => Float64Array.of(nine, ten, eleven, noon), nine, ten)).toBe(0.5);
  expect(missing(() => Float64Array.of(nine, ten, eleven), nine, ten)).toBe(0.33);
});

it('the goods are there with the last that is bought: what is in a hurry by its own time, what is free now', () => {
  const line = (lineId: string, toBuy: number, usual: number, rush?: number): LineSupply =>
    ({
      lineId,
      toBuy,
      readyAt: instant(usual),
      ...(rush === undefined ? {} : { rush: { readyAt: instant(rush), surchargePercent: 30 } }),
    }) as LineSupply;
  const supply = [line('1', 2, noon, ten), line('2', 1, eleven), line('3', 0, noon + 1)];
  expect(readyAt(supply, new Set(), nine)).toBe(noon);
  expect(readyAt(supply, new Set(['1']), nine)).toBe(eleven);
  expect(readyAt([line('3', 0, noon)], new Set(), nine)).toBe(nine);
  // Nobody can say how soon it would come in a hurry.
  expect(readyAt([line('2', 1, eleven)], new Set(['2']), nine)).toBe(nine);
});
