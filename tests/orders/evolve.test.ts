import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import type { Order } from '../../shared/orders/state.ts';
import { duration } from '../../shared/time/instant.ts';
import { on } from './given.ts';
import { base, box, closed, hold, hour, mon10, mon8, mon9, tue, withAlarm } from './whole.ts';

/** The state of before, what happened, the whole state of after. */
type Case = readonly [what: string, before: Order | undefined, event: OrderEvent, after: Order];

const check = ([, before, event, after]: Case): void => expect(evolve(before, event)).toStrictEqual(after);
const cases = (name: string, all: readonly Case[]): void => {
  describe(name, () => {
    for (const one of all) it(one[0], () => check(one));
  });
};

cases('an order that is placed', [
  [
    'has what it came with, and the clock of its first stage',
    undefined,
    {
      type: 'order.placed',
      data: {
        orderId: 'ES-1',
        placedAt: mon8,
        content: 'content#a.1',
        intake: 'print',
        units: 3,
        stage: 'placed',
        since: mon8,
        by: 'shop',
      },
    },
    base,
  ],
  [
    'keeps the alarm and the delay that an import found, and is not marked as an import',
    undefined,
    {
      type: 'order.placed',
      data: {
        orderId: 'ES-1',
        placedAt: mon8,
        content: 'content#a.1',
        intake: 'print',
        units: 3,
        stage: 'packed',
        since: mon9,
        by: 'shop',
        customer: 'hash',
        company: true,
        promisedAt: tue,
        imported: true,
        alarm: { level: 'breached', steps: 0, at: mon10 },
        late: { missed: mon10 },
      },
    },
    {
      ...base,
      customer: 'hash',
      company: true,
      late: { missed: mon10 },
      promise: { at: tue },
      stay: {
        n: 1,
        stage: 'packed',
        since: mon9,
        by: 'shop',
        clock: { spent: duration(0), from: mon9 },
        alarm: { level: 'breached', steps: 0, at: mon10 },
      },
    },
  ],
]);

const entering = (held: boolean): OrderEvent => ({
  type: 'order.stage-changed',
  data: {
    from: 'placed',
    to: 'preparing',
    since: mon9,
    entered: mon8,
    stay: 2,
    spent: hour,
    by: 'wms',
    fact: true,
    held,
  },
});

cases('a stage', [
  [
    'begins with a clock at zero and without the alarm of the one before',
    withAlarm({ level: 'warned', steps: 0, at: mon9 }),
    entering(false),
    {
      ...base,
      stay: { n: 2, stage: 'preparing', since: mon9, by: 'wms', clock: { spent: duration(0), from: mon9 } },
    },
  ],
  [
    'stands still where the order is held',
    { ...base, holds: [hold('H1')] },
    entering(true),
    {
      ...base,
      holds: [hold('H1')],
      stay: { n: 2, stage: 'preparing', since: mon9, by: 'wms', clock: { spent: duration(0) } },
    },
  ],
  [
    'that ends the order closes it at the time of its entry, and nothing is held any more',
    { ...base, holds: [hold('H1')] },
    { type: 'order.closed', data: { stage: 'placed' } },
    { ...base, status: 'closed', closedAt: mon8 },
  ],
  ['that ended it already ends it once', closed, { type: 'order.closed', data: { stage: 'placed' } }, closed],
]);

const correction = (open: boolean, held = false): OrderEvent => ({
  type: 'order.corrected',
  data: {
    from: 'placed',
    to: 'packed',
    since: mon9,
    entered: mon8,
    stay: 2,
    by: 'ana',
    reason: 'scanned twice',
    open,
    held,
  },
});
const packed = { n: 2, stage: 'packed', since: mon9, by: 'ana', clock: { spent: duration(0), from: mon9 } };

cases('a correction', [
  ['sets the clock of the true entry', base, correction(true), { ...base, stay: packed }],
  ['opens a closed order again', closed, correction(true), { ...base, stay: packed }],
  [
    'to an end closes the order then',
    base,
    correction(false),
    { ...base, status: 'closed', closedAt: mon9, stay: packed },
  ],
  [
    'of a held order leaves its clock standing',
    { ...base, holds: [hold('H1')] },
    correction(true, true),
    { ...base, holds: [hold('H1')], stay: { ...packed, clock: { spent: duration(0) } } },
  ],
]);

