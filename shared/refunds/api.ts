import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { line, money } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';

const refundView = z.object({
  refundId: z.string(),
  orderId: z.string(),
  parcelId: z.optional(z.string()),
  ref: z.optional(z.string()),
  reason: z.string(),
  amount: money,
  status: z.enum(['open', 'settled', 'void']),
  overdue: z.boolean(),
  openedAt: z.string(),
  dueAt: z.string(),
  reference: z.optional(z.string()),
  by: z.optional(z.string()),
  version: z.int(),
});

export const refundsApi = {
  'GET /v1/refunds': {
    summary: 'Money that is due to customers, the earliest deadline first.',
    roles: ['finance', 'operator', 'supervisor', 'admin'],
    query: z.strictObject({ ...paging, status: z._default(z.enum(['open', 'settled', 'void']), 'open') }),
    answers: { 200: z.object({ items: z.array(refundView), next: z.nullable(z.string()) }) },
  },
  'POST /v1/refunds/{refundId}/settlement': {
    summary: 'It was paid back: with the reference of the payment. A repeat changes nothing.',
    roles: ['finance', 'admin'],
    decides: 'as-person',
    params: z.strictObject({
      refundId: z.string().check(z.regex(/^[A-Za-z0-9._~:-]{1,150}$/, 'is not the id of a refund')),
    }),
    body: z.strictObject({ reference: line(80) }),
    conditional: true,
    answers: { 200: refundView },
  },
} as const satisfies Record<(typeof routes)['refunds'][number], Call>;
