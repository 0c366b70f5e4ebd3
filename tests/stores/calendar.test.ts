import { describe, expect, it } from 'vitest';
import { safeParse } from 'zod/v4/core';
import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { faultsOf } from '../../shared/stores/validate.ts';
import { profileOf } from '../orders/given.ts';
import { weekdaysAndSaturday as hours } from '../time/calendars.ts';

type Calendar = NonNullable<ProfileInput['calendar']>;

const faults = (more: Partial<ProfileInput>) =>
  faultsOf(profileOf(more)).map(({ path, message }) => `${path}: ${message}`);
const closures = (...years: number[]) =>
  years.map((year) => ({
    from: `${String(year)}-01-01`,
    to: `${String(year)}-12-31`,
    closed: true as const,
  }));

it('a shop with hours, holidays, closing days, a sale week and express orders holds together', () => {
  expect(
    faults({
      calendar: {
        hours,
        holidays: 'RO',
        closed: ['2026-12-24'],
        exceptions: [
          { from: '2026-11-23', to: '2026-11-29', hours: [['07:00', '24:00']], limits: 1.5, note: 'sale' },
          { from: '2026-12-01', to: '2026-12-05', limits: { preparing: 'PT60H' } },
        ],
      },
      limitsFor: [{ attribute: 'service', value: 'express', stage: 'preparing', limit: 'PT4H' }],
    }),
  ).toEqual([]);
});

it('other limits on some dates need no hours', () => {
  expect(faults({ calendar: { exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits: 2 }] } })).toEqual(
    [],
  );
});

describe('a calendar', () => {
  it.each<[string, Calendar, string]>([
    ['without hours', { hours: {} }, 'calendar.hours: no day has opening hours: no limit would ever pass'],
    [
      'that closes before it opens',
      { hours: { mon: [['18:00', '08:00']] } },
      'calendar.hours.mon.0: must close after it opens; past midnight it is two: until 24:00, from 00:00',
    ],
    [
      'with openings that overlap',
      {
        hours: {
          mon: [
            ['08:00', '12:00'],
            ['11:00', '18:00'],
          ],
        },
      },
      'calendar.hours.mon.1: must open after the one before closes',
    ],
    [
      'with an exception that ends before it begins',
      { hours, exceptions: [{ from: '2026-11-29', to: '2026-11-23', closed: true }] },
      'calendar.exceptions.0.to: must not lie before from',
    ],
    [
      'with an exception that says nothing',
      { hours, exceptions: [{ from: '2026-11-23', to: '2026-11-29', note: 'sale' }] },
      'calendar.exceptions.0: says nothing: hours, closed, limits or capacity are needed',
    ],
    [
      'closed and open at once',
      {
        hours,
        exceptions: [{ from: '2026-11-23', to: '2026-11-29', closed: true, hours: [['08:00', '12:00']] }],
      },
      'calendar.exceptions.0: is either closed or open at other hours',
    ],
    [
      'that says one date twice',
      {
        hours,
        exceptions: [
          { from: '2026-11-23', to: '2026-11-29', closed: true },
          { from: '2026-11-29', to: '2026-11-30', hours: [['08:00', '12:00']] },
        ],
      },
      'calendar.exceptions.1: has dates in common with exceptions.0',
    ],
    [
      'closed for years',
      { hours, exceptions: closures(2027, 2028, 2029) },
      'calendar.exceptions.0: leaves more than two years without an opening',
    ],
    [
      'with a limit for an unknown stage',
      { hours, exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits: { packing: 'PT4H' } }] },
      'calendar.exceptions.0.limits.packing: there is no stage packing',
    ],
    [
      'with a limit for an end',
      { hours, exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits: { delivered: 'PT4H' } }] },
      'calendar.exceptions.0.limits.delivered: delivered is an end: nothing stalls there',
    ],
    [
      'under which a limit takes for ever',
      { hours: { sun: [['08:00', '08:15']] } },
      'stages.2.limit: takes more than two years of these opening hours',
    ],
    [
      'a capacity of a stage that does not exist',
      { exceptions: [{ from: '2026-11-23', to: '2026-11-23', capacity: { packing: 5 } }] },
      'calendar.exceptions.0.capacity.packing: there is no stage packing',
    ],
    [
      'a capacity of an end',
      { exceptions: [{ from: '2026-11-23', to: '2026-11-23', capacity: { delivered: 5 } }] },
      'calendar.exceptions.0.capacity.delivered: delivered is an end: no work waits there',
    ],
    [
      'two capacities for one date',
      {
        exceptions: [
          { from: '2026-11-23', to: '2026-11-24', capacity: 2 },
          { from: '2026-11-24', to: '2026-11-24', capacity: 0.5 },
        ],
      },
      'calendar.exceptions.1: has dates in common with exceptions.0',
    ],
  ])('%s is refused, with the path', (_, calendar, fault) => {
    expect(faults({ calendar })).toContain(fault);
  });

  it('closed for nearly two years is the shop’s own matter', () => {
    expect(faults({ calendar: { hours, exceptions: closures(2027, 2028) } })).toEqual([]);
  });

  it('of a carrier is checked too', () => {
    expect(faults({ carriers: [{ id: 'fan', name: 'Fan', calendar: { hours: {} } }] })).toEqual([
      'carriers.0.calendar.hours: no day has opening hours: no limit would ever pass',
    ]);
  });

  it.each<[string, unknown]>([
    ['a date that does not exist', { hours, closed: ['2026-02-29'] }],
    ['a date of another form', { hours, closed: ['24.12.2026'] }],
    ['25 hours', { hours: { mon: [['08:00', '25:00']] } }],
    ['an opening at 24:00', { hours: { mon: [['24:00', '24:00']] } }],
    ['a country without holidays', { hours, holidays: 'XX' }],
    ['an unknown day', { hours: { monday: [['08:00', '18:00']] } }],
    ['an unknown field', { hours, open: true }],
    ['a limit of nothing', { hours, exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits: 0 }] }],
    ['201 closing days', { hours, closed: Array.from({ length: 201 }, () => '2026-12-24') }],
  ])('with %s is refused', (_, calendar) => {
    expect(safeParse(profileSchema, { storeId: 'shop', name: 'Shop', calendar }).success).toBe(false);
  });

  it('may not change the limits of a carrier', () => {
    const calendar = { hours, exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits: 2 }] };
    const carriers = [{ id: 'fan', name: 'Fan', calendar }];
    expect(safeParse(profileSchema, { storeId: 'shop', name: 'Shop', carriers }).success).toBe(false);
  });
});

describe('a stage', () => {
  const express = { attribute: 'service', value: 'express', stage: 'preparing', limit: 'PT4H' };

  it('on working time needs a calendar with hours', () => {
    const stages = [{ name: 'a', next: ['b'], limit: 'PT1H', clock: 'business' as const }, { name: 'b' }];
    expect(faults({ stages })).toEqual(['stages.0.clock: the shop’s calendar has no hours']);
    expect(faults({ stages, calendar: { hours } })).toEqual([]);
  });

  it.each([
    [{ ...express, stage: 'packing' }, 'limitsFor.0.limit: there is no stage packing'],
    [{ ...express, warning: 'PT4H' }, 'limitsFor.0.warning: the warning must come before the limit'],
  ])('limits by attribute that make no sense are refused', (one, fault) => {
    expect(faults({ limitsFor: [one] })).toEqual([fault]);
  });
});