cases('a parcel', [
  [
    'is added',
    base,
    { type: 'order.parcel-added', data: { parcel: box('P1') } },
    { ...base, parcels: [box('P1')] },
  ],
  [
    'is added behind the others',
    { ...base, parcels: [box('P1')] },
    { type: 'order.parcel-added', data: { parcel: box('P2') } },
    { ...base, parcels: [box('P1'), box('P2')] },
  ],
  [
    'is brought up to date, the others not',
    { ...base, parcels: [box('P1'), box('P2')] },
    { type: 'order.parcel-updated', data: { parcel: { ...box('P2'), awb: 'A9' } } },
    { ...base, parcels: [box('P1'), { ...box('P2'), awb: 'A9' }] },
  ],
  [
    'has a stage of its own',
    { ...base, parcels: [box('P1'), box('P2')] },
    {
      type: 'order.parcel-stage-changed',
      data: { parcelId: 'P1', n: 2, from: 'packed', to: 'shipped', since: mon10 },
    },
    { ...base, parcels: [{ ...box('P1'), n: 2, stage: 'shipped', since: mon10 }, box('P2')] },
  ],
]);

const pending = { state: 'pending' } as const;
const paid = { state: 'paid', paid: 100 } as const;
const unpaid = { lapsesAt: tue, remindAt: mon10 };

cases('money', [
  [
    'that is still awaited keeps the goods set aside',
    { ...base, payment: pending, unpaid },
    { type: 'order.payment-changed', data: { payment: { ...pending, reference: 'N1' } } },
    { ...base, payment: { ...pending, reference: 'N1' }, unpaid },
  ],
  [
    'that has come ends the waiting',
    { ...base, payment: pending, unpaid },
    { type: 'order.payment-changed', data: { payment: paid } },
    { ...base, payment: paid },
  ],
  [
    'may be awaited without goods',
    base,
    { type: 'order.payment-changed', data: { payment: pending } },
    { ...base, payment: pending },
  ],
  [
    'is waited for until a stated time',
    base,
    { type: 'order.allocation-held', data: unpaid },
    { ...base, unpaid },
  ],
  [
    'was reminded of once',
    { ...base, unpaid },
    { type: 'order.payment-awaited', data: { at: mon10, lapsesAt: tue } },
    { ...base, unpaid: { lapsesAt: tue } },
  ],
  [
    'did not come: the goods go, at the time that was said',
    { ...base, unpaid: { lapsesAt: tue } },
    { type: 'order.allocation-lapsed', data: { at: on('Tue 08:01') } },
    { ...base, unpaid: { lapsesAt: tue, lapsed: true } },
  ],
  [
    'did not come, of an order of which no time is known',
    base,
    { type: 'order.allocation-lapsed', data: { at: tue } },
    { ...base, unpaid: { lapsesAt: tue, lapsed: true } },
  ],
]);

const promised = (promisedAt = on('Thu 08:00')): OrderEvent => ({
  type: 'order.promise-revised',
  data: { promisedAt, reason: 'carrier', notifyCustomer: true },
});
const thu = on('Thu 08:00');

cases('a promise', [
  [
    'by staff where none was agreed is theirs alone',
    base,
    promised(),
    { ...base, promise: { at: thu, unilateral: true } },
  ],
  [
    'in place of an agreed one keeps the first date',
    { ...base, promise: { at: tue } },
    promised(),
    { ...base, promise: { at: thu, original: tue } },
  ],
  [
    'made again keeps the very first, and whose it was',
    { ...base, promise: { at: tue, original: mon10, unilateral: true } },
    promised(),
    { ...base, promise: { at: thu, original: mon10, unilateral: true } },
  ],
  [
    'begins anew: of the old one the count of delays is left, and the law’s days',
    {
      ...base,
      promise: { at: tue },
      late: {
        risk: mon9,
        missed: mon10,
        silent: 1,
        statutory: 'near',
        told: { n: 2, at: mon9, stay: 1, day: thu },
        answer: { n: 1, at: mon9 },
      },
    },
    promised(),
    { ...base, promise: { at: thu, original: tue }, late: { told: { n: 2, stay: 1 }, statutory: 'near' } },
  ],
  [
    'begins anew: the law’s days alone are left where nothing was told',
    { ...base, promise: { at: tue }, late: { risk: mon9, statutory: 'passed' } },
    promised(),
    { ...base, promise: { at: thu, original: tue }, late: { statutory: 'passed' } },
  ],
  [
    'begins anew where nothing was told',
    { ...base, promise: { at: tue }, late: { risk: mon9 } },
    promised(),
    { ...base, promise: { at: thu, original: tue } },
  ],
  [
    'keeps a count that no stay belongs to',
    { ...base, promise: { at: tue }, late: { told: { n: 1 } } },
    promised(),
    { ...base, promise: { at: thu, original: tue }, late: { told: { n: 1 } } },
  ],
]);

