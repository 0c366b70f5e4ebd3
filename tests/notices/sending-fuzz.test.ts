import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Envelope } from '../../shared/events/envelope.ts';
import { mostAttempts } from '../../shared/notices/attempts.ts';
import { type DigestNews, type Mail, sendErrorOf, type Sms } from '../../shared/notices/channels.ts';
import { gatedMailer, gatedTexter } from '../../shared/notices/gate.ts';
import { sendError } from '../../shared/notices/provider-fault.ts';
import { namesOf } from '../../shared/notices/send-errors.ts';
import { sendStaffMessage } from '../../shared/notices/send-staff.ts';
import { alertStaff, sendDigest } from '../../shared/notices/staff.ts';
import { type StaffMessage, staffMessageKind } from '../../shared/notices/staff-message.ts';
import { type ProfileInput, roles } from '../../shared/stores/profile.ts';
import { hours, type Instant, minutes, plus } from '../../shared/time/instant.ts';
import { on, profileOf } from '../orders/given.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';

type Person = NonNullable<ProfileInput['staff']>[number];

/** Two shops of the same people, each with an alert for its operators, on a store of their own. */
function office(staff: readonly Person[], mail: (mail: Mail) => void, sms: (sms: Sms) => void) {
  const heads = new MemoryHeadStore();
  let now: Instant = on('Mon 08:00');
  const of = async (storeId: string) => ({
    profile: profileOf({ storeId, staff: [...staff], escalation: [] }),
    revision: 1,
    version: 1,
  });
  const gate = { heads, clock: () => now, chance: () => 0.5 };
  const ports = {
    heads,
    clock: () => now,
    profiles: { of, fresh: of },
    mailer: gatedMailer(gate, { send: async (one: Mail) => mail(one) }, 'orders@veghe.example'),
    texter: gatedTexter(gate, { send: async (one: Sms) => sms(one) }),
    topic: { publish: async (_: DigestNews) => undefined },
    publicUrl: 'https://veghe.example',
  };
  const stalled = (store: string, type: string, role: string): Envelope => ({
    id: `${store}.order.1.2.0`,
    type,
    version: 2,
    storeId: store as Envelope['storeId'],
    subject: 'order/ES-1',
    occurredAt: new Date(now).toISOString(),
    actor: 'system',
    data: { orderId: 'ES-1', role, channels: ['email', 'sms'] },
  });
  const messages = () => [...heads.rows.values()].filter(({ key }) => key.kind === staffMessageKind);
  return {
    alert: (store: string, role: string) => alertStaff(ports, stalled(store, 'order.return-expected', role)),
    digest: (store: string, role: string) => sendDigest(ports, store, role),
    sendDue: async () => {
      for (const { key, change } of messages())
        if (change.due && change.due.at <= now) await sendStaffMessage(ports, key.store, key.id);
    },
    pass: (by: ReturnType<typeof minutes>) => (now = plus(now, by)),
    states: () => messages().map(({ change }) => change.state as StaffMessage),
  };
}

const address = fc.constantFrom('a@shop.example', 'A@shop.example', 'b@shop.example', 'c@shop.example');
const person = fc.record(
  {
    id: fc.constantFrom('ana', 'dan', 'eva', 'ion', 'liv'),
    name: fc.constant('x'),
    roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
    email: address,
    phone: fc.constantFrom('+40722000111', '+40722000222'),
    locale: fc.constantFrom('ro' as const, 'en' as const),
  },
  { requiredKeys: ['id', 'name', 'roles'] },
);
const staffs = fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 1, maxLength: 5 });

it('whatever the staff are, each mailbox and phone of the role gets one message a shop, and nobody else any', async () => {
  await fc.assert(
    fc.asyncProperty(staffs, fc.constantFrom(...roles), async (given, role) => {
      const staff = given as Person[];
      const told: string[] = [];
      const shop = office(
        staff,
        ({ to, subject, tags }) =>
          void told.push(`${tags.store} ${to.toLowerCase()} ${/alert(?!ă)/.test(subject) ? 'en' : 'ro'}`),
        ({ to }) => void told.push(to),
      );
      const filled = [role, 'operator', 'admin'].find((one) =>
        staff.some((each) => each.roles.some((own) => own === one)),
      );
      const readers = staff.filter((each) => each.roles.some((own) => own === filled));
      for (const store of ['first', 'second']) {
        await shop.alert(store, role);
        shop.pass(minutes(1));
        await shop.digest(store, filled ?? role);
      }
      await shop.sendDue();
      const boxes = (store: string) => [
        ...new Set(
          readers.flatMap(({ email, locale = 'ro' }) =>
            email === undefined ? [] : [`${store} ${email.toLowerCase()} ${locale}`],
          ),
        ),
      ];
      const phones = () => [
        ...new Set(
          readers.flatMap(({ phone, locale = 'ro' }) => (phone === undefined ? [] : [`${phone} ${locale}`])),
        ),
      ];
      const expected = ['first', 'second'].flatMap((store) => [
        ...boxes(store),
        ...phones().map((one) => one.split(' ')[0] ?? ''),
      ]);
      expect(told.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 400 },
  );
});

/** Anything that a client may throw: names of the table and others, answered or not, and what is no error at all. */
const thrown = fc.oneof(
  fc.constantFrom(undefined, null, 'text', 0, {}),
  fc
    .record({
      name: fc.oneof(
        fc.constantFrom(...namesOf('ses'), ...namesOf('sns')),
        fc.string({ maxLength: 30 }),
        fc.constantFrom('__proto__', 'constructor', 'valueOf'),
      ),
      message: fc.string({ maxLength: 40 }),
      answered: fc.boolean(),
      status: fc.constantFrom(undefined, 400, 403, 429, 500, 503),
      code: fc.constantFrom(undefined, 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'),
    })
    .map(({ name, message, answered, status, code }) =>
      Object.assign(
        new Error(message),
        { name, code },
        answered ? { $fault: 'client', $metadata: { httpStatusCode: status } } : {},
      ),
    ),
);

it('whatever a provider throws, a message ends: sent once, or failed after its attempts, or behind the circuit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thrown, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('ses' as const, 'sns' as const),
      async (errors, provider) => {
        const staff: Person[] = [
          { id: 'ana', name: 'x', roles: ['operator'], email: 'a@shop.example', phone: '+40722000111' },
        ];
        let [n, texts] = [0, 0];
        const tries = { mail: 0, sms: 0 };
        const fails = (to: string): never => {
          throw sendError(provider, errors[n++ % errors.length], to);
        };
        const shop = office(
          staff,
          ({ to }) => (tries.mail++, fails(to)),
          ({ to }) => (tries.sms++, (texts += 1), fails(to)),
        );
        await shop.alert('first', 'operator');
        shop.pass(minutes(1));
        await shop.digest('first', 'operator');
        for (let hour = 0; hour < 60; hour++) {
          shop.pass(hours(1));
          await shop.sendDue();
        }
        for (const state of shop.states()) {
          if (state.status === 'waiting') expect(state.attempts).toBeLessThan(mostAttempts);
          else expect(state.status).toBe('failed');
        }
        // An hour apart: sixty probes at the most, or the attempts.
        expect(tries.mail).toBeLessThanOrEqual(61);
        // What may have left on a phone is not sent again.
        const open = errors.findIndex((error) => sendErrorOf(sendError(provider, error)).of === 'unanswered');
        if (open === 0 && errors.length === 1) expect(texts).toBe(1);
      },
    ),
    { numRuns: 300 },
  );
});
