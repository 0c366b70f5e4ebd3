import { keptAttribute } from '../events/typed.ts';
import { never } from '../kernel/brand.ts';
import { duration, type Instant } from '../time/instant.ts';
import type { OrderEvent } from './events.ts';
import { asksOf, takenOff } from './account.ts';
import type {
  Alarm,
  Ask,
  Check,
  ClosedOrder,
  Lateness,
  Order,
  Parcel,
  Payment,
  Stay,
  Told,
} from './state.ts';

/** What an event makes of an order. Decides nothing: every figure is in the event. */
export function evolve(order: Order | undefined, event: OrderEvent): Order {
  if (event.type === 'order.placed') return placed(event.data);
  if (!order) throw new Error(`${event.type} before order.placed`);
  switch (event.type) {
    case 'order.stage-changed':
      return { ...order, stay: nextStay(order.stay, event.data) };
    case 'order.revised':
      return revised(order, event.data);
    case 'order.content-confirmed':
      return { ...order, source: event.data.source };
    case 'order.customer-corrected':
      return contacted(order, event.data);
    case 'order.time-taken':
      return { ...order, checks: withCheck(order.checks, event.data.check) };
    case 'order.progressed':
      return { ...order, progress: event.data.progress };
    case 'order.closed':
      return closed(order, order.stay.since);
    case 'order.corrected':
      return corrected(order, event.data);
    case 'order.parcel-added':
      return { ...order, parcels: [...(order.parcels ?? []), event.data.parcel] };
    case 'order.parcel-updated':
      return withParcel(order, event.data.parcel.id, () => event.data.parcel);
    case 'order.parcel-stage-changed': {
      const { parcelId, n, to, since } = event.data;
      return withParcel(order, parcelId, ({ noted: _, ...parcel }) => ({ ...parcel, n, stage: to, since }));
    }
    case 'order.payment-changed': {
      const { unpaid, ...rest } = order;
      const { payment } = event.data;
      return isAwaited(payment) && unpaid ? { ...order, payment } : { ...rest, payment };
    }
    case 'order.allocation-held':
      return { ...order, unpaid: { lapsesAt: event.data.lapsesAt, remindAt: event.data.remindAt } };
    case 'order.payment-awaited':
      return { ...order, unpaid: { lapsesAt: event.data.lapsesAt } };
    case 'order.allocation-lapsed':
      return { ...order, unpaid: { lapsesAt: order.unpaid?.lapsesAt ?? event.data.at, lapsed: true } };
    case 'order.promise-revised': {
      const { late, promise, ...rest } = order;
      const original = promise && (promise.original ?? promise.at);
      const kept = renewed(late);
      return {
        ...rest,
        promise: {
          at: event.data.promisedAt,
          ...(original === undefined ? {} : { original }),
          ...(promise && !promise.unilateral ? {} : { unilateral: true }),
        },
        ...(kept ? { late: kept } : {}),
      };
    }
    case 'order.held': {
      if (order.status === 'closed') return order;
      const { hold, spent } = event.data;
      const held = { ...order, holds: [...(order.holds ?? []), hold] };
      return hold.scope === 'order' ? { ...held, stay: { ...order.stay, clock: { spent } } } : held;
    }
    case 'order.hold-released':
      return released(order, event.data.holdId, event.data.resumes, event.data.at);
    case 'order.hold-review-due':
      return order.status === 'closed'
        ? order
        : {
            ...order,
            holds: (order.holds ?? []).map((hold) =>
              hold.id === event.data.holdId ? { ...hold, reviewed: hold.reviewAt } : hold,
            ),
          };
    case 'order.stall-warned':
      return alarmed(order, { level: 'warned', steps: 0, at: event.data.at });
    case 'order.stalled':
      // Whoever had the warning in hand did not prevent it: the stall is raised to everybody anew.
      return alarmed(order, {
        level: 'breached',
        steps: 0,
        at: event.data.at,
        raisedAt: event.data.at,
        ...(order.stay.alarm?.acted ? { acted: true } : {}),
      });
    case 'order.stall-escalated':
      return alarmed(order, {
        ...alarmOf(order),
        level: 'escalated',
        steps: event.data.step,
        at: event.data.at,
      });
    case 'order.stall-acknowledged':
      return alarmed(order, { ...alarmOf(order), quiet: event.data.quiet, acted: true });
    case 'order.stall-returned': {
      const { quiet: _, ...alarm } = alarmOf(order);
      const raised = alarm.raisedAt === undefined ? {} : { raisedAt: event.data.at };
      return alarmed(order, { ...alarm, steps: 0, at: event.data.at, ...raised });
    }
    case 'order.checklist-item-ticked': {
      const { itemId, by, at } = event.data;
      return { ...order, ticks: { ...order.ticks, [itemId]: { by, at } } };
    }
    case 'order.checklist-item-unticked': {
      const { [event.data.itemId]: _, ...left } = order.ticks ?? {};
      const { ticks: __, ...rest } = order;
      return Object.keys(left).length === 0 ? rest : { ...rest, ticks: left };
    }
    case 'order.checklist-awaited':
      return { ...order, stay: { ...order.stay, awaited: true } };
    case 'order.promise-at-risk':
      return { ...order, late: { ...order.late, risk: event.data.at } };
    case 'order.delay-expected':
      return { ...order, late: { ...order.late, told: toldOf(event.data) } };
    case 'order.promise-missed':
      return { ...order, late: { ...order.late, missed: event.data.at } };
    case 'order.statutory-deadline-near':
      return { ...order, late: { ...order.late, statutory: 'near' } };
    case 'order.statutory-deadline-passed':
      return { ...order, late: { ...order.late, statutory: 'passed' } };
    case 'order.delay-answered': {
      const { n, choice, at } = event.data;
      return choice === 'keep' ? { ...order, late: { ...order.late, answer: { n, at } } } : order;
    }
    case 'order.delay-unanswered':
      return { ...order, late: { ...order.late, silent: event.data.n } };
    case 'order.customer-erased': {
      // The prints of what was sent go too: who sends the same order again does not bring the person back.
      const { customer: _, source: __, attributes, ...rest } = order;
      const stay = unexplained(order.stay);
      return { ...rest, ...invoiceOf(attributes), stay, intake: '', erased: event.data.at };
    }
    case 'order.refund-due':
    case 'order.refund-withdrawn':
    case 'order.refund-settled':
      return { ...order, asks: asksAfter(order, event) };
    case 'order.pieces-returned':
      return {
        ...order,
        returned: merged(order.returned ?? [], event.data.lines),
        takenBack: [...(order.takenBack ?? []), event.data.returnId],
      };
    case 'order.parcel-removed':
      return withoutParcel(order, event.data.parcelId);
    case 'order.status-noted': {
      const { parcelId, occurredAt: noted } = event.data;
      return parcelId === undefined
        ? { ...order, stay: { ...order.stay, noted } }
        : withParcel(order, parcelId, (parcel) => ({ ...parcel, noted }));
    }
    case 'order.payment-overtaken':
    case 'order.return-expected':
    case 'order.status-late':
    case 'order.status-contradicted':
    case 'order.stall-closed':
      return order;
    default:
      return never(event);
  }
}

