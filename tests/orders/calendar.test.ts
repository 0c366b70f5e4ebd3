import { describe, expect, it } from 'vitest';
import { nextDeadline, overdue } from '../../shared/orders/agenda.ts';
import { hold, release } from '../../shared/orders/decide/hold.ts';
import { addParcel } from '../../shared/orders/decide/parcel.ts';
import { calm } from '../../shared/orders/decide/stall.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import { place } from '../../shared/orders/decide/place.ts';
import { report } from '../../shared/orders/decide/report.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { summary } from '../../shared/orders/view.ts';
import { defaultStages, type ProfileInput } from '../../shared/stores/profile.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { always, utc, weekdaysAndSaturday } from '../time/calendars.ts';
import { on, profileOf, Story } from './given.ts';

type Stages = NonNullable<ProfileInput['stages']>;

/** Preparing: limit 20 working hours (two working days), warning at 15; other stages as usual. */
const stagesWith = (more: Partial<Stages[number]>): Stages =>
  defaultStages.map((stage) => (stage.name === 'preparing' ? { ...stage, ...more } : stage));
const working: Partial<ProfileInput> = {
  calendar: { hours: weekdaysAndSaturday, holidays: 'RO' },
  stages: stagesWith({ limit: 'PT20H' }),
};

const at = (story: Story) => formatInstant(nextDeadline(story.order!, story.rules)!);

/** An order in preparing since a given time, whatever the year. */
function since(time: string, more: Partial<ProfileInput> = working, attributes?: Record<string, string>) {
  const rules = orderRules(profileOf(more));
  const now = utc(time);
  const context = { rules, at: now, actor: 'shop' };
  let order: Order | undefined;
  const take = (decision: ReturnType<typeof place>) => {
    if ('refused' in decision) throw new Error(decision.refused.is);
    for (const event of decision.accepted) order = evolve(order, event);
  };
  take(
    place(
      undefined,
      {
        orderId: 'ES-1',
        placedAt: now,
        content: 'c',
        intake: 'i',
        units: 1,
        ...(attributes ? { attributes } : {}),
      },
      context,
    ),
  );
  take(report(order!, { stage: 'preparing', fact: true }, context));
  return { order: order!, rules };
}

/** The warning and the breach, as scans that come at the very instants find them. */
function stall(time: string, more: Partial<ProfileInput> = working, attributes?: Record<string, string>) {
  const { order, rules } = since(time, more, attributes);
  const found: string[] = [];
  let now = order;
  for (let next = nextDeadline(now, rules); next !== undefined && found.length < 2;) {
    for (const event of overdue(now, rules, next)) {
      if (event.type === 'order.stall-warned' || event.type === 'order.stalled')
        found.push(formatInstant(event.data.at));
      now = evolve(now, event);
    }
    next = nextDeadline(now, rules);
  }
  return found;
}

describe('a weekend or a clock change does not count as working time', () => {
  it.each([
    // Times of arrival, warning (15 h) and breach (20 h) on the wall clock of Bucharest.
    ['a Monday', '2026-11-16T10:00+02:00', '2026-11-17T15:00+02:00', '2026-11-18T10:00+02:00'],
    ['a weekend', '2026-11-20T10:00+02:00', '2026-11-23T11:00+02:00', '2026-11-23T16:00+02:00'],
    ['spring', '2026-03-27T10:00+02:00', '2026-03-30T11:00+03:00', '2026-03-30T16:00+03:00'],
    ['autumn', '2026-10-23T10:00+03:00', '2026-10-26T11:00+02:00', '2026-10-26T16:00+02:00'],
    ['two holidays', '2026-11-28T12:00+02:00', '2026-12-03T12:00+02:00', '2026-12-03T17:00+02:00'],
    ['Easter', '2026-04-09T10:00+03:00', '2026-04-14T11:00+03:00', '2026-04-14T16:00+03:00'],
    ['a Sunday', '2026-11-22T12:00+02:00', '2026-11-24T13:00+02:00', '2026-11-24T18:00+02:00'],
  ])('%s', (_, from, warning, breach) => {
    expect(stall(from)).toEqual([warning, breach].map((time) => formatInstant(utc(time))));
  });

  it('29 February does where it is a Tuesday', () => {
    expect(stall('2028-02-28T18:00+02:00')).toEqual(
      ['2028-03-01T13:00+02:00', '2028-03-01T18:00+02:00'].map((time) => formatInstant(utc(time))),
    );
  });

  it('a clock change within opening hours counts as what it is', () => {
    // Open at all hours; 20 hours of the clock's day are 20 hours of time.
    const nonstop = { ...working, calendar: { hours: always } };
    expect(stall('2026-03-29T00:00+02:00', nonstop)[1]).toBe('2026-03-29T18:00:00Z');
  });

  it('and the order’s answer says so', () => {
    const { order, rules } = since('2026-11-20T10:00+02:00');
    const head = { key: {}, state: order, version: 1 } as unknown as Parameters<typeof summary>[0];
    expect(summary(head, rules, utc('2026-11-20T10:00+02:00')).due).toBe('2026-11-23T14:00:00Z');
  });
});

