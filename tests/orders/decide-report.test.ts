import { describe, expect, it } from 'vitest';
import type { Context } from '../../shared/orders/decide/context.ts';
import { addParcel, type AddParcel, type Packed } from '../../shared/orders/decide/parcel.ts';
import { place, type Place } from '../../shared/orders/decide/place.ts';
import { report, type Report, standing } from '../../shared/orders/decide/report.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { days, duration, type Instant, plus } from '../../shared/time/instant.ts';
import { on, profileOf } from './given.ts';
import { base, box, closed, hold, mon10, mon8, mon9, tue, withAlarm } from './whole.ts';

const rules = orderRules(profileOf({ segments: ['warehouse'] }));
const context: Context = { rules, at: mon10, actor: 'wms' };
const at = (stage: string, more: Partial<Order> = {}): Order =>
  ({ ...base, ...more, stay: { ...base.stay, stage } }) as Order;
const hours = (count: number) => duration(count * 3_600_000);

/** A change of stage as it is with nothing special about it. */
const moved = (more: object = {}) => ({
  type: 'order.stage-changed',
  data: {
    from: 'placed',
    to: 'preparing',
    since: mon9,
    entered: mon8,
    stay: 2,
    spent: hours(1),
    by: 'wms',
    fact: true,
    held: false,
    ...more,
  },
});
const boxed = (parcelId: string, to: string, more: object = {}) => ({
  type: 'order.parcel-stage-changed',
  data: { parcelId, n: 2, from: 'packed', to, since: mon10, ...more },
});
const end = (stage: string, more: object = {}) => ({ type: 'order.closed', data: { stage, ...more } });
const told = (order: Order, stage: string, more: Partial<Report> = {}) =>
  report(order, { stage, fact: true, occurredAt: mon9, ...more }, context);
const answer = (outcome: string, ...accepted: object[]) => ({ accepted, outcome });