cases('a hold', [
  [
    'stops the clock with what was spent',
    base,
    { type: 'order.held', data: { hold: hold('H1'), spent: hour } },
    { ...base, holds: [hold('H1')], stay: { ...base.stay, clock: { spent: hour } } },
  ],
  [
    'of a change alone leaves the clock running',
    { ...base, holds: [hold('H1')] },
    { type: 'order.held', data: { hold: hold('H2', 'amendment'), spent: hour } },
    { ...base, holds: [hold('H1'), hold('H2', 'amendment')] },
  ],
  [
    'comes too late for a closed order',
    closed,
    { type: 'order.held', data: { hold: hold('H1'), spent: hour } },
    closed,
  ],
  [
    'that ends lets the clock run on from then',
    { ...base, holds: [hold('H1')], stay: { ...base.stay, clock: { spent: hour } } },
    { type: 'order.hold-released', data: { holdId: 'H1', scope: 'order', resumes: true, at: mon10 } },
    { ...base, stay: { ...base.stay, clock: { spent: hour, from: mon10 } } },
  ],
  [
    'that ends beside another leaves the clock standing',
    { ...base, holds: [hold('H1'), hold('H2')], stay: { ...base.stay, clock: { spent: hour } } },
    { type: 'order.hold-released', data: { holdId: 'H1', scope: 'order', resumes: false, at: mon10 } },
    { ...base, holds: [hold('H2')], stay: { ...base.stay, clock: { spent: hour } } },
  ],
  [
    'of a closed order is over anyway',
    closed,
    { type: 'order.hold-released', data: { holdId: 'H1', scope: 'order', resumes: true, at: mon10 } },
    closed,
  ],
  [
    'is looked at again once for each date',
    { ...base, holds: [hold('H1'), hold('H2')] },
    { type: 'order.hold-review-due', data: { holdId: 'H2', reason: 'fraud-check' } },
    { ...base, holds: [hold('H1'), { ...hold('H2'), reviewed: tue }] },
  ],
  [
    'of a closed order is not looked at',
    closed,
    { type: 'order.hold-review-due', data: { holdId: 'H1', reason: 'x' } },
    closed,
  ],
]);

const stalled = { stallId: 'ES-1~1', stage: 'placed', since: mon8, limit: hour };
const quiet = { kind: 'acknowledged', by: 'ana', at: mon9, until: tue } as const;

cases('a stall', [
  [
    'is warned of',
    base,
    { type: 'order.stall-warned', data: { ...stalled, at: mon9 } },
    withAlarm({ level: 'warned', steps: 0, at: mon9 }),
  ],
  [
    'is raised anew, whoever had the warning in hand',
    withAlarm({ level: 'warned', steps: 0, at: mon9, quiet, acted: true }),
    { type: 'order.stalled', data: { ...stalled, at: mon10 } },
    withAlarm({ level: 'breached', steps: 0, at: mon10, raisedAt: mon10, acted: true }),
  ],
  [
    'that nobody touched is raised as such',
    base,
    { type: 'order.stalled', data: { ...stalled, at: mon10 } },
    withAlarm({ level: 'breached', steps: 0, at: mon10, raisedAt: mon10 }),
  ],
  [
    'escalates from when it was raised',
    withAlarm({ level: 'breached', steps: 0, at: mon9, raisedAt: mon9 }),
    {
      type: 'order.stall-escalated',
      data: { ...stalled, at: mon10, step: 1, role: 'supervisor', channels: ['sms'] },
    },
    withAlarm({ level: 'escalated', steps: 1, at: mon10, raisedAt: mon9 }),
  ],
  [
    'is taken by somebody',
    withAlarm({ level: 'breached', steps: 1, at: mon9, raisedAt: mon9 }),
    { type: 'order.stall-acknowledged', data: { stallId: 'ES-1~1', quiet } },
    withAlarm({ level: 'breached', steps: 1, at: mon9, raisedAt: mon9, quiet, acted: true }),
  ],
  [
    'comes back: the steps begin again from now',
    withAlarm({ level: 'escalated', steps: 2, at: mon9, raisedAt: mon9, quiet, acted: true }),
    { type: 'order.stall-returned', data: { stallId: 'ES-1~1', stage: 'placed', at: mon10 } },
    withAlarm({ level: 'escalated', steps: 0, at: mon10, raisedAt: mon10, acted: true }),
  ],
  [
    'that was only warned of comes back as that',
    withAlarm({ level: 'warned', steps: 0, at: mon9, quiet, acted: true }),
    { type: 'order.stall-returned', data: { stallId: 'ES-1~1', stage: 'placed', at: mon10 } },
    withAlarm({ level: 'warned', steps: 0, at: mon10, acted: true }),
  ],
]);

