import { parse } from 'zod/v4/core';
import { describe, expect, it } from 'vitest';
import { askedBy, waitOf } from '../../shared/amendments/policy.ts';
import type { Change } from '../../shared/amendments/bodies.ts';
import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { faultsOf } from '../../shared/stores/validate.ts';
import { hours, instant } from '../../shared/time/instant.ts';
import { profileOf } from '../orders/given.ts';
import { addCups, assessmentOf, giftexpress, giftProfile, inputsOf, monday } from './given.ts';

type Policy = NonNullable<ProfileInput['amendments']>;

function askedFor(changes: readonly Change[], amendments: Policy = {}, staff?: ProfileInput['staff']) {
  const profile = giftProfile({ amendments, ...(staff ? { staff } : {}) });
  const inputs = inputsOf(changes, { profile });
  const assessment = assessmentOf(changes, { profile });
  return askedBy(profile, { order: inputs.order, changes, assessment, rules: inputs.rules, at: monday }).map(
    ({ party, rules, step }) => [party, rules, step],
  );
}
const address: Change = {
  op: 'change-address',
  address: { street: 'Str. Nouă 2', city: 'Cluj-Napoca', country: 'RO' },
};

describe('who must agree where the shop has said nothing', () => {
  it('from preparation on a supervisor, above a thousand finance, the customer for what he pays, and last', () => {
    expect(askedFor([addCups])).toEqual([
      ['finance', ['dear'], 1],
      ['supervisor', ['begun'], 1],
      ['customer', ['paid-by-customer'], 9],
    ]);
  });
  it('to what costs nothing the supervisor alone', () => {
    expect(askedFor([address])).toEqual([['supervisor', ['begun'], 1]]);
  });
  it('nobody whom the shop does not have', () => {
    const [marius] = giftexpress.staff;
    expect(askedFor([addCups], {}, [{ ...marius!, roles: ['operator'] }])).toEqual([
      ['customer', ['paid-by-customer'], 9],
    ]);
  });
});

describe('rules of the shop', () => {
  it.each<[string, NonNullable<Policy['rules']>[number]['when'], boolean]>([
    ['stage', { fromStage: 'preparing' }, true],
    ['later stage', { fromStage: 'packed' }, false],
    ['kind of change', { ops: ['add-line'] }, true],
    ['another kind', { ops: ['change-address'] }, false],
    ['hours to delivery', { hoursToDelivery: 74 }, true],
    ['more hours', { hoursToDelivery: 73 }, false],
    ['extra cost', { extraAbove: 127_352 }, true],
    ['less', { extraAbove: 127_353 }, false],
    ['margin', { marginBelow: 39 }, true],
    ['more margin', { marginBelow: 38 }, false],
    ['risk', { riskAbove: 0 }, true],
    ['less risk', { riskAbove: 0.9 }, false],
    ['unlisted', { unlisted: true }, false],
    ['all of it must hold', { fromStage: 'preparing', extraAbove: 127_353 }, false],
    ['nothing named holds always', {}, true],
  ])('%s', (_, when, asked) => {
    const rules = [{ id: 'r', ask: 'finance' as const, when }];
    expect(askedFor([addCups], { rules })).toEqual(asked ? [['finance', ['r'], 1]] : []);
  });

  it('ask each party once, with every rule that asked for it', () => {
    const rules = [
      { id: 'a', ask: 'finance' as const, when: {}, within: 'PT6H' },
      { id: 'b', ask: 'finance' as const, when: { fromStage: 'preparing' }, within: 'PT3H' },
      { id: 'c', ask: 'supervisor' as const, step: 2 },
    ];
    expect(askedFor([address], { rules })).toEqual([
      ['finance', ['a', 'b'], 1],
      ['supervisor', ['c'], 2],
    ]);
  });
});

