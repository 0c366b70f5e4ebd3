import { own } from '../kernel/own.ts';
import type { Head } from '../kernel/head.ts';
import type { Profile } from '../stores/profile.ts';
import { duration, formatDuration, formatInstant, type Instant } from '../time/instant.ts';
import { reaches } from './clock.ts';
import { accountOf, type Books, goneFrom, grossOf } from './account.ts';
import type { Content } from './content.ts';
import { forecast } from './forecast.ts';
import type { Problem } from './reading/problems.ts';
import type { OrderRules } from './rules.ts';
import { type Check, type Hold, isOpen, type Order, type Parcel, stallId } from './state.ts';

export interface ParcelText {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly trackingUrl?: string;
}

/** An order in a list. */
export function summary({ state: order, version }: Head<Order>, rules: OrderRules, at: Instant) {
  const { stay, promise } = order;
  const limits = isOpen(order) ? rules.limits(order) : undefined;
  const due = limits && reaches(stay.clock, limits.breach, rules.pace(order));
  const expected = isOpen(order) ? forecast(order, rules, at) : undefined;
  return {
    orderId: order.id,
    orderNumber: order.number ?? order.id,
    status: order.status,
    stage: stay.stage,
    since: formatInstant(stay.since),
    due: due === undefined ? null : formatInstant(due),
    placedAt: formatInstant(order.placedAt),
    promise: promise
      ? { promisedAt: formatInstant(promise.at), original: formatInstant(promise.original ?? promise.at) }
      : null,
    estimate: expected
      ? {
          stage: expected.stage,
          p50: formatInstant(expected.p50),
          p90: formatInstant(expected.p90),
          basis: expected.basis,
        }
      : null,
    delay: delayOf(order),
    stall: stallOf(order, rules),
    revision: order.revision,
    version,
  };
}

/** What the customer was told of its delay, and what he said to it. */
function delayOf({ late }: Order) {
  const { told, answer, silent } = late ?? {};
  if (!told) return null;
  return {
    times: told.n,
    ...(told.at === undefined || told.n === 0 ? {} : { toldAt: formatInstant(told.at) }),
    ...(told.day === undefined ? {} : { expectedBy: formatInstant(told.day) }),
    ...(answer?.n === told.n ? { answer: 'keep' } : silent === told.n ? { answer: 'none' } : {}),
  };
}

function stallOf(order: Order, rules: OrderRules) {
  const { alarm, since } = order.stay;
  if (!isOpen(order) || !alarm) return null;
  const { quiet } = alarm;
  return {
    stallId: stallId(order),
    level: alarm.level,
    since: formatInstant(since),
    limit: formatDuration(rules.limits(order)?.breach ?? duration(0)),
    acknowledged: quiet?.kind === 'acknowledged',
    ...(quiet ? { returnsAt: formatInstant(quiet.until) } : {}),
    ...(quiet?.cause === undefined ? {} : { cause: quiet.cause }),
  };
}

/** An order whole. Content and parcel texts are missing where the law or the person had them erased. */
export function detail(
  head: Head<Order>,
  content: Content | undefined,
  parcelTexts: ReadonlyMap<string, ParcelText>,
  profile: Profile,
  rules: OrderRules,
  at: Instant,
) {
  const order = head.state;
  const { currency } = profile;
  const defaultVat = profile.vat.defaultRate;
  return {
    ...summary(head, rules, at),
    ...contentView(content, currency),
    sourceUpdatedAt: order.source ? formatInstant(order.source.at) : null,
    problems: problemsOf(order, content),
    total: content ? { amount: grossOf(content, defaultVat), currency } : null,
    ...(content
      ? accountView(order, { content, parcels: parcelTexts, defaultVat }, currency)
      : { account: null }),
    payment: paymentOf(order, content, currency),
    holds: isOpen(order) ? (order.holds ?? []).map(holdView) : [],
    parcels: (order.parcels ?? []).map((parcel) => parcelView(parcel, parcelTexts.get(parcel.text), profile)),
    checklist: checklistView(order, rules),
    attributes: order.attributes ?? {},
  };
}

/** What the shop said of the order; nothing of it where it was erased. */
function contentView(content: Content | undefined, currency: string) {
  if (!content) return { customer: null, lines: [], rounding: null };
  const { customer, lines, charges, rounding, adjustments, shippingFee, totals, pricesIncludeVat } = content;
  const { buyer, deliveryAddress, billingAddress, deliveryPoint, fulfilment, note, tags } = content;
  const said = { buyer, deliveryAddress, billingAddress, deliveryPoint, fulfilment, note, tags };
  const priced = { adjustments, shippingFee, totals, pricesIncludeVat };
  return {
    customer,
    lines,
    ...Object.fromEntries(Object.entries({ ...said, ...priced }).filter(([, value]) => value !== undefined)),
    rounding: rounding
      ? { amount: { amount: rounding.amount, currency }, differs: rounding.differs === true }
      : null,
    ...(charges
      ? { charges: charges.map(({ amount, ...charge }) => ({ ...charge, amount: { amount, currency } })) }
      : {}),
  };
}

