import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { id, line, stageName } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';
import { orderSummary, orderView, page, promisePreview, receipt, timelineEntry } from './answers.ts';
import {
  acknowledgementSchema,
  correctionSchema,
  holdSchema,
  parcelSchema,
  paymentSchema,
  progressSchema,
  promiseSchema,
  snoozeSchema,
  statusSchema,
  tickSchema,
} from './bodies.ts';
import { orderIdOf } from './order-id.ts';
import { legacyBody } from './reading/digests.ts';
import { contentSchema, customerSchema, type Intake, intakeSchema } from './intake-schema.ts';

/** An order's id; one that is written for people (`#1001`) is understood as its intake was. */
const orderId = z.string().check(
  z.maxLength(64),
  z.overwrite((text) => orderIdOf(text) ?? text),
  z.refine((text) => orderIdOf(text) !== undefined, 'is not the id of an order'),
);
const ofOrder = z.strictObject({ orderId });
const ofStall = z.strictObject({
  stallId: z.string().check(z.regex(/^[A-Za-z0-9._~:-]{1,71}$/, 'is not the id of a stall')),
});

export const ordersApi = {
  'POST /v1/orders': {
    summary:
      'Take in an order. The same again answers 200; the same id with other content 409, or with a newer sourceUpdatedAt an edit.',
    roles: ['storefront', 'operator', 'admin'],
    body: intakeSchema,
    keyedBy: (body) => legacyBody(body as Intake),
    answers: { 201: receipt, 200: receipt },
  },
  'GET /v1/orders': {
    summary: 'Orders, oldest in their stage first; with `q`, those that the number finds.',
    roles: anyone,
    query: z.strictObject({
      ...paging,
      /** Finds by number in any way of writing it: `es-1001`, `#1001`, `1001`. */
      q: z.optional(line(100)),
      stage: z.optional(stageName),
      stalled: z.optional(z.enum(['true', 'false'])),
    }),
    answers: { 200: page(z.object(orderSummary)) },
  },
  'GET /v1/orders/{orderId}': {
    summary: 'An order: where it is, since when, when it is due and expected, what holds it.',
    roles: anyone,
    station: true,
    params: ofOrder,
    answers: { 200: orderView },
  },
  'PUT /v1/orders/{orderId}/content': {
    summary:
      'The order as the shop now has it: a fact, a new revision, no approvals. What is absent stays; an older sourceUpdatedAt changes nothing.',
    roles: ['storefront', 'admin'],
    params: ofOrder,
    body: contentSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'PATCH /v1/orders/{orderId}/customer': {
    summary:
      'Put the customer’s name, e-mail, telephone number or language right. What is absent stays, null removes.',
    roles: ['storefront', 'operator', 'supervisor', 'admin'],
    params: ofOrder,
    body: customerSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'GET /v1/orders/{orderId}/timeline': {
    summary: 'Every event of an order, notices and alerts included, oldest first.',
    roles: anyone,
    station: true,
    params: ofOrder,
    query: z.strictObject(paging),
    answers: { 200: page(timelineEntry) },
  },
  'POST /v1/orders/{orderId}/status': {
    summary:
      'Report a stage. A fact is accepted though stages were skipped; a command must be allowed from here.',
    roles: ['storefront', 'operator', 'warehouse', 'supervisor', 'packing', 'logistics', 'admin'],
    station: true,
    params: ofOrder,
    body: statusSchema,
    conditional: true,
    answers: { 200: receipt, 202: receipt },
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
    station: true,
    params: ofOrder,
    body: parcelSchema,
    conditional: true,
    answers: { 201: receipt, 200: receipt, 202: receipt },
  },
  'DELETE /v1/orders/{orderId}/parcels/{parcelId}': {
    summary: 'An annulled label: its pieces are free for another parcel. Refused once the parcel has left.',
    roles: ['storefront', 'operator', 'warehouse', 'packing', 'logistics', 'admin'],
    params: z.strictObject({ orderId, parcelId: id }),
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/orders/{orderId}/payment': {
    summary: 'Report the state of the payment.',
    roles: ['storefront', 'operator', 'finance', 'admin'],
    params: ofOrder,
    body: paymentSchema,
    conditional: true,
    answers: { 200: receipt, 202: receipt },
  },
  'POST /v1/orders/{orderId}/progress': {
    summary: 'How many units of each line have passed a stage. No clock hears of it.',
    roles: ['storefront', 'operator', 'warehouse', 'supervisor', 'packing', 'admin'],
    station: true,
    params: ofOrder,
    body: progressSchema,
    conditional: true,
    answers: { 200: receipt, 202: receipt },
  },
  'POST /v1/orders/{orderId}/promise': {
    summary: 'Promise a new date; with ?preview=true answers the message and changes nothing.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofOrder,
    query: z.strictObject({ preview: z.optional(z.enum(['true', 'false'])) }),
    body: promiseSchema,
    conditional: true,
    answers: { 200: z.union([receipt, promisePreview]) },
  },
  'PUT /v1/orders/{orderId}/checklist/{itemId}': {
    summary: 'Tick off a checklist item, or take the tick back. No clock hears of it.',
    roles: ['operator', 'warehouse', 'supervisor', 'finance', 'procurement', 'packing', 'logistics', 'admin'],
    station: true,
    params: z.strictObject({ orderId, itemId: id }),
    body: tickSchema,
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/orders/{orderId}/holds': {
    summary: 'Hold an order, or a part of it for an amendment. Only the former stops the stall clock.',
    roles: anyone,
    station: true,
    params: ofOrder,
    body: holdSchema,
    conditional: true,
    answers: { 201: receipt },
  },
  'DELETE /v1/orders/{orderId}/holds/{holdId}': {
    summary: 'Release a hold: the stall clock goes on where it stopped.',
    roles: anyone,
    station: true,
    params: z.strictObject({ orderId, holdId: id }),
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
