import * as z from 'zod/mini';
import { currency, money, vatRate } from '../http/fields.ts';

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

export const orderView = z.object({
  ...orderSummary,
  customer: z.nullable(z.unknown()),
  buyer: z.optional(z.unknown()),
  deliveryAddress: z.optional(z.unknown()),
  lines: z.array(
    z.object({
      lineId: z.string(),
      sku: z.string(),
      name: z.string(),
      quantity: z.int(),
      unitPrice: money,
      vatRate: z.optional(vatRate),
      discount: z.optional(money),
    }),
  ),
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
      rates: z.array(z.object({ vatRate: z.number(), net: sum, vat: sum, gross: sum })),
      paid: sum,
      refunded: sum,
      due: z.object({ to: z.nullable(z.enum(['customer', 'shop'])), amount: sum }),
    }),
  ),
  /** Of each line: pieces ordered, and those that were cancelled or came back. */
  pieces: z.optional(z.array(z.object({ lineId: z.string(), ordered: z.int(), gone: z.int() }))),
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