/** The number of the invoice is the accounts' own; the other attributes may be anything. */
function invoiceOf(attributes: Order['attributes'] = {}): Pick<Order, 'attributes'> {
  const invoice = attributes[keptAttribute];
  return invoice === undefined ? {} : { attributes: { [keptAttribute]: invoice } };
}

/** Without the cause that somebody typed. */
function unexplained(stay: Stay): Stay {
  const { alarm } = stay;
  if (!alarm?.quiet) return stay;
  const { cause: _, ...quiet } = alarm.quiet;
  return { ...stay, alarm: { ...alarm, quiet } };
}

const toldOf = ({ round, at, stay, day, before }: Data<'order.delay-expected'>): Told => ({
  n: round,
  at,
  stay,
  ...(day === undefined ? {} : { day }),
  ...(before === undefined ? {} : { before }),
});

/** Of a new promise nothing has been said; the count of delays goes on, and the law's days run. */
function renewed(late: Lateness = {}): Lateness | undefined {
  const { statutory } = late;
  const told = late.told?.n === 0 ? undefined : late.told;
  if (!told && statutory === undefined) return undefined;
  return {
    ...(told ? { told: { n: told.n, ...(told.stay === undefined ? {} : { stay: told.stay }) } } : {}),
    ...(statutory === undefined ? {} : { statutory }),
  };
}