const tick = (itemId: string) => ({ itemId, stage: 'placed', by: 'ana', at: mon9 });
const ticked = { by: 'ana', at: mon9 };

cases('a checklist', [
  [
    'is ticked',
    base,
    { type: 'order.checklist-item-ticked', data: tick('a') },
    { ...base, ticks: { a: ticked } },
  ],
  [
    'is ticked further',
    { ...base, ticks: { a: ticked } },
    { type: 'order.checklist-item-ticked', data: tick('b') },
    { ...base, ticks: { a: ticked, b: ticked } },
  ],
  [
    'loses a tick',
    { ...base, ticks: { a: ticked, b: ticked } },
    { type: 'order.checklist-item-unticked', data: tick('a') },
    { ...base, ticks: { b: ticked } },
  ],
  [
    'loses its last tick',
    { ...base, ticks: { a: ticked } },
    { type: 'order.checklist-item-unticked', data: tick('a') },
    base,
  ],
  [
    'is all that the stage waits for',
    base,
    {
      type: 'order.checklist-awaited',
      data: { stallId: 'ES-1~1', stage: 'placed', role: 'packing', items: ['a'] },
    },
    { ...base, stay: { ...base.stay, awaited: true } },
  ],
]);

const dated = { p50: tue, p90: thu, stay: 1 };

cases('what was said of the date', [
  [
    'that it is at risk',
    base,
    { type: 'order.promise-at-risk', data: { ...dated, at: mon9 } },
    { ...base, late: { risk: mon9 } },
  ],
  [
    'that it will be missed, with the day that was named and the one before',
    { ...base, late: { risk: mon9 } },
    { type: 'order.delay-expected', data: { ...dated, at: mon10, round: 2, day: thu, before: tue } },
    { ...base, late: { risk: mon9, told: { n: 2, at: mon10, stay: 1, day: thu, before: tue } } },
  ],
  [
    'that it will be missed, without a day',
    base,
    { type: 'order.delay-expected', data: { ...dated, at: mon10, round: 1 } },
    { ...base, late: { told: { n: 1, at: mon10, stay: 1 } } },
  ],
  [
    'that it is missed',
    base,
    { type: 'order.promise-missed', data: { ...dated, at: tue } },
    { ...base, late: { missed: tue } },
  ],
  [
    'that the consumer’s days run out',
    base,
    { type: 'order.statutory-deadline-near', data: { at: mon9, deadline: tue } },
    { ...base, late: { statutory: 'near' } },
  ],
  [
    'that they have run out',
    { ...base, late: { statutory: 'near' } },
    { type: 'order.statutory-deadline-passed', data: { at: tue, deadline: tue } },
    { ...base, late: { statutory: 'passed' } },
  ],
  [
    'the customer’s word to keep it',
    { ...base, late: { told: { n: 1 } } },
    { type: 'order.delay-answered', data: { n: 1, choice: 'keep', at: mon10 } },
    { ...base, late: { told: { n: 1 }, answer: { n: 1, at: mon10 } } },
  ],
  [
    'the customer’s word to cancel is another event’s',
    base,
    { type: 'order.delay-answered', data: { n: 1, choice: 'cancel', at: mon10 } },
    base,
  ],
  ['no word', base, { type: 'order.delay-unanswered', data: { n: 1 } }, { ...base, late: { silent: 1 } }],
]);