// Times of a Story are UTC, two hours behind Bucharest: the shop opens at 06:00 and closes at 16:00, Sat 07:00–11:00.
describe('on working time', () => {
  const preparing = (more = working) =>
    new Story(more).placed('Thu 08:00').reported('Thu 08:00', 'preparing');

  it('a hold keeps what was spent, and the rest runs in opening hours', () => {
    // Thu 8 h, Fri 2 h until the hold; released on Saturday at night: 5 h to the warning are Sat 4 h, Mon 1 h.
    const story = preparing()
      .does('Fri 08:00', (order, context) =>
        hold(order, { holdId: 'h', reason: 'address', scope: 'order', reviewAt: on('Sun 20:00') }, context),
      )
      .does('Fri 23:00', (order, context) => release(order, 'h', context));
    expect(story.order!.stay.clock.spent).toBe(10 * 3_600_000);
    expect(at(story)).toBe('2026-11-23T07:00:00Z');
  });

  it('escalates after working hours of nobody reacting', () => {
    const story = preparing().scanned('Fri 13:00');
    expect(story.take()).toContain('stall-warned');
    // 8 h of Thursday, 10 of Friday, 2 of Saturday; then 2 more of Saturday and 2 of Monday.
    expect(story.scanned('Sat 08:59').take()).toEqual([]);
    expect(story.scanned('Sat 09:00').take()).toContain('stalled');
    expect(at(story)).toBe('2026-11-23T08:00:00Z');
  });

  it('what was acknowledged comes back after working hours', () => {
    const story = preparing({ ...working, acknowledgedReturnsAfter: 'PT10H' })
      .scanned('Sat 11:00')
      .does('Sat 12:00', (order, context) => calm(order, { kind: 'acknowledged', stay: 2 }, context));
    expect(formatInstant(story.order!.stay.alarm!.quiet!.until)).toBe('2026-11-23T16:00:00Z');
  });

  it('what was spent is said in working time when the order moves on', () => {
    const story = preparing().reported('Sun 12:00', 'packed');
    expect(
      story.events.find(({ type, data }) => type === 'order.stage-changed' && data['to'] === 'packed')?.data,
    ).toMatchObject({ spent: 22 * 3_600_000 });
  });

  it('a changed calendar or limit counts anew from what is kept', () => {
    const { order } = since('2026-11-20T10:00+02:00');
    const longer = orderRules(
      profileOf({ ...working, stages: stagesWith({ limit: 'PT40H', warning: 'PT30H' }) }),
    );
    // Fri 8, Sat 4, Mon 10, then 8 of Tuesday.
    expect(formatInstant(nextDeadline(order, longer)!)).toBe('2026-11-24T14:00:00Z');
    const elapsed = orderRules(profileOf({ stages: working.stages! }));
    expect(formatInstant(nextDeadline(order, elapsed)!)).toBe('2026-11-20T23:00:00Z');
  });

  it('a limit already passed under the new profile is said by the next scan', () => {
    const { order } = since('2026-11-16T10:00+02:00');
    const shorter = orderRules(profileOf({ ...working, stages: stagesWith({ limit: 'PT2H' }) }));
    expect(overdue(order, shorter, utc('2026-11-17T10:00+02:00')).map(({ type }) => type)).toContain(
      'order.stalled',
    );
  });

  it('a stage may stay on all hours', () => {
    expect(
      stall('2026-11-20T10:00+02:00', {
        ...working,
        stages: stagesWith({ limit: 'PT20H', clock: 'elapsed' }),
      }),
    ).toEqual(['2026-11-20T23:00:00Z', '2026-11-21T04:00:00Z']);
  });
});

