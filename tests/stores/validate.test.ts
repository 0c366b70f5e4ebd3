import { describe, expect, it } from 'vitest';
import { safeParse } from 'zod/v4/core';
import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { faultsOf } from '../../shared/stores/validate.ts';
import { profileOf } from '../orders/given.ts';

const faults = (more: Partial<ProfileInput>) =>
  faultsOf(profileOf(more)).map(({ path, message }) => `${path}: ${message}`);
const line = (...names: string[]): NonNullable<ProfileInput['stages']> =>
  names.map((name, at) => ({
    name,
    ...(at < names.length - 1 ? { next: [names[at + 1]!], limit: 'PT24H' } : {}),
  }));

const item = (id: string) => ({ id, label: { ro: 'Sigiliu verificat', en: 'Seal checked' } });

it('refuses people who are called as the system itself', () => {
  for (const id of ['system', 'customer', 'admin-function', 'machine:erp'])
    expect(faults({ staff: [{ id, name: 'X', email: 'x@shop.example', roles: ['admin'] }] })).toContain(
      `staff.0.id: ${id} is an actor of the system itself`,
    );
});

describe('a profile', () => {
  it('that says nothing but its name is a working shop', () => {
    const result = safeParse(profileSchema, { storeId: 'shop', name: 'Shop' });
    expect(result.success && faultsOf(result.data)).toEqual([]);
  });

  it('of the sample shops holds together', () => {
    expect(faults({})).toEqual([]);
  });

  it.each<[string, Partial<ProfileInput>, string]>([
    [
      'a stage nobody can reach',
      { stages: [...line('a', 'b'), { name: 'c' }] },
      'stages.2.name: no order can reach c from a',
    ],
    [
      'one checklist item twice',
      {
        stages: [
          { ...line('a', 'b', 'c')[0]!, checklist: [item('seal')] },
          { ...line('a', 'b', 'c')[1]!, checklist: [item('seal')] },
          { name: 'c' },
        ],
      },
      'stages.1.checklist.0.id: there are two checklist items seal',
    ],
    [
      'a checklist item for a role that nobody fills',
      {
        staff: [],
        stages: [{ ...line('a', 'b')[0]!, checklist: [{ ...item('seal'), role: 'packing' }] }, { name: 'b' }],
      },
      'stages.0.checklist.0.role: nobody in staff fills the role packing',
    ],
    [
      'a checklist at an end',
      { stages: [line('a', 'b')[0]!, { name: 'b', checklist: [item('seal')] }] },
      'stages.1.checklist: an end has no checklist: nothing leaves it',
    ],
    [
      'no end',
      {
        stages: [
          { name: 'a', next: ['b'], limit: 'PT1H' },
          { name: 'b', next: ['a'], limit: 'PT1H' },
        ],
      },
      'stages: no stage is an end: at least one must have no next',
    ],
    [
      'a trap',
      {
        stages: [
          { name: 'a', next: ['b', 'c'], limit: 'PT1H' },
          { name: 'b', next: ['d'], limit: 'PT1H' },
          { name: 'c' },
          { name: 'd', next: ['b'], limit: 'PT1H' },
        ],
      },
      'stages.1.next: from b no end can be reached',
    ],
    [
      'a missing limit',
      { stages: [{ name: 'a', next: ['b'] }, { name: 'b' }] },
      'stages.0.limit: a limit is missing: without one an order could lie here for ever',
    ],
    [
      'a limit at an end',
      {
        stages: [
          { name: 'a', next: ['b'], limit: 'PT1H' },
          { name: 'b', limit: 'PT1H' },
        ],
      },
      'stages.1.limit: an end has no limit: nothing stalls there',
    ],
    [
      'an unknown follower',
      { stages: [{ name: 'a', next: ['b', 'x'], limit: 'PT1H' }, { name: 'b' }] },
      'stages.0.next.1: there is no stage x',
    ],
    [
      'a name twice',
      { stages: [...line('a', 'b'), { name: 'b' }] },
      'stages.2.name: there are two stages named b',
    ],
    [
      'a warning after the limit',
      { stages: [{ name: 'a', next: ['b'], limit: 'PT1H', warning: 'PT1H' }, { name: 'b' }] },
      'stages.0.warning: the warning must come before the limit',
    ],
    [
      'a role nobody fills',
      { escalation: [{ after: 'PT1H', role: 'finance' }] },
      'escalation.0.role: nobody in staff fills the role finance',
    ],
    [
      'somebody who cannot be reached that way',
      { escalation: [{ after: 'PT1H', role: 'operator', channels: ['sms'] }] },
      'escalation.0.channels: nobody with the role operator can be reached by sms',
    ],
    [
      'steps out of order',
      {
        escalation: [
          { after: 'PT4H', role: 'supervisor' },
          { after: 'PT2H', role: 'operator' },
        ],
      },
      'escalation.1.after: each step must come later than the one before',
    ],
    [
      'a carrier link without a number',
      { carriers: [{ id: 'fan', name: 'Fan', trackingUrl: 'https://fan.example/t' }] },
      'carriers.0.trackingUrl: must contain {awb} where the parcel’s number goes',
    ],
  ])('with %s is refused, with the path', (_, more, fault) => {
    expect(faults(more)).toContain(fault);
  });

  it.each([
    ['an unknown field', { colour: 'green' }],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }],
    ['a limit of nothing', { stages: [{ name: 'a', next: ['b'], limit: 'PT0S' }, { name: 'b' }] }],
    ['a list of addresses', { contact: { email: 'a@b.example,c@d.example' } }],
    ['a line break in the name', { name: 'Shop\r\nBcc: x@y.example' }],
  ])('with %s is refused', (_, more) => {
    expect(safeParse(profileSchema, { storeId: 'shop', name: 'Shop', ...more }).success).toBe(false);
  });
});