const revision = (more: Record<string, unknown> = {}): OrderEvent => ({
  type: 'order.revised',
  data: {
    revision: 2,
    content: 'content#b.1',
    previous: 'content#a.1',
    units: 5,
    reason: 'amendment',
    ref: 'amendment/A1',
    ...more,
  },
});
const made = {
  ...base,
  revision: 2,
  content: 'content#b.1',
  units: 5,
  revisedBy: ['amendment/A1'],
  lastRevision: { ref: 'amendment/A1', content: 'content#a.1', units: 3, stay: 1, parcels: 0 },
};

cases('a revision', [
  ['has other content, and remembers the one before', base, revision(), made],
  [
    'costs less by what each takes off, which adds up',
    { ...base, payment: paid, less: 10, parcels: [box('P1')] },
    revision({ credit: 25 }),
    {
      ...made,
      payment: paid,
      parcels: [box('P1')],
      less: 35,
      lastRevision: { ...made.lastRevision, parcels: 1, credit: 25 },
    },
  ],
  [
    'costs less also where nothing was paid yet',
    { ...base, payment: pending },
    revision({ credit: 25 }),
    { ...made, payment: pending, less: 25, lastRevision: { ...made.lastRevision, credit: 25 } },
  ],
  [
    'taken back takes its credit back, and is no revision that could be taken back',
    { ...made, payment: paid, less: 25, lastRevision: { ...made.lastRevision, credit: 25 } },
    revision({ revision: 3, content: 'content#a.1', units: 3, ref: 'undo/A1', undoes: 'amendment/A1' }),
    { ...base, revision: 3, payment: paid, revisedBy: ['amendment/A1', 'undo/A1'] },
  ],
  [
    'of which nothing was given back takes nothing back',
    { ...made, payment: paid, less: 10 },
    revision({ revision: 3, content: 'content#a.1', units: 3, ref: 'undo/A1', undoes: 'amendment/A1' }),
    { ...base, revision: 3, payment: paid, less: 10, revisedBy: ['amendment/A1', 'undo/A1'] },
  ],
  [
    'is known among the last eight',
    { ...base, revisedBy: ['1', '2', '3', '4', '5', '6', '7', '8'] },
    revision(),
    { ...made, revisedBy: ['2', '3', '4', '5', '6', '7', '8', 'amendment/A1'] },
  ],
  [
    'without a date leaves what was said of the present one',
    { ...base, promise: { at: tue }, late: { risk: mon9 } },
    revision(),
    { ...made, promise: { at: tue }, late: { risk: mon9 } },
  ],
  [
    'of an order that release 0.1.0 has revised knows what was asked for then',
    { ...made, payment: paid, credited: 25, lastRevision: { ...made.lastRevision, credit: 25 } },
    revision({ revision: 3, content: 'content#c.1', ref: 'amendment/A2' }),
    {
      ...made,
      revision: 3,
      content: 'content#c.1',
      payment: paid,
      less: 25,
      asks: [{ reason: 'amendment', ref: 'amendment/A1', amount: 25 }],
      revisedBy: ['amendment/A1', 'amendment/A2'],
      lastRevision: { ref: 'amendment/A2', content: 'content#b.1', units: 5, stay: 1, parcels: 0 },
    },
  ],
  ['with a date is a promise', base, revision({ promisedAt: thu }), { ...made, promise: { at: thu } }],
  [
    'with another date keeps the first',
    { ...base, promise: { at: tue }, late: { risk: mon9, told: { n: 1, at: mon9, stay: 1 } } },
    revision({ promisedAt: thu }),
    { ...made, promise: { at: thu, original: tue }, late: { told: { n: 1, stay: 1 } } },
  ],
  [
    'with a third date keeps the very first',
    { ...base, promise: { at: tue, original: mon10 }, late: { risk: mon9 } },
    revision({ promisedAt: thu }),
    { ...made, promise: { at: thu, original: mon10 } },
  ],
  [
    'with the same date leaves the promise as it was',
    { ...base, promise: { at: thu }, late: { risk: mon9 } },
    revision({ promisedAt: thu }),
    { ...made, promise: { at: thu }, late: { risk: mon9 } },
  ],
]);

