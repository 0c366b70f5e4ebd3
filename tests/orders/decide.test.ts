import { describe, expect, it } from 'vitest';
import { withAftermath } from '../../shared/orders/decide/aftermath.ts';
import { answer } from '../../shared/orders/decide/answer.ts';
import { checklistAwaited, tick } from '../../shared/orders/decide/checklist.ts';
import type { Context } from '../../shared/orders/decide/context.ts';
import { correct } from '../../shared/orders/decide/correct.ts';
import { revise } from '../../shared/orders/decide/date.ts';
import { pay } from '../../shared/orders/decide/pay.ts';
import { hold as putOnHold, release } from '../../shared/orders/decide/hold.ts';
import { progress, type Progressed, withProgress } from '../../shared/orders/decide/progress.ts';
import { reviseContent, type Revision, undoRevision } from '../../shared/orders/decide/revise-content.ts';
import { type Calm, calm } from '../../shared/orders/decide/stall.ts';
import { holdUnpaid } from '../../shared/orders/decide/unpaid.ts';
import type { Content } from '../../shared/orders/content.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Hold, Order, Payment } from '../../shared/orders/state.ts';
import { defaultStages } from '../../shared/stores/profile.ts';
import { duration } from '../../shared/time/instant.ts';
import { on, profileOf } from './given.ts';
import { base, box, closed, hold, hour, mon10, mon8, mon9, tue, withAlarm } from './whole.ts';

const item = (id: string, role: 'packing' | 'warehouse', mandatory = true) => ({
  id,
  label: { ro: id, en: id },
  role,
  mandatory,
});
const rules = orderRules(
  profileOf({
    stages: defaultStages.map((stage) =>
      stage.name === 'preparing'
        ? {
            ...stage,
            checklist: [
              item('picked', 'warehouse'),
              item('sealed', 'packing'),
              item('card', 'packing', false),
            ],
          }
        : stage,
    ),
  }),
);
const context: Context = { rules, at: mon10, actor: 'ana' };
const at = (stage: string, more: Partial<Order> = {}): Order =>
  ({ ...base, ...more, stay: { ...base.stay, stage } }) as Order;
const repeated = { accepted: [], outcome: 'repeated' };
const over = { refused: { is: 'order-closed', stage: 'placed' } };
const rule = (path: string, message: string) => ({ refused: { is: 'rule', path, message } });
const unknownStage = { refused: { is: 'stage-unknown', stage: 'wrapped', known: rules.flow.names } };

describe('a correction', () => {
  const corrected = {
    from: 'placed',
    to: 'packed',
    entered: mon8,
    stay: 2,
    by: 'ana',
    reason: 'scanned twice',
  };
  const asked = { stage: 'packed', since: mon9, reason: 'scanned twice' };

  it('sets the stage and since when', () => {
    expect(correct(base, asked, context)).toStrictEqual({
      accepted: [{ type: 'order.corrected', data: { ...corrected, since: mon9, open: true, held: false } }],
      outcome: 'accepted',
    });
  });

  it('is refused where the customer was forgotten: nobody could be served with the order', () => {
    expect(correct({ ...base, erased: mon9 }, asked, context)).toStrictEqual({
      refused: { is: 'customer-erased' },
    });
  });

  it('counts from now where no time is said, ends the stall, and stands still where the order is held', () => {
    const order = {
      ...withAlarm({ level: 'breached', steps: 0, at: mon9, raisedAt: mon9, acted: true }),
      holds: [hold('H1')],
    };
    expect(correct(order, { stage: 'packed', reason: 'scanned twice' }, context)).toStrictEqual({
      accepted: [
        {
          type: 'order.stall-closed',
          data: { stallId: 'ES-1~1', stage: 'placed', level: 'breached', acted: true },
        },
        { type: 'order.corrected', data: { ...corrected, since: mon10, open: true, held: true } },
      ],
      outcome: 'accepted',
    });
  });

  it('to an end holds nothing, and says of an untouched stall that nobody touched it', () => {
    const order = { ...withAlarm({ level: 'warned', steps: 0, at: mon9 }), holds: [hold('H1')] };
    expect(correct(order, { ...asked, stage: 'cancelled' }, context)).toStrictEqual({
      accepted: [
        {
          type: 'order.stall-closed',
          data: { stallId: 'ES-1~1', stage: 'placed', level: 'warned', acted: false },
        },
        {
          type: 'order.corrected',
          data: { ...corrected, to: 'cancelled', since: mon9, open: false, held: false },
        },
      ],
      outcome: 'accepted',
    });
  });

  it('a hold of a change alone does not stop it, nor does anything of a closed order', () => {
    const over: Order = { ...closed, holds: [hold('H1')] } as Order;
    for (const order of [{ ...base, holds: [hold('H1', 'amendment')] }, closed, over])
      expect(correct(order, asked, context)).toMatchObject({ accepted: [{ data: { held: false } }] });
  });

  it('to what is so already changes nothing; the same stage since another time does', () => {
    expect(correct(base, { ...asked, stage: 'placed', since: mon8 }, context)).toStrictEqual(repeated);
    expect(correct(base, { ...asked, stage: 'placed' }, context)).toMatchObject({ outcome: 'accepted' });
    expect(correct(base, { ...asked, since: mon8 }, context)).toMatchObject({ outcome: 'accepted' });
  });

  it('needs a stage of the shop, and a time within bounds', () => {
    expect(correct(base, { ...asked, stage: 'wrapped' }, context)).toStrictEqual(unknownStage);
    const wrong = (message: string) => ({ refused: { is: 'time-out-of-bounds', path: 'since', message } });
    expect(correct(base, { ...asked, since: on('Mon 07:59') }, context)).toStrictEqual(
      wrong('lies before the order was placed'),
    );
    expect(correct(base, { ...asked, since: on('Mon 10:06') }, context)).toStrictEqual(
      wrong('lies in the future'),
    );
  });
});

