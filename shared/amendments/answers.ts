import { invoice } from './bodies.ts';
import * as z from 'zod/mini';
import { currency } from '../http/fields.ts';
import { statuses } from './status.ts';

/** What the calls about amendments answer, as `openapi.json` describes it. Money is below zero where it goes back. */

const money = z.object({ amount: z.int(), currency });
const sum = { net: money, vat: money, gross: money };
const time = z.nullable(z.string());

const cost = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['goods', 'rush', 'rework', 'logistics', 'fee']),
      lineId: z.optional(z.string()),
      name: z.optional(z.string()),
      quantity: z.optional(z.int()),
      vatRate: z.number(),
      ...sum,
    }),
  ),
  rates: z.array(z.object({ vatRate: z.nullable(z.number()), ...sum })),
  ...sum,
  margin: z.nullable(z.object({ amount: money, percent: z.nullable(z.number()) })),
});

const plan = {
  shipments: z.enum(['together', 'part-later', 'separate-parcel']),
  rushed: z.array(z.string()),
  promisedAt: time,
  cost,
  risk: z.object({ now: z.number(), with: z.number(), earliestSafe: z.string() }),
  readyAt: z.string(),
  lastMoment: time,
  later: z.nullable(z.object({ units: z.int(), expectedBy: z.string() })),
};

const assessment = z.object({
  at: z.string(),
  verdict: z.enum(['fits', 'at-risk', 'does-not-fit']),
  lines: z.array(
    z.object({
      lineId: z.string(),
      sku: z.string(),
      name: z.string(),
      needed: z.int(),
      free: z.int(),
      toBuy: z.int(),
      state: z.enum(['free', 'to-buy', 'awaited', 'unavailable', 'needs-quote', 'unknown']),
      supplier: z.nullable(z.string()),
      readyAt: time,
      rush: z.nullable(z.object({ readyAt: z.string(), surchargePercent: z.int() })),
    }),
  ),
  rework: z.object({ units: z.int() }),
  unpriced: z.array(z.string()),
  ...plan,
  alternatives: z.array(z.object({ id: z.enum(['part-later', 'separate-parcel', 'other-date']), ...plan })),
});

const approvals = z.array(
  z.object({
    role: z.string(),
    rules: z.array(z.string()),
    step: z.int(),
    state: z.enum(['waiting', 'later', 'approved']),
    until: time,
    silence: z.enum(['expire', 'decline']),
    by: z.optional(z.string()),
    standsFor: z.optional(z.string()),
    at: z.optional(z.string()),
    comment: z.optional(z.string()),
  }),
);

const summary = {
  amendmentId: z.string(),
  orderId: z.string(),
  status: z.enum(statuses),
  requestedBy: z.string(),
  onBehalfOf: z.optional(z.string()),
  requestedAt: z.string(),
  since: z.string(),
  stage: z.string(),
  round: z.int(),
  verdict: z.nullable(z.string()),
  extra: z.nullable(money),
  promisedAt: time,
  approvals,
  tasks: z.array(
    z.object({
      department: z.string(),
      state: z.enum(['open', 'acknowledged', 'done']),
      until: time,
      expires: time,
      escalated: z.boolean(),
      note: z.optional(z.string()),
      invoice: z.optional(invoice),
    }),
  ),
  why: z.optional(z.string()),
  revision: z.optional(z.int()),
  version: z.int(),
};

export const amendmentSummary = z.object(summary);
export const amendment = z.object({
  ...summary,
  changes: z.array(z.unknown()),
  assessment: z.nullable(assessment),
  explanation: z.array(z.object({ rule: z.string(), asks: z.string(), when: z.unknown() })),
  terms: z.nullable(z.string()),
});
export const preview = z.object({ assessment, approvals, status: z.enum(statuses) });

const paper = {
  documentId: z.string(),
  kind: z.enum(['order', 'confirmation', 'pro-forma', 'difference', 'addendum']),
  number: z.nullable(z.string()),
  revision: z.int(),
  status: z.enum(['valid', 'void']),
  replacedBy: z.optional(z.string()),
  issuedAt: z.optional(z.string()),
  amendmentId: z.optional(z.string()),
};
export const documentSummary = z.object(paper);
export const document = z.object({
  ...paper,
  orderId: z.string(),
  fiscal: z.literal(false),
  placedAt: z.string(),
  seller: z.nullable(z.unknown()),
  buyer: z.unknown(),
  buyerOrderNumber: z.nullable(z.string()),
  acceptedAt: z.optional(z.nullable(z.string())),
  lines: z.array(
    z.object({
      kind: z.enum(['line', 'shipping', 'charge']),
      lineId: z.optional(z.string()),
      sku: z.optional(z.string()),
      name: z.string(),
      quantity: z.int(),
      unitPrice: z.optional(money),
      vatRate: z.number(),
      ...sum,
    }),
  ),
  vat: z.array(z.object({ vatRate: z.nullable(z.number()), ...sum })),
  total: z.object(sum),
  difference: z.nullable(z.object({ items: z.array(z.unknown()), ...sum })),
});