cases('the rest', [
  [
    'progress is named',
    base,
    { type: 'order.progressed', data: { stage: 'placed', progress: 'progress#x.1', units: 2 } },
    { ...base, progress: 'progress#x.1' },
  ],
  [
    'an erasure takes the hash and the print of the intake',
    { ...base, customer: 'hash' },
    { type: 'order.customer-erased', data: { at: tue } },
    { ...base, intake: '', erased: tue },
  ],
  [
    'an erasure leaves of the attributes the number of the invoice, and of a stall who has it but not why',
    {
      ...withAlarm({
        level: 'warned',
        steps: 0,
        at: mon9,
        quiet: { ...quiet, cause: 'Ana said so' },
        acted: true,
      }),
      attributes: { warehouse: 'B1', invoice: 'F-7', giftFor: 'Maria' },
    },
    { type: 'order.customer-erased', data: { at: tue } },
    {
      ...withAlarm({ level: 'warned', steps: 0, at: mon9, quiet, acted: true }),
      attributes: { invoice: 'F-7' },
      intake: '',
      erased: tue,
    },
  ],
  [
    'an erasure leaves no attribute where none is the invoice’s',
    { ...base, attributes: { giftFor: 'Maria' } },
    { type: 'order.customer-erased', data: { at: tue } },
    { ...base, intake: '', erased: tue },
  ],
  [
    'a refund that is due is remembered, and so is that it was paid',
    { ...base, asks: [{ reason: 'cancelled', amount: 10 }] },
    { type: 'order.refund-due', data: { reason: 'returned', parcelId: 'P1', amount: 5 } },
    {
      ...base,
      asks: [
        { reason: 'cancelled', amount: 10 },
        { reason: 'returned', parcelId: 'P1', amount: 5 },
      ],
    },
  ],
  [
    'a refund that is withdrawn keeps its name, and no sum',
    { ...base, asks: [{ reason: 'cancelled', amount: 10 }] },
    { type: 'order.refund-withdrawn', data: { reason: 'cancelled' } },
    { ...base, asks: [{ reason: 'cancelled', amount: 0 }] },
  ],
  [
    'a refund that was paid counts as paid',
    { ...base, asks: [{ reason: 'cancelled', amount: 10 }] },
    { type: 'order.refund-settled', data: { reason: 'cancelled', amount: 10 } },
    { ...base, asks: [{ reason: 'cancelled', amount: 10, settled: true }] },
  ],
  [
    'pieces that came back add up by line',
    { ...base, returned: [{ lineId: '1', quantity: 1 }], takenBack: ['R1'] },
    { type: 'order.pieces-returned', data: { returnId: 'R2', lines: [{ lineId: '1', quantity: 2 }] } },
    { ...base, returned: [{ lineId: '1', quantity: 3 }], takenBack: ['R1', 'R2'] },
  ],
  [
    'a parcel whose label was annulled is gone',
    { ...base, parcels: [box('P1'), box('P2')] },
    { type: 'order.parcel-removed', data: { parcelId: 'P1' } },
    { ...base, parcels: [box('P2')] },
  ],
  ...(
    [
      { type: 'order.payment-overtaken', data: { payment: { state: 'pending' } } },
      { type: 'order.return-expected', data: { refund: true } },
      { type: 'order.status-late', data: { stage: 'placed', occurredAt: mon8 } },
      { type: 'order.status-contradicted', data: { stage: 'shipped', current: 'placed', occurredAt: mon8 } },
      {
        type: 'order.stall-closed',
        data: { stallId: 'ES-1~1', stage: 'placed', level: 'warned', acted: false },
      },
    ] as const
  ).map((event): Case => [`${event.type} is for others to hear`, base, event, base]),
]);

it.each([
  [
    undefined,
    { type: 'order.progressed', data: { stage: 'x', progress: 'y', units: 1 } },
    'order.progressed before order.placed',
  ],
  [
    base,
    { type: 'order.stall-acknowledged', data: { stallId: 'ES-1~1', quiet } },
    'a stall was changed before it was raised',
  ],
] as const)('what cannot have happened is a fault', (before, event, message) => {
  expect(() => evolve(before, event)).toThrow(message);
});
