import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { id, money, sku } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';

const text = z.nullable(z.string());
const status = z.enum(['gathering', 'asked', 'decided', 'waiting', 'closed']);
const lineChoice = z.enum(['wait', 'cancel', 'substitute']);
const rest = z.enum(['ship-now', 'ship-together', 'cancel']);

const view = z.object({
  backorderId: z.string(),
  orderId: z.string(),
  status,
  openedAt: z.string(),
  deadline: text,
  lines: z.array(
    z.object({
      lineId: z.string(),
      sku: z.string(),
      lacking: z.int(),
      wait: z.optional(z.nullable(z.object({ from: z.string(), to: z.string(), basis: z.string() }))),
      refund: z.optional(money),
      substitutes: z.optional(
        z.array(z.object({ sku: z.string(), name: z.string(), price: money, difference: z.int() })),
      ),
    }),
  ),
  choice: z.nullable(
    z.object({
      lines: z.array(
        z.object({ lineId: z.string(), choice: lineChoice, substituteSku: z.optional(z.string()) }),
      ),
      rest,
      by: z.enum(['customer', 'staff', 'deadline']),
      at: z.string(),
    }),
  ),
  ended: text,
  version: z.int(),
});

const ofCase = z.strictObject({
  backorderId: z.string().check(z.regex(/^[A-Za-z0-9._~:-]{3,72}$/, 'is not the id of a backorder')),
});
const readers = [
  'operator',
  'warehouse',
  'supervisor',
  'finance',
  'procurement',
  'packing',
  'admin',
] as const;

export const backordersApi = {
  'GET /v1/backorders': {
    summary: 'Orders with lines that cannot be covered, the longest open first.',
    roles: readers,
    query: z.strictObject({ ...paging, status: z._default(z.enum(['open', 'closed']), 'open') }),
    answers: { 200: z.object({ items: z.array(view), next: text }) },
  },
  'GET /v1/backorders/{backorderId}': {
    summary: 'One case: what lacks, what was offered, what was chosen.',
    roles: readers,
    params: ofCase,
    answers: { 200: view },
  },
  'POST /v1/backorders/{backorderId}/undo': {
    summary:
      'Takes a choice back, until the warehouse has acted on it or the money was paid; the customer is asked anew.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofCase,
    conditional: true,
    answers: { 200: view },
  },
  'POST /v1/backorders/{backorderId}/choice': {
    summary:
      'The customer’s word, by staff who have it from him. The first word counts; the same again is a repeat.',
    roles: ['operator', 'supervisor', 'admin'],
    params: ofCase,
    body: z.strictObject({
      lines: z
        .array(z.strictObject({ lineId: id, choice: lineChoice, substituteSku: z.optional(sku) }))
        .check(z.maxLength(500)),
      rest,
    }),
    conditional: true,
    answers: { 200: view },
  },
} as const satisfies Record<(typeof routes)['backorders'][number], Call>;
