import { describe, expect, it } from 'vitest';
import { followAddresses } from '../../shared/access/follow-addresses.ts';
import {
  confirm,
  decidesNothing,
  observe,
  type PersonAccess,
  personAggregate,
} from '../../shared/access/person.ts';
import type { Mail } from '../../shared/notices/channels.ts';
import { instant } from '../../shared/time/instant.ts';
import { putStaff, world } from './given.ts';

const at = instant(Date.parse('2026-11-16T08:00:00Z'));
const after = (hours: number) => instant(at + hours * 3_600_000);
const seen = (person: PersonAccess | undefined, now: string | undefined, before?: { email?: string }) => {
  const decision = observe(
    person,
    { now, before, founding: person === undefined && before === undefined },
    'ana',
    at,
  );
  if ('refused' in decision) throw new Error('refused');
  return decision.accepted.reduce<PersonAccess | undefined>(personAggregate.evolve, person);
};

describe('a person’s address', () => {
  it('is known from the first look on, however it is spelt', () => {
    const known = seen(undefined, 'Ana@Shop.example');
    expect(known).toEqual({ email: 'ana@shop.example', toTell: [] });
    expect(seen(known, 'ana@shop.example')).toBe(known);
    expect(decidesNothing(known, 'ANA@shop.example', at)).toBe(false);
  });

  it('of somebody who is added to a shop later rests like one that was changed', () => {
    const decision = observe(
      undefined,
      { now: 'new@shop.example', before: undefined, founding: false },
      'ana',
      at,
    );
    const added =
      'accepted' in decision
        ? decision.accepted.reduce<PersonAccess | undefined>(personAggregate.evolve, undefined)
        : undefined;
    expect(decidesNothing(added, 'new@shop.example', after(1))).toBe(true);
    expect(confirm(added, { person: 'new', by: 'ana' })).toEqual({ refused: { is: 'own-change' } });
    expect(added?.toTell).toEqual([]);
  });

  it('counts as changed already while nobody has looked at it', () => {
    expect(decidesNothing(seen(undefined, 'a@shop.example'), 'b@shop.example', at)).toBe(true);
  });

  it('rests for 24 hours to the second', () => {
    const changed = seen(seen(undefined, 'a@shop.example'), 'b@shop.example');
    expect(
      [after(0), after(23.999), after(24)].map((now) => decidesNothing(changed, 'b@shop.example', now)),
    ).toEqual([true, true, false]);
  });

  it('was what the profile said before, where nobody had looked yet', () => {
    expect(seen(undefined, 'b@shop.example', { email: 'a@shop.example' })).toMatchObject({
      email: 'b@shop.example',
      toTell: ['a@shop.example'],
    });
  });

  it('is confirmed by neither the person himself nor who changed it', () => {
    const changed = seen(seen(undefined, 'a@shop.example'), 'b@shop.example');
    const by = (name: string) => confirm(changed, { person: 'corina', by: name });
    expect(by('corina')).toEqual({ refused: { is: 'own-address' } });
    expect(by('ana')).toEqual({ refused: { is: 'own-change' } });
    expect(by('bogdan')).toMatchObject({ outcome: 'confirmed' });
    expect(confirm(seen(undefined, 'a@shop.example'), { person: 'corina', by: 'bogdan' })).toEqual({
      refused: { is: 'nothing-to-confirm' },
    });
  });
});

it('the old address is told once, and not where the new one is', async () => {
  const given = await world();
  const { body } = await given.call('GET /v1/store', {});
  await putStaff(
    given,
    body.staff.map((one: { id: string }) =>
      one.id === 'corina' ? { ...one, email: 'other@shop.example' } : one,
    ),
  );
  const mails: Mail[] = [];
  const ports = { ...given.ports, mailer: { send: (mail: Mail) => Promise.resolve(void mails.push(mail)) } };
  const event = { storeId: 'teashop', actor: 'ana', type: 'store.profile-changed' };
  await followAddresses(ports, event);
  await followAddresses(ports, event);
  expect(mails.map(({ to }) => to)).toEqual(['corina@shop.example']);
  expect(mails[0]!.text).toContain('Corina');
  expect(mails[0]!.text + mails[0]!.html).not.toContain('other@shop.example');
});
