import * as z from 'zod/mini';
import { currency, money, vatRate } from '../http/fields.ts';
import { lineKinds } from './intake-schema.ts';
import { problemReasons } from './reading/problems.ts';
import { checkKinds, paymentStates } from './state.ts';

/** What the calls about orders answer, as `openapi.json` describes it. */

export const receipt = z.object({
  orderId: z.string(),
  outcome: z.string(),
  version: z.int(),
  stage: z.optional(z.string()),
  holdId: z.optional(z.string()),
  parcelId: z.optional(z.string()),
  stallId: z.optional(z.string()),
  itemId: z.optional(z.string()),
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

export const orderSummary = {
  orderId: z.string(),
  /** As people write it; the id unless the shop gave another. */
  orderNumber: z.string(),
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
  /** What the customer was told of its delay: no times where it was late when it was imported, and he was not notified; `expectedBy` is absent where no date could be named. */
  delay: z.nullable(
    z.object({
      times: z.int(),
      toldAt: z.optional(z.string()),
      expectedBy: z.optional(z.string()),
      answer: z.optional(z.enum(['keep', 'none'])),
    }),
  ),
  stall: stallView,
  revision: z.int(),
  version: z.int(),
};

/** Minor units of the shop's currency; below zero where it goes the other way. */
const sum = z.object({ amount: z.int(), currency });

/** Something of an order that could not be used as it was sent. */
const problem = z.object({
  field: z.string(),
  reason: z.enum([...problemReasons, ...checkKinds]),
  value: z.optional(z.string()),
});

export const orderView = z.object({
  ...orderSummary,
  customer: z.nullable(
    z.object({
      name: z.optional(z.string()),
      email: z.optional(z.string()),
      phone: z.optional(z.string()),
      locale: z.optional(z.string()),
      /** The language tag that was sent, where messages come in another language. */
      language: z.optional(z.string()),
      /** What was sent and cannot be used: kept, and not written to. */
      problems: z.optional(z.array(problem)),
    }),
  ),
  buyer: z.optional(z.unknown()),
  deliveryAddress: z.optional(z.unknown()),
  lines: z.array(
    z.object({
      lineId: z.string(),
      sku: z.optional(z.string()),
      kind: z.optional(z.enum(lineKinds)),
      name: z.string(),
      quantity: z.int(),
      unitPrice: money,
      vatRate: z.optional(vatRate),
      discount: z.optional(money),
      lineTotal: z.optional(money),
      /** Its part of what is taken off the whole order, in minor units. */
      share: z.optional(z.int()),
      withdrawal: z.optional(z.literal('excluded')),
      withdrawalReason: z.optional(z.string()),
    }),
  ),
  adjustments: z.optional(
    z.array(
      z.object({
        kind: z.enum(['discount', 'voucher', 'fee', 'tip']),
        name: z.string(),
        amount: sum,
        vatRate: z.optional(vatRate),
        apart: z.optional(z.literal(true)),
      }),
    ),
  ),
  /** What the shop charged in all, as it said. */
  totals: z.optional(z.unknown()),
  /** What it charged beyond its lines; `differs` where that is no rounding. */
  rounding: z.nullable(z.object({ amount: sum, differs: z.boolean() })),
  billingAddress: z.optional(z.unknown()),
  deliveryPoint: z.optional(z.unknown()),
  fulfilment: z.optional(z.string()),
  note: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  sourceUpdatedAt: z.nullable(z.string()),
  /** What cannot be used of what was sent, by path; shown to operators. */
  problems: z.array(problem),
  shippingFee: z.optional(money),
  /** What changes of the order cost beside the goods. */
  charges: z.optional(z.array(z.object({ kind: z.string(), vatRate: z.number(), amount: money }))),
  pricesIncludeVat: z.optional(z.boolean()),
  /** What the order cost when all of it was still the customer's, VAT included. */
  total: z.nullable(z.object({ amount: z.int(), currency })),
  account: z.nullable(
    z.object({
      charged: sum,
      net: sum,
      vat: sum,
      rates: z.array(z.object({ vatRate: z.nullable(z.number()), net: sum, vat: sum, gross: sum })),
      paid: sum,
      refunded: sum,
      due: z.object({ to: z.nullable(z.enum(['customer', 'shop'])), amount: sum }),
    }),
  ),
  /** Of each line: pieces ordered, and those that were cancelled or came back. */
  pieces: z.optional(z.array(z.object({ lineId: z.string(), ordered: z.int(), gone: z.int() }))),
  payment: z.nullable(
    z.object({
      method: z.optional(z.string()),
      state: z.enum(paymentStates),
      paidAmount: z.optional(sum),
      refundedAmount: z.optional(sum),
      reference: z.optional(z.string()),
      terms: z.optional(z.object({ kind: z.string(), dueAt: z.optional(z.string()) })),
    }),
  ),
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
    z.object({
      parcelId: z.string(),
      stage: z.string(),
      since: z.string(),
      carrier: z.string(),
      awb: z.optional(z.string()),
      trackingUrl: z.optional(z.string()),
      lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
    }),
  ),
  checklist: z.array(
    z.object({
      itemId: z.string(),
      stage: z.string(),
      label: z.string(),
      mandatory: z.boolean(),
      done: z.boolean(),
      by: z.optional(z.string()),
      at: z.optional(z.string()),
    }),
  ),
  attributes: z.record(z.string(), z.string()),
});

/** What a new date would be told as; with `?preview=true` in place of a receipt. */
export const promisePreview = z.object({
  message: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
});

export const timelineEntry = z.object({
  id: z.string(),
  type: z.string(),
  storeId: z.string(),
  subject: z.string(),
  occurredAt: z.string(),
  actor: z.string(),
  version: z.int(),
  data: z.record(z.string(), z.unknown()),
  note: z.optional(z.string()),
});

export const page = (item: Parameters<typeof z.array>[0]) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });
