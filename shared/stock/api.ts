import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { money, sku } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';
import { levelsApi } from './levels-api.ts';
import { workApi } from './work-api.ts';
import { component, productSchema, purchaseOrderId, purchaseOrderSchema } from './bodies.ts';

const text = z.nullable(z.string());
const whole = z.nullable(z.int());
const receipt = { outcome: z.enum(['created', 'accepted', 'unchanged']), version: z.int() };
const productReceipt = z.object({ sku: z.string(), ...receipt });
const orderReceipt = z.object({ purchaseOrderId: z.string(), ...receipt });

/** Null is unknown. */
const productAnswer = z.object({
  sku: z.string(),
  name: text,
  category: text,
  size: text,
  packUnit: whole,
  vatRate: z.nullable(z.number()),
  price: z.nullable(money),
  cost: z.nullable(money),
  supplier: text,
  leadTime: text,
  rush: z.nullable(z.object({ leadTime: text, surchargePercent: whole })),
  components: z.nullable(z.array(component)),
  version: z.int(),
});

const statuses = z.enum(['open', 'late', 'received', 'cancelled']);
const common = { purchaseOrderId: z.string(), supplier: z.string(), status: statuses, version: z.int() };

const ofProduct = z.strictObject({ sku });
const ofOrder = z.strictObject({ purchaseOrderId });

export const stockApi = {
  ...levelsApi,
  ...workApi,
  'PUT /v1/products/{sku}': {
    summary:
      'What is known of an article, whole. What is left out is unknown. The same again changes nothing.',
    roles: ['storefront', 'operator', 'procurement', 'admin'],
    params: ofProduct,
    body: productSchema,
    conditional: true,
    answers: { 200: productReceipt, 201: productReceipt },
  },
  'GET /v1/products/{sku}': {
    summary: 'What is known of an article; null is unknown.',
    roles: anyone,
    station: true,
    params: ofProduct,
    answers: { 200: productAnswer },
  },
  'PUT /v1/purchase-orders/{purchaseOrderId}': {
    summary: 'What was ordered of a supplier, when it is expected, and how much of it is booked in so far.',
    roles: ['storefront', 'operator', 'warehouse', 'procurement', 'admin'],
    params: ofOrder,
    body: purchaseOrderSchema,
    conditional: true,
    answers: { 200: orderReceipt, 201: orderReceipt },
  },
  'GET /v1/purchase-orders/{purchaseOrderId}': {
    summary: 'One purchase order with its lines; null is unknown.',
    roles: anyone,
    params: ofOrder,
    answers: {
      200: z.object({
        ...common,
        reference: text,
        cancelled: z.boolean(),
        lines: z.array(
          z.object({
            sku: z.string(),
            quantity: z.int(),
            expectedAt: text,
            received: whole,
            late: z.boolean(),
            overReceived: z.boolean(),
          }),
        ),
      }),
    },
  },
  'GET /v1/purchase-orders': {
    summary: 'Purchase orders of one status, the longest overdue first. Late ones are among the open.',
    roles: anyone,
    query: z.strictObject({ ...paging, status: z._default(statuses, 'open') }),
    answers: {
      200: z.object({
        items: z.array(z.object({ ...common, lines: z.int(), nextExpectedAt: text })),
        next: text,
      }),
    },
  },
} as const satisfies Record<(typeof routes)['stock'][number], Call>;