describe('a report of the whole order', () => {
  it('moves it, from when it happened', () => {
    expect(told(base, 'preparing')).toStrictEqual(answer('accepted', moved()));
  });

  it('that says no time is of now, and may say why', () => {
    const { occurredAt: _, ...now } = {
      stage: 'preparing',
      fact: false,
      occurredAt: mon9,
      reason: 'asked',
      note: 'note#x.1',
    };
    expect(report(base, now, context)).toStrictEqual(
      answer(
        'accepted',
        moved({ since: mon10, spent: hours(2), fact: false, reason: 'asked', note: 'note#x.1' }),
      ),
    );
  });

  it('names the stages that a fact skipped, and the segment of the order', () => {
    expect(told({ ...base, attributes: { warehouse: 'B1' } }, 'packed')).toStrictEqual(
      answer('accepted', moved({ to: 'packed', segment: 'warehouse=B1', skipped: ['preparing'] })),
    );
  });

  it('ends the stall, and says that a word of delay went before', () => {
    const stalled: Order = {
      ...withAlarm({ level: 'warned', steps: 0, at: mon9, acted: true }),
      late: { told: { n: 2, at: mon9, stay: 1 } },
    };
    const over = {
      type: 'order.stall-closed',
      data: { stallId: 'ES-1~1', stage: 'placed', level: 'warned', acted: true },
    };
    expect(told(stalled, 'preparing')).toStrictEqual(answer('accepted', over, moved({ afterDelay: 2 })));
    const { alarm: _, ...stay } = stalled.stay;
    const before: Order = { ...stalled, stay, late: { told: { n: 2, at: mon9, stay: 0 } } };
    expect(told(before, 'preparing')).toStrictEqual(answer('accepted', moved()));
    expect(told({ ...before, late: { told: { n: 2, stay: 1 } } }, 'preparing')).toStrictEqual(
      answer('accepted', moved()),
    );
  });

  it('leaves the clock of a held order standing, but not at an end', () => {
    const held: Order = { ...base, holds: [hold('H1')] };
    expect(told(held, 'preparing')).toStrictEqual(answer('accepted', moved({ held: true })));
    expect(told(held, 'cancelled')).toStrictEqual(
      answer('accepted', moved({ to: 'cancelled' }), end('cancelled')),
    );
  });

  it('told again, late or against what is known moves nothing', () => {
    const shipped = at('shipped');
    expect(told(shipped, 'shipped')).toStrictEqual(answer('repeated'));
    const late = { type: 'order.status-late', data: { stage: 'packed', occurredAt: mon9 } };
    expect(told(shipped, 'packed')).toStrictEqual(answer('late', late));
    const against = {
      type: 'order.status-contradicted',
      data: { stage: 'cancelled', occurredAt: mon9, current: 'shipped' },
    };
    expect(told(shipped, 'cancelled')).toStrictEqual(answer('contradicted', against));
  });

  it('says whether an order that was changed late kept its date', () => {
    const amended = (more: Partial<Order> = {}): Order =>
      at('shipped', { revisedBy: ['backorder/B1', 'amendment/A1'], promise: { at: mon8 }, ...more });
    const delivered = (order: Order, occurredAt = mon9) =>
      report(order, { stage: 'delivered', fact: true, occurredAt }, { ...context, at: on('Thu 08:00') });
    expect(delivered(amended())).toMatchObject({ accepted: [{}, end('delivered', { amended: 'kept' })] });
    // Bucharest is two hours ahead: Monday there ends at 22:00.
    expect(delivered(amended(), on('Mon 22:00'))).toMatchObject({
      accepted: [{}, end('delivered', { amended: 'kept' })],
    });
    expect(delivered(amended(), on('Mon 22:01'))).toMatchObject({
      accepted: [{}, end('delivered', { amended: 'missed' })],
    });
    const silent = [
      amended({ revisedBy: ['backorder/B1'] }),
      at('shipped', { promise: { at: mon8 } }),
      at('shipped', { revisedBy: ['amendment/A1'] }),
    ];
    for (const order of silent)
      expect(delivered(order)).toStrictEqual(
        answer('accepted', moved({ from: 'shipped', to: 'delivered' }), end('delivered')),
      );
    expect(told(amended(), 'lost')).toMatchObject({ accepted: [{ type: 'order.stage-changed' }] });
    expect(told(amended({ stay: { ...base.stay, stage: 'returning' } }), 'returned')).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('that came back says nothing of its date', () => {
    const order = at('returning', { revisedBy: ['amendment/A1'], promise: { at: tue } });
    expect(told(order, 'returned')).toStrictEqual(
      answer('accepted', moved({ from: 'returning', to: 'returned' }), end('returned')),
    );
  });
});

describe('where a report stands', () => {
  const from = (stage: string, to: string, when = mon9) =>
    standing(context, { stage, since: mon9 }, to, when);

  it.each([
    ['placed', 'placed', mon9, 'same'],
    ['placed', 'shipped', mon9, 'forward'],
    ['shipped', 'placed', mon10, 'late'],
    // Each leads to the other: only what is later goes on.
    ['delivery-failed', 'shipped', mon10, 'forward'],
    ['delivery-failed', 'shipped', mon9, 'late'],
    // Work on what is over, after it was over.
    ['cancelled', 'packed', mon10, 'contradiction'],
    ['cancelled', 'packed', mon9, 'late'],
    // Delivered by the way that goes through it: an old word, however late it comes.
    ['delivered', 'packed', mon10, 'late'],
    ['cancelled', 'shipped', mon10, 'contradiction'],
    ['delivered', 'cancelled', mon10, 'contradiction'],
  ] as const)('%s, then %s: at %d it is %s', (stage, to, when, how) => {
    expect(from(stage, to, when)).toBe(how);
  });
});

describe('a report of parcels', () => {
  const two = at('packed', { parcels: [{ ...box('P1'), units: 2 }, box('P2')] });

  it('of one is of it alone; the order follows the slowest', () => {
    expect(told(two, 'shipped', { parcelId: 'P1', occurredAt: mon10 })).toStrictEqual(
      answer('accepted', boxed('P1', 'shipped')),
    );
    const half: Order = { ...two, parcels: [{ ...box('P1'), units: 2, stage: 'shipped' }, box('P2')] };
    expect(told(half, 'shipped', { parcelId: 'P2', occurredAt: mon10 })).toStrictEqual(
      answer(
        'accepted',
        boxed('P2', 'shipped'),
        moved({ from: 'packed', to: 'shipped', since: mon10, spent: hours(2), parcels: true }),
      ),
    );
  });

  it('of the order is of each that can take it, and says what they skipped', () => {
    const early: Order = { ...two, parcels: [{ ...box('P1'), units: 2, stage: 'delivered' }, box('P2')] };
    expect(told(early, 'delivered', { occurredAt: mon10 })).toStrictEqual(
      answer(
        'accepted',
        boxed('P2', 'delivered', { skipped: ['shipped'] }),
        moved({
          from: 'packed',
          to: 'delivered',
          since: mon10,
          spent: hours(2),
          skipped: ['shipped'],
          parcels: true,
        }),
        end('delivered'),
      ),
    );
  });

  it('of the order, which is there already, is of those behind it', () => {
    const behind = { ...two, stay: { ...two.stay, stage: 'shipped' } };
    expect(told(behind, 'shipped', { occurredAt: mon10 })).toStrictEqual(
      answer('accepted', boxed('P1', 'shipped'), boxed('P2', 'shipped')),
    );
    expect(told({ ...behind, parcels: [] }, 'shipped')).toStrictEqual(answer('repeated'));
  });

  it('never begins before the stage that it follows', () => {
    expect(told({ ...two, units: 9 }, 'shipped', { parcelId: 'P1', occurredAt: mon8 })).toStrictEqual(
      answer('accepted', boxed('P1', 'shipped', { since: mon9 })),
    );
  });

  it('late or against what is known is of that parcel', () => {
    const order: Order = { ...two, parcels: [{ ...box('P1'), stage: 'shipped' }] };
    const late = { type: 'order.status-late', data: { stage: 'packed', occurredAt: mon9, parcelId: 'P1' } };
    expect(told(order, 'packed', { parcelId: 'P1' })).toStrictEqual(answer('late', late));
  });

  it('that the order does not have names those it has', () => {
    expect(told(two, 'shipped', { parcelId: 'P9' })).toStrictEqual({
      refused: { is: 'parcel-unknown', parcelId: 'P9', known: ['P1', 'P2'] },
    });
    expect(told(base, 'shipped', { parcelId: 'P9' })).toStrictEqual({
      refused: { is: 'parcel-unknown', parcelId: 'P9', known: [] },
    });
  });

  it('by a person goes the way of the workflow', () => {
    const asked = (stage: string) => told(two, stage, { parcelId: 'P1', fact: false });
    expect(asked('delivered')).toStrictEqual({
      refused: {
        is: 'transition-not-allowed',
        from: 'packed',
        to: 'delivered',
        allowed: ['shipped', 'cancelled'],
      },
    });
    expect(asked('packed')).toStrictEqual(answer('repeated'));
  });

  it('of all at their ends is an end: delivered counts before returned; what is on its way holds the order', () => {
    const last = (one: string): Order => ({
      ...at('shipped', {
        parcels: [
          { ...box('P1'), units: 2, stage: one },
          { ...box('P2'), stage: 'returning' },
        ],
      }),
    });
    expect(told(last('delivered'), 'returned', { parcelId: 'P2', occurredAt: mon10 })).toMatchObject({
      accepted: [
        { type: 'order.parcel-stage-changed' },
        moved({ from: 'shipped', to: 'delivered', since: mon10, spent: hours(2), parcels: true }),
        end('delivered'),
      ],
    });
    expect(told(last('shipped'), 'returned', { parcelId: 'P2', occurredAt: mon10 })).toStrictEqual(
      answer('accepted', boxed('P2', 'returned', { from: 'returning' })),
    );
  });
});

describe('a shop of its own stages', () => {
  const item = { id: 'signed', label: { ro: 'Semnat', en: 'Signed' } };
  const own: Context = {
    ...context,
    rules: orderRules(
      profileOf({
        stages: [
          { name: 'placed', next: ['gone', 'out'], limit: 'PT12H' },
          { name: 'gone', parcels: true },
          { name: 'out', next: ['here'], limit: 'PT12H', parcels: true, checklist: [item] },
          { name: 'here', parcels: true },
        ],
      }),
    ),
  };

  it('whatever is still on its way holds the order, though an end stands before it in the profile', () => {
    const order = at('out', {
      parcels: [
        { ...box('P1'), units: 2, stage: 'out' },
        { ...box('P2'), stage: 'out' },
      ],
    });
    const told = report(order, { stage: 'gone', fact: true, parcelId: 'P1', occurredAt: mon10 }, own);
    expect(told).toMatchObject({ outcome: 'contradicted' });
    const half: Order = {
      ...order,
      parcels: [
        { ...box('P1'), units: 2, stage: 'gone' },
        { ...box('P2'), stage: 'out' },
      ],
    };
    // The order stays where the other is; once that is here too, both have ended, and the first end of the profile counts.
    expect(report(half, { stage: 'here', fact: true, parcelId: 'P2', occurredAt: mon10 }, own)).toMatchObject(
      {
        accepted: [
          { type: 'order.parcel-stage-changed' },
          { data: { to: 'gone' } },
          { type: 'order.closed' },
        ],
      },
    );
    const three: Order = {
      ...half,
      units: 4,
      parcels: [...(half.parcels ?? []), { ...box('P3'), stage: 'out' }],
    };
    expect(
      report(three, { stage: 'here', fact: true, parcelId: 'P2', occurredAt: mon10 }, own),
    ).toMatchObject({
      accepted: [{ type: 'order.parcel-stage-changed' }],
    });
  });

  it('the checklist of the last stage but one gates the usual end', () => {
    const asked = (stage: string, order: Order) => report(order, { stage, fact: false }, own);
    expect(asked('here', at('out'))).toStrictEqual({
      refused: { is: 'checklist-open', stage: 'out', missing: [{ itemId: 'signed', label: 'Semnat' }] },
    });
    expect(asked('here', at('out', { ticks: { signed: { by: 'ana', at: mon9 } } }))).toMatchObject({
      outcome: 'accepted',
    });
  });
});

describe('a parcel that is added', () => {
  const packed: Packed = {
    ordered: new Map([
      ['1', 3],
      ['2', 1],
    ]),
    elsewhere: new Map(),
  };
  const asked: AddParcel = {
    parcelId: 'P1',
    lines: [
      { lineId: '1', quantity: 2 },
      { lineId: '2', quantity: 1 },
    ],
    carrier: 'fan',
    text: 'parcel#x.1',
  };
  const add = (order: Order, command = asked, of = packed) => addParcel(order, command, of, context);
  const parcel = { id: 'P1', n: 1, units: 3, carrier: 'fan', text: 'parcel#x.1' };
  const added = (more: object) => ({ type: 'order.parcel-added', data: { parcel: { ...parcel, ...more } } });

  it('before the stage of parcels is packed, and the order with it', () => {
    expect(add(at('preparing'))).toStrictEqual({
      ...answer(
        'created',
        added({ stage: 'packed', since: mon10 }),
        moved({ from: 'preparing', to: 'packed', since: mon10, spent: hours(2), parcels: true }),
      ),
      id: 'P1',
    });
  });

  it('later is where the order is, since then; with its number', () => {
    expect(add(at('shipped'), { ...asked, awb: 'A9' })).toStrictEqual({
      ...answer('created', added({ awb: 'A9', stage: 'shipped', since: mon8 })),
      id: 'P1',
    });
  });

  it('of a shop whose stages know no parcels is where the order is', () => {
    const plain = orderRules(
      profileOf({
        stages: [{ name: 'placed', next: ['here'], limit: 'PT12H' }, { name: 'here' }],
      }),
    );
    expect(addParcel(base, asked, packed, { ...context, rules: plain })).toStrictEqual({
      ...answer('created', added({ stage: 'placed', since: mon8 })),
      id: 'P1',
    });
  });

  it('again with a number is brought up to date; again the same is a repeat', () => {
    const known: Order = at('packed', { parcels: [{ ...box('P1'), ...parcel }, box('P2')] });
    expect(add(known)).toStrictEqual({ ...answer('repeated'), id: 'P1' });
    expect(add(known, { ...asked, awb: 'A9' })).toStrictEqual({
      ...answer('updated', {
        type: 'order.parcel-updated',
        data: { parcel: { ...box('P1'), ...parcel, awb: 'A9' } },
      }),
      id: 'P1',
    });
    for (const other of [{ carrier: 'dpd' }, { text: 'parcel#y.1' }])
      expect(add(known, { ...asked, ...other })).toMatchObject({ outcome: 'updated' });
  });

  it('is one of fifty at the most; whoever is there may still change', () => {
    const having = (count: number): Order =>
      at('packed', { parcels: Array.from({ length: count }, (_, n) => box(`X${String(n)}`)), units: 99 });
    expect(add(having(49))).toMatchObject({ outcome: 'created' });
    expect(add(having(50))).toStrictEqual({ refused: { is: 'too-many', what: 'parcels', most: 50 } });
    expect(add(having(50), { ...asked, parcelId: 'X7' })).toMatchObject({ outcome: 'updated' });
  });

  it('has pieces of the order that are in no other, each counted once', () => {
    const wrong = (path: string, message: string) => ({ refused: { is: 'parcel-lines', path, message } });
    const of = (...lines: [string, number][]) => ({
      ...asked,
      lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })),
    });
    expect(add(base, of(['9', 1]))).toStrictEqual(wrong('lines.0.lineId', 'the order has no line 9'));
    expect(add(base, of(['2', 1], ['1', 2], ['1', 2]))).toStrictEqual(
      wrong('lines.2.quantity', 'of line 1 only 3 of 3 are in no other parcel'),
    );
    const rest = { ...packed, elsewhere: new Map([['1', 2]]) };
    expect(add(base, of(['1', 2]), rest)).toStrictEqual(
      wrong('lines.0.quantity', 'of line 1 only 1 of 3 are in no other parcel'),
    );
    expect(add(base, of(['1', 1]), rest)).toMatchObject({ outcome: 'created' });
  });

  it('of a closed order is none', () => {
    expect(add(closed)).toStrictEqual({ refused: { is: 'order-closed', stage: 'placed' } });
  });
});

