import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';

const view = z.object({
  webhookId: z.string(),
  eventId: z.string(),
  type: z.string(),
  status: z.enum(['waiting', 'delivered', 'parked']),
  attempts: z.int(),
  why: z.optional(z.string()),
  version: z.int(),
});

export const webhooksApi = {
  'GET /v1/webhooks': {
    summary: 'Events that the storefront did not take for two days: parked, the longest first.',
    roles: ['operator', 'supervisor', 'admin'],
    query: z.strictObject({ ...paging }),
    answers: { 200: z.object({ items: z.array(view), next: z.nullable(z.string()) }) },
  },
  'POST /v1/webhooks/{webhookId}/replay': {
    summary: 'Try a parked event anew, after what kept it was put right.',
    roles: ['operator', 'supervisor', 'admin'],
    params: z.strictObject({
      webhookId: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'is not the id of a delivery')),
    }),
    answers: { 200: view },
  },
} as const satisfies Record<(typeof routes)['webhooks'][number], Call>;
