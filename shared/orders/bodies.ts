import * as z from 'zod/mini';
import { paymentStates } from './state.ts';
import { awb, httpsUrl, id, line, money, prose, quantity, stageName, time } from '../http/fields.ts';

/** What the calls about orders take besides the intake: every field with its bound, unknown fields refused by name. */

/** An address as a change of an order names it. */
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

export const statusSchema = z.strictObject({
  stage: stageName,
  occurredAt: z.optional(time),
  reason: z.optional(line(200)),
  note: z.optional(prose(1_000)),
  parcelId: z.optional(id),
  fact: z.optional(z.boolean()),
});
export type StatusBody = z.output<typeof statusSchema>;
export const correctionSchema = z.strictObject({
  stage: stageName,
  since: z.optional(time),
  reason: line(200),
});
export const parcelSchema = z.strictObject({
  parcelId: id,
  lines: z.array(z.strictObject({ lineId: id, quantity })).check(z.minLength(1), z.maxLength(500)),
  carrier: line(60),
  awb: z.optional(awb),
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
export type PaymentBody = z.output<typeof paymentSchema>;
export const progressSchema = z.strictObject({
  stage: stageName,
  lines: z
    .array(z.strictObject({ lineId: id, unitsDone: z.int().check(z.minimum(0), z.maximum(1_000_000)) }))
    .check(z.minLength(1), z.maxLength(500)),
});
export type ProgressBody = z.output<typeof progressSchema>;
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
