import fc from 'fast-check';
import { parse } from 'zod/v4/core';
import { expect, it } from 'vitest';
import { amendmentKind } from '../../shared/amendments/aggregate.ts';
import { answer } from '../../shared/amendments/decide/answer.ts';
import { withdraw } from '../../shared/amendments/decide/course.ts';
import { customerAnswer } from '../../shared/amendments/decide/customer.ts';
import { answerTask } from '../../shared/amendments/decide/task.ts';
import { departments } from '../../shared/amendments/department.ts';
import type { AmendmentEvent } from '../../shared/amendments/events.ts';
import { fireAmendment, followAmendments } from '../../shared/amendments/firing.ts';
import { decideAmendment, requestChange } from '../../shared/amendments/requesting.ts';
import { type Amendment, isEnded } from '../../shared/amendments/state.ts';
import { envelopes } from '../../shared/events/envelope.ts';
import type { HeadStore } from '../../shared/kernel/head.ts';
import { intakeSchema } from '../../shared/orders/intake-schema.ts';
import { report } from '../../shared/orders/decide/report.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { Orders } from '../../shared/orders/orders.ts';
import type { Order } from '../../shared/orders/state.ts';
import { allocateOrder } from '../../shared/stock/allocation/allocate.ts';
import { openStock } from '../../shared/stock/allocation/in-use.ts';
import { stockRules } from '../../shared/stock/drift/rules.ts';
import { stockKey } from '../../shared/stock/level/aggregate.ts';
import { claimsOn } from '../../shared/stock/level/claim.ts';
import { recordMovements } from '../../shared/stock/level/record.ts';
import { recordProduct } from '../../shared/stock/product.ts';
import { profilesOf } from '../../shared/stores/profiles.ts';
import { createStore } from '../../shared/stores/stores.ts';
import { instant } from '../../shared/time/instant.ts';
import { MemoryHeadStore } from '../support/memory-store.ts';
import { giftProfile, promo } from './given.ts';

const store = 'giftexpress';
const skus = ['CANA', 'COS-L'];

/** A world in which every commit may be the last thing that somebody does: the rest is left to whoever comes next. */
async function house() {
  const heads = new MemoryHeadStore();
  let now = instant(Date.parse('2026-11-16T08:00:00Z'));
  let crashIn = Infinity;
  const commit = heads.commit.bind(heads);
  const dying: HeadStore = Object.assign(heads, {
    commit: async (...args: Parameters<typeof commit>) => {
      if (crashIn-- <= 0) {
        crashIn = Infinity;
        throw new Error('died');
      }
      return commit(...args);
    },
  });
  const clock = () => now;
  const ports = { heads: dying, clock, profiles: profilesOf(heads, clock) };
  const profile = giftProfile();
  await createStore(ports, profile, { actor: 'test' });
  await recordProduct(ports, store, 'CANA', promo, { actor: 'test' });
  for (const [sku, quantity] of [
    ['CANA', 60],
    ['COS-L', 150],
  ] as const)
    await recordMovements(
      ports,
      store,
      stockRules(profile),
      sku,
      [{ movementId: `M-${sku}`, sku, location: 'A', kind: 'opening', quantity, occurredAt: now }],
      'test',
    );
  await openStock(ports, store, ['placed']);
  const orders = new Orders(ports, store, { profile, revision: 1, version: 1 });
  await orders.place(
    parse(intakeSchema, {
      orderId: 'GE-1',
      placedAt: '2026-11-16T07:00:00Z',
      customer: { name: 'Nordica' },
      deliveryAddress: { street: 'Str. Lungă 1', city: 'Brașov' },
      lines: [{ sku: 'COS-L', name: 'Coș', quantity: 100, unitPrice: { amount: 18_900, currency: 'RON' } }],
      payment: { method: 'card', state: 'paid' },
      promisedAt: '2026-11-19T15:00:00Z',
    }),
    { actor: 'shop' },
  );
  let seen = 0;
  return {
    ports,
    orders,
    heads,
    profile,
    later: (ms: number) => (now = instant(now + ms)),
    crash: (after: number) => (crashIn = after),
    safe: () => (crashIn = Infinity),
    /** What the stream would bring, delivered to whoever follows; some of it again. */
    async deliver(again: boolean) {
      const from = again ? Math.max(0, seen - 3) : seen;
      const to = heads.log.length;
      for (const { key, version, change } of heads.log.slice(from, to)) {
        for (const event of envelopes(key, version, change.at, change.actor, change.events)) {
          if (event.type.startsWith('amendment.') || event.type.startsWith('order.'))
            await followAmendments(ports, event);
          if (
            event.type === 'order.revised' ||
            event.type === 'order.placed' ||
            event.type === 'order.closed'
          )
            await allocateOrder(ports, store, 'GE-1', event.data['previous'] as string | undefined);
        }
      }
      seen = Math.max(seen, to);
    },
    amendments: () =>
      [...heads.rows.values()]
        .filter(({ key }) => key.kind === amendmentKind)
        .map(({ change }) => change.state as Amendment),
  };
}
type House = Awaited<ReturnType<typeof house>>;