/** What a person should look at, of what was sent and of what was told since. */
export function problemsOf(order: Order, content: Content | undefined): readonly Shown[] {
  return [
    ...(content?.customer.problems ?? []).map((one) => ({ ...one, field: `customer.${one.field}` })),
    ...(content?.problems ?? []),
    ...(order.checks ?? []).map((reason) => ({ field: checkedField[reason], reason })),
  ];
}

/** Something that could not be used, or be so. */
export type Shown = Omit<Problem, 'reason'> & { readonly reason: Problem['reason'] | Check };

const checkedField: Readonly<Record<Check, string>> = {
  'ahead-of-clock': 'occurredAt',
  'before-placed': 'occurredAt',
  'same-time-other-content': 'sourceUpdatedAt',
};

/** Who owes whom, in sums with VAT; and of each line how many pieces are still the customer's. */
function accountView(order: Order, books: Books, currency: string) {
  const { charged, rates, paid, refunded, due } = accountOf(order, books);
  const money = (amount: number) => ({ amount, currency });
  const gone = goneFrom(order, books);
  return {
    account: {
      charged: money(charged.gross),
      net: money(charged.net),
      vat: money(charged.vat),
      rates: rates.map(({ vatRate, net, vat, gross }) => ({
        vatRate,
        net: money(net),
        vat: money(vat),
        gross: money(gross),
      })),
      paid: money(paid),
      refunded: money(refunded),
      due: { to: due === 0 ? null : due < 0 ? 'customer' : 'shop', amount: money(Math.abs(due)) },
    },
    pieces: books.content.lines.map(({ lineId, quantity }) => ({
      lineId,
      ordered: quantity,
      gone: Math.min(quantity, gone.get(lineId) ?? 0),
    })),
  };
}

/** The checklist of the present stage, and whatever is ticked of others. */
const checklistView = (order: Order, { flow, locale }: OrderRules) =>
  flow.names
    .flatMap((stage) => (flow.stage(stage)?.checklist ?? []).map((item) => ({ stage, item })))
    .filter(({ stage, item }) => stage === order.stay.stage || own(order.ticks, item.id) !== undefined)
    .map(({ stage, item: { id, label, mandatory } }) => {
      const tick = own(order.ticks, id);
      return {
        itemId: id,
        stage,
        label: label[locale],
        mandatory,
        done: tick !== undefined,
        ...(tick ? { by: tick.by, at: formatInstant(tick.at) } : {}),
      };
    });

const holdView = ({ id, scope, reason, at, reviewAt }: Hold) => ({
  holdId: id,
  scope,
  reason,
  since: formatInstant(at),
  reviewAt: formatInstant(reviewAt),
});

/** The link given with the parcel, else the one that the shop's carrier profile makes from the AWB. */
export function trackingUrl(
  parcel: Parcel,
  text: ParcelText | undefined,
  profile: Profile,
): string | undefined {
  if (text?.trackingUrl !== undefined) return text.trackingUrl;
  const carrier = profile.carriers.find(({ id, name }) => id === parcel.carrier || name === parcel.carrier);
  if (parcel.awb === undefined) return undefined;
  return carrier?.trackingUrl?.replace('{awb}', encodeURIComponent(parcel.awb));
}

function parcelView(parcel: Parcel, text: ParcelText | undefined, profile: Profile) {
  const link = trackingUrl(parcel, text, profile);
  return {
    parcelId: parcel.id,
    stage: parcel.stage,
    since: formatInstant(parcel.since),
    carrier: parcel.carrier,
    ...(parcel.awb === undefined ? {} : { awb: parcel.awb }),
    ...(link === undefined ? {} : { trackingUrl: link }),
    lines: text?.lines ?? [],
  };
}

function paymentOf(order: Order, content: Content | undefined, currency: string) {
  if (!order.payment) return null;
  const { paymentMethod: method, terms } = content ?? {};
  const { state, paid, refunded, reference } = order.payment;
  return {
    ...(method === undefined ? {} : { method }),
    state,
    ...(paid === undefined ? {} : { paidAmount: { amount: paid, currency } }),
    ...(refunded === undefined ? {} : { refundedAmount: { amount: refunded, currency } }),
    ...(reference === undefined ? {} : { reference }),
    ...(terms ? { terms } : {}),
  };
}
