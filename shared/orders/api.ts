import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import {
  currency,
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
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';

const address = z.strictObject({
  name: z.optional(line(120)),
  street: line(200),
  city: line(100),
  county: z.optional(line(60)),
  postalCode: z.optional(line(16)),
  country: z._default(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as RO')), 'RO'),
  note: z.optional(prose(300)),
});

const paymentState = z.enum(['pending', 'authorised', 'paid', 'on-delivery', 'refunded']);

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
  .record(
    z.string().check(z.regex(/^[a-z][A-Za-z0-9-]{0,29}$/, 'must be a short name such as warehouse')),
    line(60),
  )
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
  paidAmount: z.optional(money),
  reference: z.optional(line(80)),
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
export const acknowledgementSchema = z.strictObject({
  cause: z.optional(line(100)),
  note: z.optional(prose(1_000)),
});
export const snoozeSchema = z.strictObject({ until: time, reason: line(200) });

const receipt = z.object({
  orderId: z.string(),
  outcome: z.string(),
  version: z.int(),
  stage: z.optional(z.string()),
  holdId: z.optional(z.string()),
  parcelId: z.optional(z.string()),
  stallId: z.optional(z.string()),
});

const stallView = z.nullable(
  z.object({
    stallId: z.string(),
    level: z.enum(['warned', 'breached', 'escalated']),
    since: z.string(),
    limit: z.string(),
    acknowledged: z.boolean(),
    returnsAt: z.optional(z.string()),
    cause: z.optional(z.string()),
  }),
);

const orderSummary = {
  orderId: z.string(),
  status: z.enum(['open', 'closed']),
  stage: z.string(),
  since: z.string(),
  due: z.nullable(z.string()),
  placedAt: z.string(),
  promise: z.nullable(z.object({ promisedAt: z.string(), original: z.string() })),
  estimate: z.nullable(
    z.object({
      stage: z.string(),
      p50: z.string(),
      p90: z.string(),
      basis: z.object({ samples: z.int(), segment: z.string() }),
    }),
  ),
  stall: stallView,
  revision: z.int(),
  version: z.int(),
};

const orderView = z.object({
  ...orderSummary,
  customer: z.nullable(z.unknown()),
  buyer: z.optional(z.unknown()),
  deliveryAddress: z.optional(z.unknown()),
  lines: z.array(z.object({ lineId: z.string(), sku: z.string(), name: z.string(), quantity: z.int() })),
  shippingFee: z.optional(money),
  total: z.nullable(z.object({ amount: z.int(), currency })),
  payment: z.nullable(z.unknown()),
  holds: z.array(
    z.object({
      holdId: z.string(),
      scope: z.string(),
      reason: z.string(),
      since: z.string(),
      reviewAt: z.string(),
    }),
  ),
  parcels: z.array(
    z.object({ parcelId: z.string(), stage: z.string(), since: z.string(), carrier: z.string() }),
  ),
  attributes: z.object({}),
});

const timelineEntry = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  occurredAt: z.string(),
  actor: z.string(),
  version: z.int(),
  data: z.object({}),
  note: z.optional(z.string()),
});

const page = (item: Parameters<typeof z.array>[0]) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });
const ofOrder = z.strictObject({ orderId: id });
const ofStall = z.strictObject({
  stallId: z.string().check(z.regex(/^[A-Za-z0-9._~:-]{1,71}$/, 'is not the id of a stall')),
});

export const ordersApi = {
  'POST /v1/orders': {
    summary: 'Take in an order. The same order again answers 200, the same id with other content 409.',
    roles: ['storefront', 'operator', 'admin'],
    body: intakeSchema,
    answers: { 201: receipt, 200: receipt },
  },
  'GET /v1/orders': {
    summary: 'Orders, oldest in their stage first.',
    roles: anyone,
    query: z.strictObject({
      ...paging,
      stage: z.optional(stageName),
      stalled: z.optional(z.enum(['true', 'false'])),
    }),
    answers: { 200: page(z.object(orderSummary)) },
  },
  'GET /v1/orders/{orderId}': {
    summary: 'An order: where it is, since when, when it is due and expected, what holds it.',
    roles: anyone,
    params: ofOrder,
    answers: { 200: orderView },
  },
  'GET /v1/orders/{orderId}/timeline': {
    summary: 'Every event of an order, notices and alerts included, oldest first.',
    roles: anyone,
    params: ofOrder,
    query: z.strictObject(paging),
    answers: { 200: page(timelineEntry) },
  },
  'POST /v1/orders/{orderId}/status': {
    summary:
      'Report a stage. A fact is accepted though stages were skipped; a command must be allowed from here.',
    roles: ['storefront', 'operator', 'warehouse', 'supervisor', 'packing', 'logistics', 'admin'],
    params: ofOrder,
    body: statusSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/orders/{orderId}/corrections': {
    summary: 'Put right a stage that was wrongly reported.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofOrder,
    body: correctionSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/orders/{orderId}/parcels': {
    summary: 'Add a parcel, or update it: carrier, AWB, tracking link.',
    roles: ['storefront', 'operator', 'warehouse', 'packing', 'logistics', 'admin'],
    params: ofOrder,
    body: parcelSchema,
    conditional: true,
    answers: { 201: receipt, 200: receipt },
  },
  'POST /v1/orders/{orderId}/payment': {
    summary: 'Report the state of the payment.',
    roles: ['storefront', 'operator', 'finance', 'admin'],
    params: ofOrder,
    body: paymentSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/orders/{orderId}/promise': {
    summary: 'Promise a new date; with ?preview=true answers the message and changes nothing.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofOrder,
    query: z.strictObject({ preview: z.optional(z.enum(['true', 'false'])) }),
    body: promiseSchema,
    conditional: true,
    answers: { 200: z.object({}) },
  },
  'POST /v1/orders/{orderId}/holds': {
    summary: 'Hold an order, or a part of it for an amendment. Only the former stops the stall clock.',
    roles: [
      'storefront',
      'operator',
      'warehouse',
      'supervisor',
      'finance',
      'procurement',
      'packing',
      'logistics',
      'admin',
    ],
    params: ofOrder,
    body: holdSchema,
    conditional: true,
    answers: { 201: receipt },
  },
  'DELETE /v1/orders/{orderId}/holds/{holdId}': {
    summary: 'Release a hold: the stall clock goes on where it stopped.',
    roles: [
      'storefront',
      'operator',
      'warehouse',
      'supervisor',
      'finance',
      'procurement',
      'packing',
      'logistics',
      'admin',
    ],
    params: z.strictObject({ orderId: id, holdId: id }),
    conditional: true,
    answers: { 200: receipt },
  },
  'GET /v1/stalls': {
    summary: 'The work list: stalled orders, gravest and oldest first.',
    roles: anyone,
    query: z.strictObject({
      ...paging,
      level: z.optional(z.enum(['warned', 'breached', 'escalated'])),
      stage: z.optional(stageName),
      acknowledged: z.optional(z.enum(['true', 'false'])),
    }),
    answers: { 200: page(z.object(orderSummary)) },
  },
  'POST /v1/stalls/{stallId}/acknowledgement': {
    summary: 'Take a stall in hand. If it is still there after the shop’s time, it comes back.',
    roles: ['operator', 'supervisor', 'warehouse', 'admin'],
    params: ofStall,
    body: acknowledgementSchema,
    bodyOptional: true,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/stalls/{stallId}/snooze': {
    summary: 'Put a stall off until a time, with a reason.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofStall,
    body: snoozeSchema,
    conditional: true,
    answers: { 200: receipt },
  },
} as const satisfies Record<(typeof routes)['orders'][number], Call>;
