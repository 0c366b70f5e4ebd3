import { commaBelow, oneLine } from '../../i18n/fold.ts';
import type { Profile } from '../../stores/profile.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';
import { readShopTime } from '../../time/shop-time.ts';
import type { Content, DeliveryPoint, Line, PaymentTerms } from '../content.ts';
import type { ContentBody, Intake } from '../intake-schema.ts';
import { orderIdOf } from '../order-id.ts';
import { readAddress } from './address.ts';
import { readContact, type ReadPhone } from './contact.ts';
import type { Problem } from './problems.ts';
import { withShares } from './shares.ts';
import { withRounding } from './totals.ts';

/** The part of a shop's profile by which orders are read. */
export type Shop = Pick<Profile, 'country' | 'timeZone' | 'currency' | 'vat'>;

/**
 * What an order says beside its head. Lines without an id are numbered by their place, those that the shop has taken out are
 * left out; text is one line in one Unicode form; times are UTC; what cannot be used is kept as a problem.
 */
export function readIntake(intake: Intake, shop: Shop, readPhone: ReadPhone): Content {
  const { customer, payment, orderNumber, buyer, pricesIncludeVat } = intake;
  const edited = readContent(intake, shop);
  const placed = readShopTime(intake.placedAt, shop.timeZone);
  const number = orderNumber ?? (orderIdOf(intake.orderId) === intake.orderId ? undefined : intake.orderId);
  const country = (edited.deliveryAddress ?? edited.billingAddress)?.country ?? shop.country;
  const problems: Problem[] = [
    ...(placed?.assumed ? [{ field: 'placedAt', reason: 'no-offset', value: intake.placedAt } as const] : []),
    ...(edited.problems ?? []),
  ];
  const content: Content = {
    ...edited,
    lines: edited.lines ?? [],
    placedAt: timeText(placed?.at, intake.placedAt),
    customer: readContact(customer, country, readPhone),
    ...(number === undefined ? {} : { orderNumber: number }),
    ...(buyer ? { buyer } : {}),
    ...(pricesIncludeVat === undefined ? {} : { pricesIncludeVat }),
    ...(payment?.method === undefined ? {} : { paymentMethod: payment.method }),
    ...(payment?.terms ? { terms: readTerms(payment.terms, shop) } : {}),
    ...(problems.length > 0 ? { problems } : {}),
  };
  return reckoned(content, shop);
}

/** The parts of an order that a shop may edit later, as far as they are there. */
export function readContent(body: ContentBody, shop: Shop): Partial<Content> {
  const { lines, deliveryAddress, billingAddress, deliveryPoint, sourceUpdatedAt, ...rest } = body;
  const delivery = deliveryAddress && readAddress(deliveryAddress, shop.country, 'deliveryAddress');
  const billing = billingAddress && readAddress(billingAddress, shop.country, 'billingAddress');
  const source = sourceUpdatedAt === undefined ? undefined : readShopTime(sourceUpdatedAt, shop.timeZone);
  const unreasoned = (lines ?? []).flatMap(({ withdrawal, withdrawalReason }, at): Problem[] =>
    withdrawal !== undefined && withdrawalReason === undefined
      ? [{ field: `lines.${String(at)}.withdrawal`, reason: 'withdrawal-without-reason' }]
      : [],
  );
  const nothing: Problem[] = lines?.every(({ quantity }) => quantity === 0)
    ? [{ field: 'lines', reason: 'nothing-ordered' }]
    : [];
  const problems = [...(delivery?.problems ?? []), ...(billing?.problems ?? []), ...unreasoned, ...nothing];
  const { adjustments, shippingFee, totals, fulfilment, note, tags } = rest;
  return {
    ...(adjustments ? { adjustments } : {}),
    ...(shippingFee ? { shippingFee } : {}),
    ...(totals ? { totals } : {}),
    ...(fulfilment ? { fulfilment } : {}),
    ...(note === undefined ? {} : { note: note.normalize('NFC') }),
    ...(tags ? { tags: tags.map(oneLine) } : {}),
    ...(lines ? { lines: readLines(lines) } : {}),
    ...(delivery ? { deliveryAddress: delivery.address } : {}),
    ...(billing ? { billingAddress: billing.address } : {}),
    ...(deliveryPoint ? { deliveryPoint: readPoint(deliveryPoint, shop) } : {}),
    ...(source ? { sourceUpdatedAt: formatInstant(source.at) } : {}),
    ...(problems.length > 0 ? { problems } : {}),
  };
}

/** A content with all that is reckoned of it: shares of discounts, rounding, whether it goes abroad. */
export function reckoned(content: Content, shop: Shop): Content {
  const { abroad: _, rounding: __, ...rest } = content;
  const to = rest.deliveryAddress?.country;
  const there = { ...rest, ...(to === undefined || to === shop.country ? {} : { abroad: true as const }) };
  return withRounding(withShares(there), shop.vat.defaultRate);
}

export function readLines(lines: Intake['lines']): Line[] {
  return lines.flatMap((given, at): Line[] => {
    const { requiresShipping, unitPrice, lineTotal, name, kind, ...line } = given;
    if (line.quantity === 0) return [];
    const price = unitPrice ?? lineTotal;
    if (!price) return [];
    const piece = unitPrice ?? { ...price, amount: Math.round(price.amount / line.quantity) };
    const as = kind ?? (requiresShipping === false ? 'service' : undefined);
    return [
      {
        ...line,
        lineId: line.lineId ?? String(at + 1),
        name: oneLine(name),
        unitPrice: piece,
        ...(as === undefined ? {} : { kind: as }),
        ...(lineTotal ? { lineTotal } : {}),
      },
    ];
  });
}

/** Attributes are compared, counted and learned from: one way of writing each value. */
export const readAttributes = (given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, commaBelow(value)]));

function readPoint(given: NonNullable<Intake['deliveryPoint']>, shop: Shop): DeliveryPoint {
  const { id, carrier, name, address } = given;
  return {
    id,
    ...(carrier === undefined ? {} : { carrier: oneLine(carrier) }),
    ...(name === undefined ? {} : { name: oneLine(name) }),
    ...(address ? { address: readAddress(address, shop.country, 'deliveryPoint.address').address } : {}),
  };
}

function readTerms(
  { kind, dueAt }: { kind: PaymentTerms['kind']; dueAt?: string | undefined },
  shop: Shop,
): PaymentTerms {
  const due = dueAt === undefined ? undefined : readShopTime(dueAt, shop.timeZone);
  return { kind, ...(due ? { dueAt: formatInstant(due.at) } : {}) };
}

const timeText = (at: Instant | undefined, given: string): string =>
  at === undefined ? given : formatInstant(at);
