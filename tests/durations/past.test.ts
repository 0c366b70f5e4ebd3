import { describe, expect, it } from 'vitest';
import { countableOf, readPast, staysOf } from '../../shared/durations/past.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import { days, formatInstant, hours, instant, plus } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';

const profile = profileOf({ calendar: { hours: { mon: [['08:00', '18:00']], tue: [['08:00', '18:00']] } } });
const rules = orderRules(profile);
const now = on('Wed 08:00');
/** The shop's Monday and Tuesday, Bucharest being two hours ahead. */
const step = (stage: string, at: string) => ({ stage, at: formatInstant(on(at)) });
const way = [step('preparing', 'Mon 08:00'), step('packed', 'Tue 07:00'), step('shipped', 'Tue 09:00')];
const past = (transitions: readonly object[], more: object = {}) =>
  readPast(JSON.stringify({ orderId: 'P-1', transitions, ...more }), rules, now);
const dirt = (...faults: [path: string, message: string][]) => ({
  dirt: faults.map(([path, message]) => ({ path, message })),
});

describe('a line of the past', () => {
  it('is an order, with its attributes', () => {
    const attributes = { warehouse: 'A' };
    expect(past(way, { attributes })).toEqual({ order: { orderId: 'P-1', transitions: way, attributes } });
    expect(past([way[0]!, { ...way[0]!, stage: 'packed' }])).toHaveProperty('order');
  });

  it('names what is wrong with it: where, and how', () => {
    expect(readPast('{', rules, now)).toEqual(dirt(['', 'is not JSON']));
    expect(past([way[0]!])).toEqual(dirt(['transitions', 'a stay needs its beginning and its end']));
    expect(past(way, { nickname: 'x' })).toEqual(dirt(['nickname', 'there is no such field']));
    expect(past([way[0]!, step('baked', 'Tue 08:00'), way[2]!])).toEqual(
      dirt(['transitions.1.stage', 'the store has no stage baked']),
    );
    expect(past([way[1]!, step('placed', 'Tue 08:00')])).toEqual(
      dirt(['transitions.1.stage', 'no order gets from packed to placed']),
    );
    expect(past([way[1]!, way[0]!])).toEqual(
      dirt(
        ['transitions.1.stage', 'no order gets from packed to preparing'],
        ['transitions.1.at', 'lies before the stage that it follows'],
      ),
    );
    const some = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, n) => [`a${String(n)}`, 'x']));
    expect(past(way, { attributes: some(12) })).toHaveProperty('order');
    expect(past(way, { attributes: some(13) })).toEqual(dirt(['attributes', 'at most 12 attributes']));
  });

  it('may come from a clock five minutes ahead', () => {
    expect(past([way[0]!, step('packed', 'Wed 08:05')])).toHaveProperty('order');
    expect(past([way[0]!, { stage: 'packed', at: formatInstant(instant(now + 300_001)) }])).toEqual(
      dirt(['transitions.1.at', 'lies in the future']),
    );
  });

  it('has three of its faults named', () => {
    const late = [step('baked', 'Sun 08:00'), step('baked', 'Sat 08:00'), step('baked', 'Fri 08:00')];
    expect(past(late)).toHaveProperty('dirt.length', 3);
    expect(past(way, { a: 1, orderId: '', transitions: 7, attributes: 3, b: 2 })).toHaveProperty(
      'dirt.length',
      3,
    );
  });
});

describe('an order of the past', () => {
  const order = { orderId: 'P-1', transitions: way, attributes: { warehouse: 'A' } };
  const stay = (stage: string, next: string, entered: string, left: string, spent: number) => ({
    stage,
    next,
    segment: 'warehouse=A',
    entered: on(entered),
    left: on(left),
    spent: hours(spent),
  });

  it('has its stays, in the time of their stages', () => {
    // From ten to eighteen on Monday, and from eight to nine on Tuesday.
    const [preparing, packed] = [
      stay('preparing', 'packed', 'Mon 08:00', 'Tue 07:00', 9),
      stay('packed', 'shipped', 'Tue 07:00', 'Tue 09:00', 2),
    ];
    expect(staysOf(order, rules, profile)).toEqual([preparing, packed]);
    const { attributes: _, ...plain } = order;
    expect(staysOf(plain, rules, profile)).toMatchObject([{ segment: '' }, { segment: '' }]);
  });

  it('has been on its way in the hours of its carrier', () => {
    const fan = {
      id: 'fan',
      name: 'FAN',
      calendar: { hours: { tue: [['08:00', '18:00'] as [string, string]] } },
    };
    const shop = profileOf({ carriers: [fan] });
    const transitions = [step('shipped', 'Mon 08:00'), step('delivered', 'Tue 09:00')];
    const spent = (attributes: Record<string, string>) =>
      staysOf({ orderId: 'P-1', transitions, attributes }, orderRules(shop), shop)[0]!.spent;
    expect([spent({ carrier: 'fan' }), spent({})]).toEqual([hours(3), hours(25)]);
  });

  it('teaches nothing where stages were left out', () => {
    const gap = [
      step('preparing', 'Mon 08:00'),
      step('shipped', 'Tue 07:00'),
      step('delivered', 'Tue 08:00'),
    ];
    expect(staysOf({ ...order, transitions: gap }, rules, profile)).toEqual([
      stay('shipped', 'delivered', 'Tue 07:00', 'Tue 08:00', 1),
    ]);
  });

  it('counts once, by its id, for five years', () => {
    const { adds, ...rest } = countableOf(order, 'shop', rules, profile, new Set(['warehouse=A']), now);
    expect(rest).toEqual({ store: 'shop', marker: 'history.P-1', until: plus(now, days(1_830)) });
    expect(adds.map(({ name, field, by }) => [name, field, by])).toEqual([
      ['2026-11-16#preparing#usual#warehouse=A', 'b63', 1],
      ['2026-11-16#preparing#usual#warehouse=A', '>packed', 1],
      ['2026-11-16#packed#usual#warehouse=A', 'b48', 1],
      ['2026-11-16#packed#usual#warehouse=A', '>shipped', 1],
    ]);
    const apart = countableOf(order, 'shop', rules, profile, new Set(), now).adds;
    expect(apart[0]!.name).toBe('2026-11-16#preparing#usual#');
  });
});