describe('a limit', () => {
  const express: Partial<ProfileInput> = {
    ...working,
    limitsFor: [
      { attribute: 'service', value: 'express', stage: 'preparing', limit: 'PT4H', warning: 'PT2H' },
      { attribute: 'service', value: 'express', stage: 'packed', limit: 'PT2H' },
    ],
  };
  const sale = (limits: number | Record<string, string>): Partial<ProfileInput> => ({
    ...express,
    calendar: {
      ...working.calendar,
      exceptions: [{ from: '2026-11-23', to: '2026-11-29', limits, note: 'sale week' }],
    },
  });
  const monday = '2026-11-23T08:00+02:00';

  it.each([
    ['of an express order is its own', express, { service: 'express' }, ['10:00', '12:00']],
    ['of others is the stage’s', express, { service: 'standard' }, ['+1 13:00', '+1 18:00']],
    ['is stretched in a sale week', sale(1.5), {}, ['+2 10:30', '+2 18:00']],
    ['is a stage’s own in a sale week', sale({ preparing: 'PT8H' }), {}, ['14:00', '16:00']],
    ['of express orders is stretched too', sale(2), { service: 'express' }, ['12:00', '16:00']],
    [
      'of express orders is kept beside a stage’s',
      sale({ preparing: 'PT8H' }),
      { service: 'express' },
      ['10:00', '12:00'],
    ],
  ])('%s', (_, profile, attributes, expected) => {
    const times = expected.map((text) => {
      const [, days = '0', clock = ''] = /^(?:\+(\d) )?(.*)$/.exec(text) ?? [];
      return formatInstant(utc(`2026-11-${String(23 + Number(days))}T${clock}+02:00`));
    });
    expect(stall(monday, profile, attributes)).toEqual(times);
  });

  it('of an order that came before the sale week, or after it, stays', () => {
    expect(stall('2026-11-22T23:59+02:00', sale(2))).toEqual(stall(monday));
    // Monday the 30th and Tuesday are holidays.
    expect(stall('2026-11-30T00:00+02:00', sale(2))[1]).toBe('2026-12-03T16:00:00Z');
  });
});

describe('the carrier’s stages', () => {
  const shipped = (more: Partial<ProfileInput>) =>
    new Story({ ...working, ...more })
      .placed('Fri 08:00', { units: 1 })
      .does('Fri 08:00', (order, context) =>
        addParcel(
          order,
          { parcelId: 'P', lines: [{ lineId: '1', quantity: 1 }], carrier: 'Fan Courier', text: 't' },
          { ordered: new Map([['1', 1]]), elsewhere: new Map() },
          context,
        ),
      )
      .reported('Fri 08:00', 'shipped');
  const limit = (story: Story) => {
    const pace = story.rules.pace(story.order!);
    return formatInstant(pace.after(story.order!.stay.since, story.rules.limits(story.order!)!.breach));
  };

  it('run at all hours where the carrier says nothing', () => {
    expect(limit(shipped({}))).toBe('2026-11-24T08:00:00Z');
  });

  it('run in the carrier’s hours', () => {
    const calendar = { hours: { mon: always.mon!, fri: always.fri! } };
    // 96 h: Friday from 10:00 local is 14 h, then Monday, Friday, Monday 24 h each, and 10 h of the Friday after.
    expect(limit(shipped({ carriers: [{ id: 'fan', name: 'Fan Courier', calendar }] }))).toBe(
      '2026-12-04T08:00:00Z',
    );
  });

  it('run in the shop’s hours where the stage says so', () => {
    const stages = defaultStages.map((stage) =>
      stage.name === 'shipped' ? { ...stage, clock: 'business' as const, limit: 'PT12H' } : stage,
    );
    // Friday 8 h, Saturday 4 h.
    expect(limit(shipped({ stages }))).toBe('2026-11-21T11:00:00Z');
  });
});