describe('a new date', () => {
  const asked = { promisedAt: tue, reason: 'carrier', notifyCustomer: true };

  it('stands beside the one before', () => {
    expect(revise(base, asked, context)).toStrictEqual({
      accepted: [{ type: 'order.promise-revised', data: asked }],
      outcome: 'accepted',
    });
    expect(revise({ ...base, promise: { at: mon10 } }, asked, context)).toStrictEqual({
      accepted: [{ type: 'order.promise-revised', data: { ...asked, previous: mon10 } }],
      outcome: 'accepted',
    });
  });

  it('that is the date already changes nothing', () => {
    expect(revise({ ...base, promise: { at: tue } }, asked, context)).toStrictEqual(repeated);
  });

  it('lies ahead, of an order that is open', () => {
    expect(revise(base, { ...asked, promisedAt: mon10 }, context)).toStrictEqual(
      rule('promisedAt', 'must lie in the future'),
    );
    expect(revise(closed, asked, context)).toStrictEqual(over);
  });
});

describe('a payment', () => {
  const paid: Payment = { state: 'paid', paid: 100, reference: 'N1' };
  const known = { ...base, payment: paid };
  const taken = (payment: Payment) => ({
    accepted: [{ type: 'order.payment-changed', data: { payment } }],
    outcome: 'accepted',
  });

  it('is known from when it is told, and again changes nothing', () => {
    expect(pay(base, paid)).toStrictEqual(taken(paid));
    expect(pay(known, { ...paid })).toStrictEqual(repeated);
  });

  it.each<Payment>([
    { ...paid, state: 'refunded' },
    { ...paid, paid: 90 },
    { ...paid, reference: 'N2' },
  ])('differs by state, sum or reference: %o', (payment) => {
    expect(pay(known, payment)).toStrictEqual(taken(payment));
  });

  it.each(['pending', 'authorised', 'failed', 'voided'] as const)(
    'that has come or gone back is not undone by a late %s',
    (state) => {
      const late = {
        accepted: [{ type: 'order.payment-overtaken', data: { payment: { state } } }],
        outcome: 'late',
      };
      expect(pay(known, { state })).toStrictEqual(late);
      expect(pay({ ...base, payment: { ...paid, state: 'refunded' } }, { state })).toStrictEqual(late);
    },
  );

  it('keeps totals that a later word does not repeat', () => {
    expect(pay(known, { state: 'refunded', reference: 'N2' })).toStrictEqual(
      taken({ state: 'refunded', paid: 100, reference: 'N2' }),
    );
  });

  it('is what happened last, whenever it is reported, where both words have a time', () => {
    const then = { ...base, payment: { ...paid, at: mon9 } };
    expect(pay(then, { state: 'refunded', at: mon8 })).toMatchObject({ outcome: 'late' });
    expect(pay(then, { state: 'charged-back', at: mon10 })).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a hold', () => {
  const asked = { holdId: 'H1', reason: 'fraud-check', scope: 'order' as const };
  const placed: Hold = { ...hold('H1'), at: mon10, reviewAt: on('Wed 10:00') };

  it('knows what was spent, and is looked at again after two days where nothing is said', () => {
    expect(putOnHold(base, asked, context)).toStrictEqual({
      accepted: [{ type: 'order.held', data: { hold: placed, spent: duration(2 * 3_600_000) } }],
      outcome: 'created',
      id: 'H1',
    });
  });

  it('may say when, and a word', () => {
    expect(putOnHold(base, { ...asked, reviewAt: tue, note: 'note#x.1' }, context)).toStrictEqual({
      accepted: [
        {
          type: 'order.held',
          data: { hold: { ...placed, reviewAt: tue }, spent: duration(2 * 3_600_000), note: 'note#x.1' },
        },
      ],
      outcome: 'created',
      id: 'H1',
    });
  });

  it('is looked at later than now, of an open order, with nine others at the most', () => {
    expect(putOnHold(base, { ...asked, reviewAt: mon10 }, context)).toStrictEqual(
      rule('reviewAt', 'must lie in the future'),
    );
    expect(putOnHold(closed, asked, context)).toStrictEqual(over);
    const held = (count: number) => ({
      ...base,
      holds: Array.from({ length: count }, (_, n) => hold(`X${String(n)}`)),
    });
    expect(putOnHold(held(9), asked, context)).toMatchObject({ outcome: 'created' });
    expect(putOnHold(held(10), asked, context)).toStrictEqual({
      refused: { is: 'too-many', what: 'holds', most: 10 },
    });
  });

  it.each([
    ['the only one', [hold('H1')], 'order', true],
    ['beside another of the order', [hold('H1'), hold('H2')], 'order', false],
    ['beside one of a change', [hold('H1'), hold('H2', 'amendment')], 'order', true],
    ['of a change', [hold('H1', 'amendment')], 'amendment', false],
    ['of a change beside one of the order', [hold('H1', 'amendment'), hold('H2')], 'amendment', false],
  ] as const)('released, %s', (_, holds, scope, resumes) => {
    expect(release({ ...base, holds }, 'H1', context)).toStrictEqual({
      accepted: [{ type: 'order.hold-released', data: { holdId: 'H1', scope, resumes, at: mon10 } }],
      outcome: 'released',
      id: 'H1',
    });
  });

  it('that is not there cannot be released', () => {
    const unknown = { refused: { is: 'hold-unknown' } };
    expect(release({ ...base, holds: [hold('H2')] }, 'H1', context)).toStrictEqual(unknown);
    expect(release(base, 'H1', context)).toStrictEqual(unknown);
    expect(release({ ...closed, holds: [hold('H1')] } as Order, 'H1', context)).toStrictEqual(unknown);
  });
});

describe('a stall in somebody’s hands', () => {
  const order = withAlarm({ level: 'breached', steps: 0, at: mon9, raisedAt: mon9 });
  const quiet = { kind: 'acknowledged', by: 'ana', at: mon10, until: on('Tue 10:00') };
  const taken = (more: object, outcome = 'acknowledged') => ({
    accepted: [{ type: 'order.stall-acknowledged', data: { stallId: 'ES-1~1', ...more } }],
    outcome,
  });

  it('comes back after a day', () => {
    expect(calm(order, { kind: 'acknowledged', stay: 1 }, context)).toStrictEqual(taken({ quiet }));
    const known: Calm = { kind: 'acknowledged', stay: 1, cause: 'carrier', note: 'note#x.1' };
    expect(calm(order, known, context)).toStrictEqual(
      taken({ quiet: { ...quiet, cause: 'carrier' }, note: 'note#x.1' }),
    );
  });

  it('put off comes back when it was put off to, with the reason', () => {
    expect(calm(order, { kind: 'snoozed', stay: 1, until: tue, reason: 'holiday' }, context)).toStrictEqual(
      taken({ quiet: { ...quiet, kind: 'snoozed', until: tue, cause: 'holiday' } }, 'snoozed'),
    );
    expect(calm(order, { kind: 'snoozed', stay: 1, until: mon10, reason: 'x' }, context)).toStrictEqual(
      rule('until', 'must lie in the future'),
    );
  });

  it('taken by the same for the same cause is taken once', () => {
    const had = (more: object = {}): Order =>
      withAlarm({
        level: 'breached',
        steps: 0,
        at: mon9,
        quiet: { kind: 'acknowledged', by: 'ana', at: mon9, until: tue, cause: 'carrier', ...more },
      });
    const again: Calm = { kind: 'acknowledged', stay: 1, cause: 'carrier' };
    expect(calm(had(), again, context)).toStrictEqual(repeated);
    expect(calm(had({ by: 'dan' }), again, context)).toMatchObject({ outcome: 'acknowledged' });
    expect(calm(had({ cause: 'stock' }), again, context)).toMatchObject({ outcome: 'acknowledged' });
    expect(calm(had({ kind: 'snoozed' }), again, context)).toMatchObject({ outcome: 'acknowledged' });
    expect(
      calm(had({ kind: 'snoozed' }), { kind: 'snoozed', stay: 1, until: tue, reason: 'carrier' }, context),
    ).toMatchObject({
      outcome: 'snoozed',
    });
  });

  it('is one of an open order’s present stay', () => {
    const asked: Calm = { kind: 'acknowledged', stay: 1 };
    const unknown = { refused: { is: 'stall-unknown' } };
    expect(calm(base, asked, context)).toStrictEqual(unknown);
    expect(calm(order, { ...asked, stay: 2 }, context)).toStrictEqual(unknown);
    expect(calm({ ...order, status: 'closed', closedAt: mon9 }, asked, context)).toStrictEqual(unknown);
  });
});

describe('a checklist', () => {
  const done = { itemId: 'sealed', stage: 'preparing', by: 'ana', at: mon10 };
  const ticks = { sealed: { by: 'ana', at: mon9 } };

  it('is ticked, with a note or without, and the tick taken back', () => {
    expect(tick(base, { itemId: 'sealed', done: true }, context)).toStrictEqual({
      accepted: [{ type: 'order.checklist-item-ticked', data: done }],
      outcome: 'ticked',
      id: 'sealed',
    });
    expect(
      tick({ ...base, ticks }, { itemId: 'sealed', done: false, note: 'note#x.1' }, context),
    ).toStrictEqual({
      accepted: [{ type: 'order.checklist-item-unticked', data: { ...done, note: 'note#x.1' } }],
      outcome: 'unticked',
      id: 'sealed',
    });
  });

  it('ticked again changes nothing; of a closed order, or an item that is not there, nothing is ticked', () => {
    expect(tick({ ...base, ticks }, { itemId: 'sealed', done: true }, context)).toStrictEqual({
      ...repeated,
      id: 'sealed',
    });
    expect(tick(closed, { itemId: 'sealed', done: true }, context)).toStrictEqual(over);
    expect(tick(base, { itemId: 'ironed', done: true }, context)).toStrictEqual({
      refused: { is: 'checklist-item-unknown', known: ['picked', 'sealed', 'card'] },
    });
  });

  it('is what the stage waits for: each role hears of its own mandatory items', () => {
    const awaited = (role: string, items: string[]) => ({
      type: 'order.checklist-awaited',
      data: { stallId: 'ES-1~1', stage: 'preparing', role, items },
    });
    expect(checklistAwaited(at('preparing'), context)).toStrictEqual({
      accepted: [awaited('warehouse', ['picked']), awaited('packing', ['sealed'])],
      outcome: 'awaited',
    });
  });

  it('is awaited once, while there is something to tick, of an open order', () => {
    const order = at('preparing');
    expect(checklistAwaited({ ...order, stay: { ...order.stay, awaited: true } }, context)).toStrictEqual(
      repeated,
    );
    expect(checklistAwaited(at('packed'), context)).toStrictEqual(repeated);
    expect(checklistAwaited({ ...order, status: 'closed', closedAt: mon9 } as Order, context)).toStrictEqual(
      repeated,
    );
    expect(checklistAwaited(at('wrapped'), context)).toStrictEqual(repeated);
  });
});

describe('progress', () => {
  const content = {
    lines: [
      { lineId: '1', quantity: 3 },
      { lineId: '2', quantity: 1 },
    ],
  } as unknown as Content;
  const asked: Progressed = {
    stage: 'preparing',
    lines: [
      { lineId: '1', unitsDone: 2 },
      { lineId: '2', unitsDone: 1 },
    ],
  };
  const told = (order: Order, command: Progressed, of: readonly Content[] = [content]) =>
    progress(order, of[0], command, 'progress#x.1', context);

  it('is counted over its lines, up to all of them', () => {
    expect(told(base, asked)).toStrictEqual({
      accepted: [
        { type: 'order.progressed', data: { stage: 'preparing', progress: 'progress#x.1', units: 3 } },
      ],
      outcome: 'accepted',
    });
  });

  it('told again changes nothing', () => {
    expect(told({ ...base, progress: 'progress#x.1' }, asked)).toStrictEqual(repeated);
  });

  it('is of lines that the order has, in units that it has, at a stage of the shop, of an open order', () => {
    const line = (lineId: string, unitsDone: number) => ({
      ...asked,
      lines: [asked.lines[0]!, { lineId, unitsDone }],
    });
    expect(told(base, line('9', 1))).toStrictEqual(rule('lines.1.lineId', 'the order has no line 9'));
    expect(told(base, line('2', 2))).toStrictEqual(
      rule('lines.1.unitsDone', 'of line 2 1 units are ordered'),
    );
    expect(told(base, asked, [])).toStrictEqual(rule('lines.0.lineId', 'the order has no line 1'));
    expect(told(base, { ...asked, stage: 'wrapped' })).toStrictEqual(unknownStage);
    expect(told(closed, asked)).toStrictEqual(over);
  });

  it('keeps other lines and stages as they were', () => {
    expect(withProgress({ packed: { '1': 1 }, preparing: { '1': 1, '3': 4 } }, asked)).toStrictEqual({
      packed: { '1': 1 },
      preparing: { '1': 2, '2': 1, '3': 4 },
    });
  });
});

describe('an unpaid order', () => {
  const [day, six] = [duration(24 * 3_600_000), duration(6 * 3_600_000)];
  const pending: Order = { ...base, payment: { state: 'pending' } };
  const held = (order: Order, remindBefore = six) =>
    holdUnpaid(order, { lapsesAfter: day, remindBefore }, context);

  it('keeps its goods for so long, with a reminder before', () => {
    expect(held(pending)).toStrictEqual({
      accepted: [
        { type: 'order.allocation-held', data: { lapsesAt: on('Tue 10:00'), remindAt: on('Tue 04:00') } },
      ],
      outcome: 'held',
    });
  });

  it('is reminded now where the reminder would lie behind', () => {
    expect(held(pending, duration(30 * 3_600_000))).toMatchObject({
      accepted: [{ data: { remindAt: mon10 } }],
    });
  });

  it.each<[string, Order]>([
    ['paid', { ...base, payment: { state: 'paid' } }],
    ['of unknown payment', base],
    ['held already', { ...pending, unpaid: { lapsesAt: tue } }],
    ['closed', { ...pending, status: 'closed', closedAt: mon9 }],
  ])('but not one that is %s', (_, order) => {
    expect(held(order)).toStrictEqual({ accepted: [], outcome: 'none' });
  });
});

describe('a customer’s word on a delay', () => {
  const late: Order = { ...base, late: { told: { n: 2 } } };
  const ask = (choice: 'keep' | 'cancel' | 'silence', order: Order = late, silenceCancels = false) =>
    answer(order, { n: 2, choice, silenceCancels }, context);
  const answered = (choice: string) => ({ type: 'order.delay-answered', data: { n: 2, choice, at: mon10 } });
  const silent = { type: 'order.delay-unanswered', data: { n: 2 } };
  const cancelled = (reason: string) => ({
    type: 'order.stage-changed',
    data: {
      from: 'placed',
      to: 'cancelled',
      since: mon10,
      entered: mon8,
      stay: 2,
      spent: duration(2 * 3_600_000),
      by: 'ana',
      fact: false,
      held: false,
      reason,
    },
  });
  const end = { type: 'order.closed', data: { stage: 'cancelled' } };

  it('keeps the order', () => {
    expect(ask('keep')).toStrictEqual({ accepted: [answered('keep')], outcome: 'keep' });
  });

  it('cancels it', () => {
    expect(ask('cancel')).toStrictEqual({
      accepted: [answered('cancel'), cancelled('customer, because of a delay'), end],
      outcome: 'cancel',
    });
  });

  it('that does not come changes nothing but that it is known', () => {
    expect(ask('silence')).toStrictEqual({ accepted: [silent], outcome: 'silence' });
  });

  it('that does not come cancels where the terms say so, and can', () => {
    expect(ask('silence', late, true)).toStrictEqual({
      accepted: [silent, cancelled('no answer to a delay'), end],
      outcome: 'cancel',
    });
    expect(ask('silence', at('shipped', { late: { told: { n: 2 } } }), true)).toStrictEqual({
      accepted: [silent],
      outcome: 'silence',
    });
  });

  it('cannot cancel what has left, whole or in part', () => {
    const shipped = at('shipped', { late: { told: { n: 2 } } });
    expect(ask('cancel', shipped)).toStrictEqual({ refused: { is: 'not-cancellable', stage: 'shipped' } });
    const parts: Order = { ...late, parcels: [{ ...box('P1'), stage: 'shipped' }] };
    expect(ask('cancel', parts)).toStrictEqual({ refused: { is: 'not-cancellable', stage: 'placed' } });
    const rest: Order = { ...late, parcels: [{ ...box('P1'), stage: 'cancelled' }, box('P2')] };
    expect(ask('cancel', rest)).toMatchObject({ outcome: 'cancel' });
  });

  it('is given once, to the last word', () => {
    const tooLate = { refused: { is: 'answer-late' } };
    const had: Order = { ...base, late: { told: { n: 2 }, answer: { n: 2, at: mon9 } } };
    expect(ask('keep', had)).toStrictEqual(repeated);
    expect(ask('cancel', had)).toStrictEqual(tooLate);
    expect(ask('keep', base)).toStrictEqual(tooLate);
    expect(ask('keep', { ...base, late: {} })).toStrictEqual(tooLate);
    expect(ask('keep', { ...base, late: { told: { n: 3 } } })).toStrictEqual(tooLate);
    const quiet: Order = { ...base, late: { told: { n: 2 }, silent: 2 } };
    expect(ask('silence', quiet)).toStrictEqual(repeated);
    expect(ask('keep', quiet)).toMatchObject({ outcome: 'keep' });
    expect(ask('silence', { ...base, late: { told: { n: 2 }, silent: 1 } })).toMatchObject({
      outcome: 'silence',
    });
    expect(ask('keep', { ...closed, late: { told: { n: 2 } } })).toStrictEqual(over);
  });
});

describe('what follows of itself', () => {
  const paid: Order = { ...base, payment: { state: 'paid' } };
  const moved = (from: string, to: string): OrderEvent => ({
    type: 'order.stage-changed',
    data: { from, to, since: mon9, entered: mon8, stay: 2, spent: hour, by: 'ana', fact: true, held: false },
  });
  const parcel = (from: string, to: string): OrderEvent => ({
    type: 'order.parcel-stage-changed',
    data: { parcelId: 'P1', n: 2, from, to, since: mon9 },
  });
  const follows = (order: Order, ...events: OrderEvent[]) => {
    const done = withAftermath(order, { accepted: events });
    return done.accepted.slice(events.length);
  };
  const expected = (more: object) => ({ type: 'order.return-expected', data: more });
  const boxed: Order = { ...paid, parcels: [box('P1')] };

  it.each<[string, Order, OrderEvent[], object[]]>([
    ['refused: it comes back', paid, [moved('shipped', 'refused')], [expected({ refund: true })]],
    [
      'refused, not paid: nothing is due with it',
      base,
      [moved('shipped', 'refused')],
      [expected({ refund: false })],
    ],
    ['on its way back already: it is expected', paid, [moved('refused', 'returning')], []],
    ['returned: it was expected on its way', paid, [moved('returning', 'returned')], []],
    [
      'returned without a word on the way: it is expected',
      paid,
      [moved('delivered', 'returned')],
      [expected({ refund: true })],
    ],
    ['cancelled: nothing comes back', paid, [moved('placed', 'cancelled')], []],
    ['delivered: nothing', paid, [moved('shipped', 'delivered')], []],
    ['in parcels, and follows them: each speaks for itself', boxed, [moved('shipped', 'refused')], []],
    ['in parcels, returned with the last of them', boxed, [moved('returning', 'returned')], []],
    ['a parcel refused', boxed, [parcel('shipped', 'refused')], [expected({ parcelId: 'P1', refund: true })]],
    ['a parcel on its way back already', boxed, [parcel('refused', 'returning')], []],
    ['a parcel returned', boxed, [parcel('returning', 'returned')], []],
  ])('%s', (_, order, events, then) => {
    expect(follows(order, ...events)).toStrictEqual(then);
  });

  it('of a refusal nothing follows', () => {
    expect(withAftermath(base, { refused: 'x' })).toStrictEqual({ refused: 'x' });
  });
});

describe('a revision', () => {
  const asked: Revision = {
    from: 'content#a.1',
    content: 'content#b.1',
    units: 5,
    reason: 'amendment',
    ref: 'amendment/A1',
  };
  const revised = {
    revision: 2,
    content: 'content#b.1',
    previous: 'content#a.1',
    units: 5,
    reason: 'amendment',
    ref: 'amendment/A1',
  };
  const made = (more: object = {}) => ({
    accepted: [{ type: 'order.revised', data: { ...revised, ...more } }],
    outcome: 'revised',
  });
  const paid: Order = { ...base, payment: { state: 'paid' } };

  it('puts other content in place', () => {
    expect(reviseContent(base, asked)).toStrictEqual(made());
    expect(reviseContent(paid, { ...asked, promisedAt: tue, charge: 30, credit: 0 })).toStrictEqual(
      made({ promisedAt: tue, charge: 30 }),
    );
  });

  it('says what it costs less', () => {
    expect(reviseContent(paid, { ...asked, credit: 30 })).toStrictEqual(made({ credit: 30 }));
    expect(reviseContent(base, { ...asked, credit: 30 })).toStrictEqual(made({ credit: 30 }));
  });

  it('is made once, of the present content, of an open order', () => {
    expect(reviseContent({ ...base, revisedBy: ['amendment/A1'] }, asked)).toStrictEqual(repeated);
    expect(reviseContent(closed, asked)).toStrictEqual(over);
    expect(reviseContent({ ...base, content: 'content#c.1' }, asked)).toStrictEqual({
      refused: { is: 'content-changed' },
    });
  });

  const last = { ref: 'backorder/B1', content: 'content#0.1', units: 4, stay: 1, parcels: 1 };
  const order: Order = {
    ...base,
    revision: 2,
    lastRevision: last,
    revisedBy: ['backorder/B1'],
    parcels: [box('P1')],
  };
  const back = {
    type: 'order.revised',
    data: {
      revision: 3,
      content: 'content#0.1',
      previous: 'content#a.1',
      units: 4,
      reason: 'backorder',
      ref: 'backorder/B1~undo',
      undoes: 'backorder/B1',
    },
  };

  it('is taken back', () => {
    expect(undoRevision(order, 'backorder/B1')).toStrictEqual({ accepted: [back], outcome: 'undone' });
    expect(undoRevision({ ...order, lastRevision: { ...last, credit: 30 } }, 'backorder/B1')).toStrictEqual({
      accepted: [back],
      outcome: 'undone',
    });
  });

  it('is taken back once, the last one, before anybody acted on it, of an open order', () => {
    expect(undoRevision({ ...order, revisedBy: ['backorder/B1~undo'] }, 'backorder/B1')).toStrictEqual(
      repeated,
    );
    const changed = { refused: { is: 'content-changed' } };
    expect(undoRevision(order, 'backorder/B2')).toStrictEqual(changed);
    expect(undoRevision(base, 'backorder/B1')).toStrictEqual(changed);
    const acted = { refused: { is: 'acted-upon' } };
    expect(undoRevision({ ...order, stay: { ...order.stay, n: 2 } }, 'backorder/B1')).toStrictEqual(acted);
    expect(undoRevision({ ...order, parcels: [box('P1'), box('P2')] }, 'backorder/B1')).toStrictEqual(acted);
    expect(undoRevision({ ...order, status: 'closed', closedAt: mon9 }, 'backorder/B1')).toStrictEqual(over);
  });
});