describe('a policy is checked whole', () => {
  const faults = (amendments: Policy, more: Partial<ProfileInput> = {}) =>
    faultsOf(parse(profileSchema, { ...giftexpress, amendments, ...more })).map(({ path, message }) => [
      path,
      message,
    ]);
  const rule = (more: object, id = 'r') => ({ id, ask: 'finance' as const, ...more });

  it('takes the usual one', () => {
    expect(faults({})).toEqual([]);
  });

  it.each<[string, Policy, string, string]>([
    [
      'a stage that does not exist',
      { rules: [rule({ when: { fromStage: 'wrapping' } })] },
      'amendments.rules.0.when.fromStage',
      'there is no stage wrapping',
    ],
    [
      'a stage in which nothing is changed any more',
      { rules: [rule({ when: { fromStage: 'shipped' } })] },
      'amendments.rules.0.when.fromStage',
      'can never hold: nothing of this kind can be changed in that stage any more',
    ],
    [
      'no time at all',
      { rules: [rule({ when: { hoursToDelivery: 0 } })] },
      'amendments.rules.0.when.hoursToDelivery',
      'can never hold: fewer than 0 hours are never left before the date',
    ],
    [
      'a certainty',
      { rules: [rule({ when: { riskAbove: 1 } })] },
      'amendments.rules.0.when.riskAbove',
      'can never hold: no probability is above 1',
    ],
    [
      'an unlisted address',
      { rules: [rule({ when: { unlisted: true, ops: ['change-address'] } })] },
      'amendments.rules.0.when.unlisted',
      'can never hold: only an added line can be unlisted',
    ],
    [
      'more than is allowed',
      { mostExtra: 500, rules: [rule({ when: { extraAbove: 500 } })] },
      'amendments.rules.0.when.extraAbove',
      'can never hold: what costs more than 500 is refused',
    ],
    [
      'two that differ in what silence means',
      { rules: [rule({}), rule({ silence: 'decline' }, 's')] },
      'amendments.rules.1.ask',
      'contradicts the rule r: both can ask finance, and differ in what silence means',
    ],
    [
      'two that differ in the step',
      { rules: [rule({ step: 1 }), rule({ step: 2 }, 's')] },
      'amendments.rules.1.ask',
      'contradicts the rule r: both can ask finance, and differ in the step',
    ],
    [
      'one name twice',
      { rules: [rule({}), rule({})] },
      'amendments.rules.1.ask',
      'there are two rules named r',
    ],
    [
      'a role that nobody fills',
      { rules: [{ id: 'r', ask: 'warehouse' }] },
      'amendments.rules.0.ask',
      'nobody in staff fills the role warehouse',
    ],
    [
      'a point of no return at the beginning',
      { pointOfNoReturn: { 'add-line': 'placed' } },
      'amendments.pointOfNoReturn.add-line',
      'every order is there from the beginning: nothing could ever be changed',
    ],
    [
      'a deputy whom nobody knows',
      { deputies: [{ for: 'elena', deputy: 'nobody' }] },
      'amendments.deputies.0.deputy',
      'nobody in staff has the id nobody',
    ],
    [
      'a call before the reminder',
      { remindAfter: 'PT4H', escalateAfter: 'PT2H' },
      'amendments.escalateAfter',
      'must come later than the reminder',
    ],
  ])('refuses %s', (_, amendments, path, message) => {
    expect(faults(amendments)).toContainEqual([path, message]);
  });

  it('one that the named staff cannot fill is refused with the missing role: one person fills one role', () => {
    const rules = [
      { id: 'a', ask: 'supervisor' as const },
      { id: 'b', ask: 'finance' as const },
    ];
    const elena = {
      id: 'elena',
      name: 'Elena',
      email: 'e@g.example',
      roles: ['supervisor' as const, 'finance' as const],
    };
    expect(faults({ rules }, { staff: [elena] })).toEqual([
      [
        'amendments.rules.1.ask',
        'nobody is left for the role finance: one person fills one role of an amendment',
      ],
    ]);
    const dan = { id: 'dan', name: 'Dan', email: 'd@g.example', roles: ['supervisor' as const] };
    expect(faults({ rules }, { staff: [elena, dan] })).toEqual([]);
  });
});

describe('the time for an answer', () => {
  const day: [string, string][] = [['09:00', '17:00']];
  const week = { mon: day, tue: day, fri: day };
  const shop = profileOf({ calendar: { hours: week } });
  // Friday 20 November 2026, 16:30 in Bucharest.
  const friday = instant(Date.parse('2026-11-20T14:30:00Z'));

  it('of the shop’s people counts its hours: asked on Friday at 16:30 with eight, it ends on Monday at 16:30', () => {
    expect(friday + waitOf('supervisor', hours(8), shop, friday)).toBe(Date.parse('2026-11-23T14:30:00Z'));
  });

  it('of a customer, and of a shop without hours, goes by the clock', () => {
    expect(waitOf('customer', hours(8), shop, friday)).toBe(hours(8));
    expect(waitOf('supervisor', hours(8), profileOf(), friday)).toBe(hours(8));
  });
});
