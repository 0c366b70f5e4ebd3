import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { dateField, id, line, sku } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import { locationId } from '../stores/stock-policy.ts';

const text = z.nullable(z.string());
const pieces = z.int().check(z.minimum(0), z.maximum(1_000_000));
const readers = ['operator', 'warehouse', 'supervisor', 'procurement', 'finance', 'admin'] as const;
const lines = <T extends z.core.$ZodType>(of: T) => z.array(of).check(z.minLength(1), z.maxLength(500));

const returnLine = z.strictObject({ sku, quantity: z.int().check(z.minimum(1), z.maximum(1_000_000)) });
const returnView = z.object({
  returnId: z.string(),
  orderId: text,
  status: z.enum(['expected', 'arrived', 'done']),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  expectedAt: z.string(),
  arrivedAt: text,
  doneAt: text,
  lingering: z.boolean(),
  version: z.int(),
});
const returnReceipt = z.object({ returnId: z.string(), outcome: z.string(), version: z.int() });

/** What adjustments were worth at cost: below zero is a loss. */
const worth = z.object({ amount: z.int(), currency: z.string() });

const auditView = z.object({
  auditId: z.string(),
  sku: z.string(),
  name: text,
  class: z.enum(['A', 'B', 'C']),
  why: z.enum(['class', 'suspicion']),
  dueAt: z.string(),
  locations: z.array(z.string()),
});

const receiptReceipt = z.object({
  receiptId: z.string(),
  outcome: z.enum(['created', 'repeated']),
  differing: z.int(),
  version: z.int(),
});

/** The work of the warehouse: deliveries, returns, counts. */
export const workApi = {
  'POST /v1/stock/receipts': {
    summary:
      'A delivery with quality control: the book moves by what was accepted. Without `expected` it is compared with what was ordered, and whoever counts, counts blind.',
    roles: ['warehouse', 'operator', 'procurement', 'admin'],
    station: true,
    body: z.strictObject({
      receiptId: id,
      purchaseOrder: id,
      location: locationId,
      lines: lines(
        z.strictObject({
          sku,
          expected: z.optional(pieces),
          received: pieces,
          rejected: z._default(pieces, 0),
          reason: z.optional(line(200)),
        }),
      ),
    }),
    answers: { 200: receiptReceipt, 201: receiptReceipt },
  },
  'POST /v1/stock/returns': {
    summary: 'Goods that come back: expected, or at the desk. The book moves when they are restocked.',
    roles: ['storefront', 'warehouse', 'operator', 'logistics', 'admin'],
    station: true,
    body: z.strictObject({
      returnId: id,
      state: z._default(z.enum(['expected', 'arrived']), 'arrived'),
      orderId: z.optional(id),
      lines: lines(returnLine),
    }),
    answers: { 200: returnReceipt, 201: returnReceipt },
  },
  'GET /v1/stock/returns': {
    summary: 'Returns of one status, the oldest first.',
    roles: readers,
    station: true,
    query: z.strictObject({
      ...paging,
      status: z._default(z.enum(['expected', 'arrived', 'done']), 'arrived'),
    }),
    answers: { 200: z.object({ items: z.array(returnView), next: text }) },
  },
  'POST /v1/stock/returns/{returnId}/restock': {
    summary:
      'Inspected: what is good goes back to the shelf and into the book, the rest is written off. Once.',
    roles: ['warehouse', 'operator', 'admin'],
    station: true,
    params: z.strictObject({ returnId: id }),
    body: z.strictObject({
      location: locationId,
      /** All of it to the shelf, unless said. */
      lines: z.optional(
        lines(
          z.strictObject({
            sku,
            restocked: pieces,
            writtenOff: z._default(pieces, 0),
            reason: z.optional(line(200)),
          }),
        ),
      ),
    }),
    conditional: true,
    answers: { 200: returnReceipt },
  },
  'GET /v1/stock/audits': {
    summary:
      'What is to be counted now, suspicion first, at most what the shop manages in a day. Blind: without what the book says.',
    roles: readers,
    station: true,
    query: z.strictObject({ ...paging }),
    answers: { 200: z.object({ items: z.array(auditView), next: text }) },
  },
  'POST /v1/stock/audits/{auditId}/result': {
    summary:
      'What was counted, by location. It says whether book and shelf agree; what differs waits for a second look.',
    roles: ['warehouse', 'operator', 'admin'],
    station: true,
    params: z.strictObject({
      auditId: z.string().check(z.regex(/^[^\p{Cc}]{1,64}~\d{1,7}$/u, 'is not the id of an audit')),
    }),
    body: z.strictObject({ items: lines(z.strictObject({ location: locationId, counted: pieces })) }),
    answers: {
      200: z.object({
        auditId: z.string(),
        items: z.array(
          z.object({
            location: z.string(),
            outcome: z.enum(['agrees', 'differs', 'opened', 'repeated', 'refused']),
            errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
          }),
        ),
      }),
    },
  },
  'GET /v1/reports/stock': {
    summary:
      'How right the book is: counts, those that differed, what drifts turned out to be, and what they cost in pieces.',
    roles: readers,
    query: z.strictObject({ from: z.optional(dateField), to: z.optional(dateField) }),
    answers: {
      200: z.object({
        from: z.string(),
        to: z.string(),
        counted: z.int(),
        differing: z.int(),
        accuracy: z.nullable(z.number()),
        causes: z.array(
          z.object({ cause: z.string(), drifts: z.int(), lost: z.int(), found: z.int(), value: worth }),
        ),
      }),
    },
  },
} as const satisfies Record<string, Call>;
