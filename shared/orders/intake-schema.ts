import * as z from 'zod/mini';
import {
  attributeLabel,
  id,
  line,
  loose,
  money,
  printable,
  prose,
  shopTime,
  sku,
  stageName,
  time,
  vatRate,
} from '../http/fields.ts';
import { paymentStates } from './state.ts';

/**
 * An order as shops have it. Bounds are for what is wrong; what is merely odd (a telephone that is none, a break in a name,
 * a country in words) is taken, and put right or marked in `reading/`. A new optional field must have no default: bodies
 * of before must mean what they meant.
 */

/** What takes stock, lies in parcels and is delivered, and what is only charged. */
export const lineKinds = ['goods', 'service', 'fee', 'gift-card'] as const;

const address = z.strictObject({
  name: z.optional(loose(200)),
  company: z.optional(loose(200)),
  phone: z.optional(loose(100)),
  street: z.optional(loose(300)),
  /** Floor, flat, building. */
  street2: z.optional(loose(300)),
  city: z.optional(loose(100)),
  county: z.optional(loose(100)),
  postalCode: z.optional(loose(20)),
  /** ISO 3166-1, such as RO; the shop's country unless said. */
  country: z.optional(loose(60)),
  note: z.optional(prose(500)),
});

/** A price, with words for the two ways in which shops get it wrong. */
const price = z.strictObject({
  amount: z
    .int('must be whole minor units (12.99 lei is 1299); where a piece costs parts of one, send lineTotal')
    .check(
      z.minimum(0, 'must not be below zero: what is taken off is an adjustment of kind discount'),
      z.maximum(1_000_000_000_000),
    ),
  currency: money.shape.currency,
});

const orderLine = z
  .strictObject({
    lineId: z.optional(id),
    /** A line without one is watched; its stock is not. */
    sku: z.optional(sku),
    kind: z.optional(z.enum(lineKinds)),
    name: loose(500),
    /** 0 where the shop has taken the line out: it is left out. */
    quantity: z
      .int(
        'must be a whole number of pieces; what is sold by weight goes in as 1, with its weight in the name',
      )
      .check(z.minimum(0, 'must not be below zero'), z.maximum(1_000_000)),
    unitPrice: z.optional(price),
    /** What the whole line costs before its discount, where a piece costs parts of a minor unit. */
    lineTotal: z.optional(price),
    vatRate: z.optional(vatRate),
    /** Off the whole line, not off a piece. */
    discount: z.optional(money),
    /** The consumer's right to withdraw does not hold for it: made to measure, perishable, sealed. */
    withdrawal: z.optional(z.literal('excluded')),
    withdrawalReason: z.optional(loose(200)),
    /** As Shopify says it: false is a line of kind `service`. */
    requiresShipping: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ unitPrice, lineTotal }) => (unitPrice ?? lineTotal) !== undefined, {
      path: ['unitPrice'],
      message: 'is needed, or lineTotal in its place',
    }),
  );

const adjustment = z.strictObject({
  kind: z.enum(['discount', 'voucher', 'fee', 'tip']),
  name: loose(120),
  /** Minor units; what a discount or voucher takes off may come with a minus or without. */
  amount: z.strictObject({
    amount: z.int().check(z.minimum(-1_000_000_000_000), z.maximum(1_000_000_000_000)),
    currency: money.shape.currency,
  }),
  vatRate: z.optional(vatRate),
});

const totals = z.strictObject({
  gross: money,
  tax: z.optional(money),
  byRate: z.optional(
    z
      .array(
        z.strictObject({ vatRate, net: z.optional(money), tax: z.optional(money), gross: z.optional(money) }),
      )
      .check(z.maxLength(20)),
  ),
});

const attributes = z
  .record(attributeLabel, line(100))
  .check(z.refine((all) => Object.keys(all).length <= 20, 'at most 20 attributes'));

const deliveryPoint = z.strictObject({
  carrier: z.optional(loose(60)),
  id: printable(64),
  name: z.optional(loose(200)),
  address: z.optional(address),
});

/** Nothing of a contact refuses an order; the bound is for what is no contact at all. */
const contact = z.string().check(z.trim(), z.maxLength(500));

const customer = z.strictObject({
  name: z.optional(contact),
  email: z.optional(contact),
  phone: z.optional(contact),
  /** Any language tag (BCP 47): messages come in it, else in the shop's language. */
  locale: z.optional(contact),
});

const lines = z.array(orderLine).check(z.minLength(1), z.maxLength(500));

/** The parts of an order that a shop may edit later. */
const content = {
  adjustments: z.optional(z.array(adjustment).check(z.maxLength(50))),
  shippingFee: z.optional(money),
  /** What the shop charged in all. It stands, whatever the lines add up to. */
  totals: z.optional(totals),
  deliveryAddress: z.optional(address),
  billingAddress: z.optional(address),
  /** A locker or pick-up point of a carrier. */
  deliveryPoint: z.optional(deliveryPoint),
  fulfilment: z.optional(z.enum(['ship', 'pickup-point', 'store-pickup', 'none'])),
  note: z.optional(prose(2_000)),
  tags: z.optional(z.array(loose(60)).check(z.maxLength(50))),
  /** When the shop last changed the order: what is older changes nothing. */
  sourceUpdatedAt: z.optional(shopTime),
};

export const intakeSchema = z.strictObject({
  /** The shop’s own id; one that is written for people (`#1001`) is kept as `1001` and shown as it is. */
  orderId: printable(64),
  /** As people write it: `#1001`, `FC/2026/1`. */
  orderNumber: z.optional(printable(64)),
  placedAt: shopTime,
  customer: z.prefault(customer, {}),
  buyer: z.optional(
    z.strictObject({
      kind: z.enum(['consumer', 'company']),
      name: z.optional(line(160)),
      vatId: z.optional(line(20)),
      orderNumber: z.optional(line(60)),
    }),
  ),
  lines,
  ...content,
  pricesIncludeVat: z.optional(z.boolean()),
  payment: z.optional(
    z.strictObject({
      method: z.optional(line(40)),
      state: z.enum(paymentStates),
      paidAmount: z.optional(money),
      reference: z.optional(line(80)),
      terms: z.optional(
        z.strictObject({
          kind: z.enum(['prepaid', 'transfer', 'on-delivery', 'on-account']),
          dueAt: z.optional(shopTime),
        }),
      ),
    }),
  ),
  promisedAt: z.optional(time),
  attributes: z.optional(attributes),
  /** Takes over an open order of before: needs `stage` and `since`, sends nothing for the past. */
  import: z.optional(z.literal(true)),
  stage: z.optional(stageName),
  since: z.optional(time),
});
export type Intake = z.output<typeof intakeSchema>;
export type IntakeAddress = z.output<typeof address>;

/** The order as the shop now has it; what is absent stays as it was. */
export const contentSchema = z.strictObject({ lines: z.optional(lines), ...content });
export type ContentBody = z.output<typeof contentSchema>;

const removable = z.optional(z.nullable(contact));

/** What is absent stays; `null` removes. */
export const customerSchema = z
  .strictObject({
    name: removable,
    email: removable,
    phone: removable,
    locale: removable,
    reason: line(200),
  })
  .check(z.refine((given) => Object.keys(given).length > 1, 'must say what of the customer changes'));
export type CustomerBody = z.output<typeof customerSchema>;