const step = fc.oneof(
  fc.record({ do: fc.constant('request' as const), what: fc.integer({ min: 0, max: 2 }) }),
  fc.record({
    do: fc.constant('decide' as const),
    n: fc.nat(3),
    who: fc.constantFrom('elena', 'dragos', 'marius'),
    decision: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'decline' as const),
  }),
  fc.record({
    do: fc.constant('customer' as const),
    n: fc.nat(3),
    choice: fc.constantFrom('accept' as const, 'accept' as const, 'decline' as const),
    old: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('task' as const),
    n: fc.nat(3),
    department: fc.constantFrom(...departments),
    state: fc.constantFrom(
      'acknowledged' as const,
      'acknowledged' as const,
      'refused' as const,
      'done' as const,
    ),
  }),
  fc.record({ do: fc.constant('all-agree' as const), n: fc.nat(3) }),
  fc.record({ do: fc.constant('all-take' as const), n: fc.nat(3) }),
  fc.record({ do: fc.constant('withdraw' as const), n: fc.nat(3) }),
  fc.record({ do: fc.constant('time' as const), hours: fc.constantFrom(0.1, 1, 3, 9) }),
  fc.record({ do: fc.constant('stage' as const), to: fc.constantFrom('packed', 'shipped', 'cancelled') }),
  fc.record({ do: fc.constant('deliver' as const), again: fc.boolean() }),
  fc.record({ do: fc.constant('crash' as const), after: fc.nat(4) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const wishes = [
  [{ op: 'add-line' as const, sku: 'CANA', quantity: 100 }],
  [{ op: 'change-quantity' as const, lineId: '1', quantity: 90 }],
  [{ op: 'change-address' as const, address: { street: 'Nouă 2', city: 'Cluj', country: 'RO' } }],
];
const roles = { elena: ['supervisor'], dragos: ['finance'], marius: ['operator', 'supervisor'] } as const;

async function take(world: House, one: Step, at: number): Promise<void> {
  const { ports, orders, profile } = world;
  const of = (n: number) => world.amendments()[n % Math.max(1, world.amendments().length)];
  const decide = (amendment: Amendment | undefined, how: Parameters<typeof decideAmendment>[4]) =>
    amendment ? decideAmendment(ports, store, amendment.id, { actor: 'x' }, how) : undefined;
  switch (one.do) {
    case 'request': {
      const order = (await orders.load('GE-1'))!.state;
      const body = { changes: wishes[one.what]! };
      return void (await requestChange(ports, store, `A${String(at)}`, order, body, { actor: 'marius' }));
    }
    case 'decide': {
      const speaker = { actor: one.who, roles: [...roles[one.who]] };
      const word = { decision: one.decision };
      return void (await decide(of(one.n), (now, when) => answer(now, speaker, word, profile, when)));
    }
    case 'customer': {
      const hash = one.old ? 'old' : (of(one.n)?.terms?.hash ?? '');
      return void (await decide(of(one.n), (now, when) =>
        customerAnswer(now, { choice: one.choice }, hash, when),
      ));
    }
    case 'task': {
      const role = one.department === 'billing' ? 'finance' : one.department;
      const speaker = { actor: one.department, roles: [role] as const };
      const { department, state } = one;
      return void (await decide(of(one.n), (now, when) =>
        answerTask(now, speaker, { department, state }, profile, when),
      ));
    }
    case 'all-agree':
      for (const who of ['elena', 'dragos'] as const)
        await take(world, { do: 'decide', n: one.n, who, decision: 'approve' }, at);
      return take(world, { do: 'customer', n: one.n, choice: 'accept', old: false }, at);
    case 'all-take':
      for (const department of departments)
        await take(world, { do: 'task', n: one.n, department, state: 'acknowledged' }, at);
      return;
    case 'withdraw':
      return void (await decide(of(one.n), (now, when) =>
        withdraw(now, { actor: 'marius', roles: ['operator'] }, undefined, when),
      ));
    case 'time':
      world.later(one.hours * 3_600_000);
      for (const { id } of world.amendments()) await fireAmendment(ports, store, id);
      return;
    case 'stage':
      return void (await orders.amend('GE-1', { actor: 'shop' }, (order, context) =>
        report(order, { stage: one.to, fact: true }, context),
      ));
    case 'deliver':
      return world.deliver(one.again);
    case 'crash':
      return void world.crash(one.after);
  }
}

/** Every revision by an amendment was agreed to by everybody whom its last assessment asked, on exactly these terms. */
function onlyWhatWasAgreed({ heads }: House): void {
  const asked = new Map<string, { hash: string; content: string; parties: string[] }>();
  const said = new Map<string, Set<string>>();
  for (const { key, change } of heads.log) {
    if (key.kind === amendmentKind)
      for (const event of change.events as readonly AmendmentEvent[]) {
        if (event.type === 'amendment.assessed') {
          const { terms, approvals } = event.data;
          asked.set(key.id, {
            hash: terms.hash,
            content: terms.content,
            parties: approvals.map(({ party }) => party),
          });
          said.set(key.id, new Set());
        }
        if (event.type === 'amendment.approved') {
          expect(event.data.hash).toBe(asked.get(key.id)?.hash);
          expect(event.data.by).not.toBe('marius');
          said.get(key.id)?.add(event.data.party);
        }
      }
    if (key.kind === 'order')
      for (const event of change.events as readonly OrderEvent[])
        if (event.type === 'order.revised') {
          const id = event.data.ref.slice('amendment/'.length);
          expect(event.data.content).toBe(asked.get(id)?.content);
          expect([...(said.get(id) ?? [])].sort()).toEqual([...(asked.get(id)?.parties ?? [])].sort());
        }
  }
}

it('no way applies what was not agreed to, and nothing stays held or set aside', async () => {
  let [applied, ended] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 40 }), async (steps) => {
      const world = await house();
      const { ports, heads, orders } = world;
      for (const [at, one] of [{ do: 'request' as const, what: 0 }, ...steps].entries())
        // Whoever dies is not missed: the next event, or the next minute, finishes what he left.
        await take(world, one, at).catch((error: unknown) => {
          if (!(error instanceof Error && error.message === 'died')) throw error;
        });
      world.safe();
      // In the end everything that is open runs out of time.
      for (let day = 0; day < 9; day++) {
        await world.deliver(true);
        world.later(24 * 3_600_000);
        for (const { id } of world.amendments()) await fireAmendment(ports, store, id);
      }
      await world.deliver(true);
      onlyWhatWasAgreed(world);
      for (const amendment of world.amendments()) {
        expect(isEnded(amendment) && amendment.settled).toBe(true);
        ended++;
        if (amendment.status === 'applied') applied++;
      }
      const order = (await orders.load('GE-1'))!.state;
      expect(holdsOf(order)).toEqual([]);
      for (const sku of skus) {
        const claims = await claimsOn(heads, stockKey(store, sku));
        expect(claims.filter(({ owner }) => owner.startsWith('amendment/'))).toEqual([]);
      }
      // The order is what the applied amendments made of it, and nothing between.
      const revisions = world.amendments().filter(({ status }) => status === 'applied').length;
      expect(order.revision).toBe(1 + revisions);
    }),
    { numRuns: 300, seed: 20261125 },
  );
  // The steps are such that both happen.
  expect(applied).toBeGreaterThan(10);
  expect(ended).toBeGreaterThan(300);
}, 180_000);

const holdsOf = (order: Order) => (order.status === 'open' ? (order.holds ?? []) : []);
