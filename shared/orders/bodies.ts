import * as z from 'zod/mini';
import { paymentStates } from './state.ts';
import {
  attributeName,
  email,
  httpsUrl,
  id,
  line,
  locale,
  money,
  phone,
  prose,
  quantity,
  sku,
  stageName,
  time,
  vatRate,
} from '../http/fields.ts';

/** What the calls about orders take: every field with its bound, unknown fields refused by name. */

export const address = z.strictObject({
  name: z.optional(line(120)),
  street: line(200),
  city: line(100),
  county: z.optional(line(60)),
  postalCode: z.optional(line(16)),
  country: z._default(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as RO')), 'RO'),
  note: z.optional(prose(300)),
});

const paymentState = z.enum(paymentStates);

const orderLine = z.strictObject({
  lineId: z.optional(id),
  sku,
  name: line(200),
  quantity,
  unitPrice: money,
  vatRate: z.optional(vatRate),
  /** Off the whole line, not off a piece. */
  discount: z.optional(money),
});

const attributes = z
  .record(attributeName, line(60))
  .check(z.refine((all) => Object.keys(all).length <= 12, 'at most 12 attributes'));

export const intakeSchema = z.strictObject({
  orderId: id,
  placedAt: time,
  customer: z.strictObject({
    name: line(120),
    email: z.optional(email),
    phone: z.optional(phone),
    locale: z.optional(locale),
  }),
  buyer: z.optional(
    z.strictObject({
      kind: z.enum(['consumer', 'company']),
      name: z.optional(line(160)),
      vatId: z.optional(line(20)),
      orderNumber: z.optional(line(60)),
    }),
  ),
  deliveryAddress: z.optional(address),
  lines: z.array(orderLine).check(z.minLength(1), z.maxLength(500)),
  shippingFee: z.optional(money),
  pricesIncludeVat: z.optional(z.boolean()),
  payment: z.optional(
    z.strictObject({
      method: line(40),
      state: paymentState,
      paidAmount: z.optional(money),
      reference: z.optional(line(80)),
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

export const statusSchema = z.strictObject({
  stage: stageName,
  occurredAt: z.optional(time),
  reason: z.optional(line(200)),
  note: z.optional(prose(1_000)),
  parcelId: z.optional(id),
  fact: z.optional(z.boolean()),
});
export const correctionSchema = z.strictObject({
  stage: stageName,
  since: z.optional(time),
  reason: line(200),
});
export const parcelSchema = z.strictObject({
  parcelId: id,
  lines: z.array(z.strictObject({ lineId: id, quantity })).check(z.minLength(1), z.maxLength(500)),
  carrier: line(60),
  awb: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{3,40}$/, 'must be 3–40 letters, digits or -'))),
  trackingUrl: z.optional(httpsUrl),
});
export type ParcelBody = z.output<typeof parcelSchema>;
export const paymentSchema = z.strictObject({
  state: paymentState,
  /** Received, and paid back, so far. */
  paidAmount: z.optional(money),
  refundedAmount: z.optional(money),
  /** When it was so: what happened last holds, whenever it is reported. */
  occurredAt: z.optional(time),
  reference: z.optional(line(80)),
});
export const progressSchema = z.strictObject({
  stage: stageName,
  lines: z
    .array(z.strictObject({ lineId: id, unitsDone: z.int().check(z.minimum(0), z.maximum(1_000_000)) }))
    .check(z.minLength(1), z.maxLength(500)),
});
export const promiseSchema = z.strictObject({
  promisedAt: time,
  reason: line(200),
  notifyCustomer: z._default(z.boolean(), true),
});
export const holdSchema = z.strictObject({
  reason: line(200),
  note: z.optional(prose(1_000)),
  reviewAt: z.optional(time),
  scope: z._default(z.enum(['order', 'amendment']), 'order'),
});
export const tickSchema = z.strictObject({ done: z.boolean(), note: z.optional(prose(1_000)) });
export const acknowledgementSchema = z.strictObject({
  cause: z.optional(line(100)),
  note: z.optional(prose(1_000)),
});
export const snoozeSchema = z.strictObject({ until: time, reason: line(200) });