describe('an intake', () => {
  const asked: Place = {
    orderId: 'ES-1',
    placedAt: mon10,
    content: 'content#a.1',
    intake: 'print',
    units: 3,
  };
  const taken = { ...asked, stage: 'placed', since: mon10, by: 'wms' };
  const ask = (more: Partial<Place>) => place(undefined, { ...asked, ...more }, context);
  const wrong = (path: string, message: string) => ({ refused: { is: 'time-out-of-bounds', path, message } });

  it('begins at the first stage', () => {
    expect(ask({ promisedAt: tue })).toStrictEqual({
      ...answer('created', { type: 'order.placed', data: { ...taken, promisedAt: tue } }),
      id: 'ES-1',
    });
  });

  it('of an order of before begins where it is, which may be its end', () => {
    const past = { stage: 'delivered', since: mon9 };
    expect(ask({ placedAt: mon8, import: past })).toStrictEqual({
      ...answer(
        'created',
        {
          type: 'order.placed',
          data: { ...taken, placedAt: mon8, stage: 'delivered', since: mon9, imported: true },
        },
        end('delivered'),
      ),
      id: 'ES-1',
    });
  });

  it('may run 24 hours ahead of our clock, and then counts from when we hear of it', () => {
    const placed = (placedAt: Instant, taken: Instant) => {
      const done = ask({ placedAt });
      expect(done).toMatchObject({
        outcome: 'created',
        accepted: [{ data: { placedAt: taken, since: taken } }],
      });
    };
    placed(on('Mon 10:05'), on('Mon 10:05'));
    placed(on('Mon 10:06'), mon10);
    placed(on('Tue 10:00'), mon10);
    expect(ask({ placedAt: on('Tue 10:01') })).toStrictEqual(
      wrong('placedAt', 'lies more than 24 hours ahead'),
    );
  });

  it('promises no date beyond three years', () => {
    const years = (n: number) => plus(mon10, days(n));
    expect(ask({ promisedAt: years(1_096) })).toMatchObject({ outcome: 'created' });
    expect(ask({ promisedAt: years(1_097) })).toStrictEqual({
      refused: { is: 'rule', path: 'promisedAt', message: 'lies more than three years ahead' },
    });
  });

  it('is placed before it is promised and moved', () => {
    const promise = { refused: { is: 'rule', path: 'promisedAt', message: 'must lie after placedAt' } };
    expect(ask({ promisedAt: mon10 })).toStrictEqual(promise);
    expect(ask({ import: { stage: 'packed', since: mon9 } })).toStrictEqual(
      wrong('since', 'lies before the order was placed'),
    );
    expect(ask({ import: { stage: 'packed', since: mon10 } })).toMatchObject({ outcome: 'created' });
    expect(ask({ import: { stage: 'packed', since: on('Mon 10:05') } })).toMatchObject({
      outcome: 'created',
    });
    expect(ask({ import: { stage: 'packed', since: on('Mon 10:06') } })).toStrictEqual(
      wrong('since', 'lies in the future'),
    );
    expect(ask({ import: { stage: 'wrapped', since: mon10 } })).toStrictEqual({
      refused: { is: 'stage-unknown', stage: 'wrapped', known: rules.flow.names },
    });
  });
});