type Data<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>['data'];

function placed(data: Data<'order.placed'>): Order {
  const { orderId, stage, since, by, promisedAt, alarm, imported: _, ...kept } = data;
  return {
    ...kept,
    status: 'open',
    id: orderId,
    revision: 1,
    ...(promisedAt === undefined ? {} : { promise: { at: promisedAt } }),
    stay: { n: 1, stage, since, by, clock: { spent: duration(0), from: since }, ...(alarm ? { alarm } : {}) },
  };
}

/** Neither stage nor clock hears of a revision; a date that was agreed with it is a promise like any other. */
function revised(order: Order, data: Data<'order.revised'>): Order {
  const { revision, content, units, ref, promisedAt, credit, paid, undoes } = data;
  const undone = undoes === undefined ? 0 : (order.lastRevision?.credit ?? 0);
  const revisedBy = [...(order.revisedBy ?? []), ref].slice(-refsKept);
  const given = credit ?? 0;
  const less = Math.max(0, takenOff(order) + given - undone);
  const asks = asksOf(order);
  const lastRevision = {
    ref,
    content: order.content,
    units: order.units,
    stay: order.stay.n,
    parcels: order.parcels?.length ?? 0,
    ...(given > 0 ? { credit: given } : {}),
  };
  const { less: _, credited: ___, lastRevision: __, ...before } = order;
  const { source, check, customer, number, attributes } = data;
  const next: Order = {
    ...before,
    ...(source ? { source } : {}),
    ...(check ? { checks: withCheck(order.checks, check) } : {}),
    ...(customer === undefined ? {} : { customer }),
    ...(number === undefined ? {} : { number }),
    ...(attributes ? { attributes } : {}),
    revision,
    content,
    units,
    revisedBy,
    ...(less > 0 ? { less } : {}),
    ...(asks.length > 0 ? { asks } : {}),
    ...(paid === undefined || !order.payment ? {} : { payment: { ...order.payment, paid } }),
    ...(undoes === undefined ? { lastRevision } : {}),
  };
  if (promisedAt === undefined || promisedAt === order.promise?.at) return next;
  const { late, ...rest } = next;
  const kept = renewed(late);
  const original = order.promise && (order.promise.original ?? order.promise.at);
  return {
    ...rest,
    promise: { at: promisedAt, ...(original === undefined ? {} : { original }) },
    ...(kept ? { late: kept } : {}),
  };
}

/** The customer as he was corrected; without an e-mail nothing finds him by it. */
function contacted(order: Order, { content, customer }: Data<'order.customer-corrected'>): Order {
  const { customer: before, ...rest } = order;
  const hash = customer === undefined ? before : (customer ?? undefined);
  return { ...rest, content, ...(hash === undefined ? {} : { customer: hash }) };
}

const withCheck = (checks: Order['checks'] = [], check: Check): readonly Check[] =>
  checks.includes(check) ? checks : [...checks, check];

/** A repeat is delivered within days, an order is revised a few times: the last few are enough to know it. */
const refsKept = 8;

