import {
  accountOf,
  askedOf,
  asksOf,
  type Books,
  grossOf,
  owedBack,
  paidOf,
  type Pieces,
  refundedOf,
  takenOff,
  valueOf,
} from '../account.ts';
import type { OrderEvent } from '../events.ts';
import { evolve, isSameAsk } from '../evolve.ts';
import type { Ask, Order, Payment } from '../state.ts';

type Matter = Omit<Ask, 'amount' | 'settled'>;

/** Could these events change what an order costs, what was paid of it, or what is owed back? */
export function touchesMoney(order: Order, events: readonly OrderEvent[]): boolean {
  if (!order.payment && !order.asks && !events.some(({ type }) => type === 'order.payment-changed'))
    return false;
  return events.some((event) => {
    switch (event.type) {
      case 'order.revised':
      case 'order.pieces-returned':
      case 'order.corrected':
        return true;
      case 'order.stage-changed':
      case 'order.parcel-stage-changed':
        return (
          ends.has(event.data.to) || (order.payment?.state === 'on-delivery' && event.data.to === arrived)
        );
      case 'order.payment-changed':
        // Until something was taken off it, whatever is paid is what it costs.
        return (
          takenOff(order) > 0 ||
          (order.asks ?? order.returned) !== undefined ||
          ends.has(order.stay.stage) ||
          (order.parcels ?? []).some(({ stage }) => ends.has(stage))
        );
      default:
        return false;
    }
  });
}

const ends: ReadonlySet<string> = new Set(['cancelled', 'returned']);
const arrived = 'delivered';

/**
 * A decision's events with what follows of them for the account: a sum that was reported without an amount gets one,
 * money that the carrier collected is a payment, and finance is asked for what is owed back by then, less what it was
 * asked for before; what is not owed any more is withdrawn. `before` has the content that the order had.
 */
export function withSettlement(
  order: Order,
  events: readonly OrderEvent[],
  { before, after }: { readonly before: Books; readonly after: Books },
): readonly OrderEvent[] {
  const stated = events.map((event) => withSum(order, withCredit(event, { before, after }), before));
  const moved = stated.reduce(evolve, order);
  const collected = collection(order, moved, stated, after);
  const now = collected.reduce(evolve, moved);
  return [
    ...stated,
    ...collected,
    ...(isDoubtful(now, after) ? [] : asks(now, matterOf(now, events), after)),
  ];
}

/**
 * Where the shop charged something else than its lines add up to, nobody knows what a part of the order cost: no money is
 * proposed to go back by itself, unless all of it does.
 */
const isDoubtful = ({ stay }: Order, { content }: Books): boolean =>
  content.rounding?.differs === true && !ends.has(stay.stage);

/** What a revision takes off is the difference between two contents, to the minor unit. */
function withCredit(event: OrderEvent, { before, after }: { before: Books; after: Books }): OrderEvent {
  if (event.type !== 'order.revised') return event;
  const { credit: _, ...data } = event.data;
  const less = grossOf(before.content, before.defaultVat) - grossOf(after.content, after.defaultVat);
  return { ...event, data: { ...data, ...(less > 0 ? { credit: less } : {}) } as typeof event.data };
}

/** What is paid without a sum is what was authorised, else what the order costs at that moment. */
function withSum(order: Order, event: OrderEvent, books: Books): OrderEvent {
  const gross = grossOf(books.content, books.defaultVat);
  if (event.type === 'order.revised' && event.data.credit === undefined && unstated(order.payment))
    return { ...event, data: { ...event.data, paid: paidOf(order, gross) } };
  if (event.type !== 'order.payment-changed' || !unstated(event.data.payment)) return event;
  const paid =
    order.payment?.state === 'authorised'
      ? gross + takenOff(order)
      : Math.max(order.payment?.paid ?? 0, accountOf(order, books).charged.gross);
  return { ...event, data: { payment: { ...event.data.payment, paid } } };
}

const unstated = (payment: Payment | undefined): boolean =>
  payment?.state === 'paid' && payment.paid === undefined;

/** Cash on delivery: what is delivered was paid to the carrier, each piece once; the last brings the whole sum. */
function collection(
  before: Order,
  order: Order,
  events: readonly OrderEvent[],
  books: Books,
): readonly OrderEvent[] {
  const delivered = events.some(
    ({ type, data }) =>
      (type === 'order.stage-changed' || type === 'order.parcel-stage-changed') && data['to'] === arrived,
  );
  if (!delivered || before.payment?.state !== 'on-delivery') return [];
  const { charged } = accountOf(order, books);
  const parcels = (order.parcels ?? []).filter(({ stage }) => stage === arrived);
  const pieces: Pieces = parcels.flatMap(({ text }) => books.parcels.get(text)?.lines ?? []);
  const whole = order.stay.stage === arrived;
  const paid = whole ? charged.gross : valueOf(books.content, pieces, books.defaultVat);
  const payment: Payment = { ...before.payment, state: whole ? 'paid' : 'on-delivery', paid };
  return paid === before.payment.paid ? [] : [{ type: 'order.payment-changed', data: { payment } }];
}

/** For which refund the difference is: by the last event that tells. */
function matterOf(order: Order, events: readonly OrderEvent[]): Matter {
  let matter: Matter = { reason: ends.has(order.stay.stage) ? order.stay.stage : 'payment' };
  for (const { type, data } of events)
    switch (type) {
      case 'order.revised':
        matter = { reason: data.reason, ref: data.ref };
        break;
      case 'order.pieces-returned':
        matter = { reason: 'returned', ref: `return/${data.returnId}` };
        break;
      case 'order.parcel-stage-changed':
        if (ends.has(data.to)) matter = { reason: data.to, parcelId: data.parcelId };
        break;
      case 'order.stage-changed':
        // An order that its last parcel brought to its end has that parcel's refund.
        if (ends.has(data.to) && matter.parcelId === undefined) matter = { reason: data.to };
        break;
      default:
    }
  return matter;
}

/** What finance is asked for now, or is not asked for any more. */
function asks(order: Order, matter: Matter, books: Books): readonly OrderEvent[] {
  const owed = owedBack(order, books);
  const paid = paidOf(order, grossOf(books.content, books.defaultVat));
  const asked = Math.max(askedOf(order), refundedOf(order, paid));
  if (owed > asked) return [due(order, matter, owed - asked)];
  const withdrawn: OrderEvent[] = [];
  let excess = askedOf(order) - owed;
  for (const ask of [...asksOf(order)].reverse()) {
    if (excess <= 0) break;
    if (ask.settled || ask.amount === 0) continue;
    const { amount, ...of } = ask;
    withdrawn.push({ type: 'order.refund-withdrawn', data: of });
    excess -= amount;
  }
  // The last that was withdrawn was more than was too much.
  if (excess >= 0 || withdrawn.length === 0) return withdrawn;
  return [...withdrawn, due(withdrawn.reduce(evolve, order), matter, -excess)];
}

/** A refund's name is used once in the life of an order: a second one for the same reason is numbered. */
function due(order: Order, matter: Matter, amount: number): OrderEvent {
  const taken = (one: Matter) => asksOf(order).some((ask) => isSameAsk(ask, one));
  let name = matter;
  for (let n = 2; taken(name); n++)
    name = { ...matter, ref: [matter.ref, String(n)].filter(Boolean).join('/') };
  return { type: 'order.refund-due', data: { ...name, amount } };
}