/** A new stay begins with a clock at zero, standing still where the order is held. */
function nextStay(
  stay: Stay,
  { to, since, by, held }: { to: string; since: Instant; by: string; held: boolean },
): Stay {
  const spent = duration(0);
  return { n: stay.n + 1, stage: to, since, by, clock: held ? { spent } : { spent, from: since } };
}

/** A correction may open a closed order again: what was wrongly reported is put right, the alarms of the wrong stage go. */
function corrected(order: Order, data: Data<'order.corrected'>): Order {
  const stay = nextStay(order.stay, data);
  if (!data.open) return { ...closed(order, data.since), stay };
  if (order.status === 'open') return { ...order, stay };
  const { closedAt: _, ...rest } = order;
  return { ...rest, status: 'open', stay };
}

/** A closed order holds nothing back. */
function closed(order: Order, closedAt: Instant): ClosedOrder {
  if (order.status === 'closed') return order;
  const { holds: _, ...rest } = order;
  return { ...rest, status: 'closed', closedAt };
}

function released(order: Order, holdId: string, resumes: boolean, from: Instant): Order {
  if (order.status === 'closed') return order;
  const { holds, ...rest } = order;
  const left = (holds ?? []).filter((hold) => hold.id !== holdId);
  const stay = resumes ? { ...order.stay, clock: { spent: order.stay.clock.spent, from } } : order.stay;
  return { ...rest, stay, ...(left.length > 0 ? { holds: left } : {}) };
}

const withParcel = (order: Order, id: string, change: (parcel: Parcel) => Parcel): Order => ({
  ...order,
  parcels: (order.parcels ?? []).map((parcel) => (parcel.id === id ? change(parcel) : parcel)),
});

function withoutParcel({ parcels = [], ...rest }: Order, id: string): Order {
  const left = parcels.filter((parcel) => parcel.id !== id);
  return left.length === 0 ? rest : { ...rest, parcels: left };
}

type RefundEvent = Extract<
  OrderEvent,
  { type: 'order.refund-due' | 'order.refund-withdrawn' | 'order.refund-settled' }
>;

/** Withdrawn ones stay with a sum of zero: their names were used. */
function asksAfter(order: Order, { type, data }: RefundEvent): readonly Ask[] {
  const { reason, parcelId, ref } = data;
  const matter = {
    reason,
    ...(parcelId === undefined ? {} : { parcelId }),
    ...(ref === undefined ? {} : { ref }),
  };
  const before = asksOf(order);
  if (type === 'order.refund-due') return [...before, { ...matter, amount: Number(data['amount'] ?? 0) }];
  return before.map((ask) => {
    if (!isSameAsk(ask, matter)) return ask;
    return type === 'order.refund-settled'
      ? { ...matter, amount: Number(data['amount']), settled: true }
      : { ...matter, amount: 0 };
  });
}

export const isSameAsk = (a: Omit<Ask, 'amount'>, b: Omit<Ask, 'amount'>): boolean =>
  a.reason === b.reason && a.parcelId === b.parcelId && a.ref === b.ref;

/** Sums of pieces by line. */
function merged(
  before: NonNullable<Order['returned']>,
  more: NonNullable<Order['returned']>,
): NonNullable<Order['returned']> {
  const sums = new Map<string, number>();
  for (const { lineId, quantity } of [...before, ...more])
    sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return [...sums].map(([lineId, quantity]) => ({ lineId, quantity }));
}

/** Money that has not come, and may still come. */
export const isAwaited = ({ state }: Pick<Payment, 'state'>): boolean =>
  state === 'pending' || state === 'failed';

const alarmed = (order: Order, alarm: Alarm): Order => ({ ...order, stay: { ...order.stay, alarm } });

function alarmOf(order: Order): Alarm {
  if (!order.stay.alarm) throw new Error('a stall was changed before it was raised');
  return order.stay.alarm;
}
