import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { email } from '../http/fields.ts';
import { paging } from '../http/paging.ts';

const exportBody = z.strictObject({ email, cursor: paging.cursor });
const erasureBody = z.strictObject({ email });

const listOf = z.array(z.record(z.string(), z.unknown()));

/** The e-mail stands in the body: an address in a path would be in every log on the way. */
export const privacyApi = {
  'POST /v1/customers/export': {
    summary:
      'Everything known of a person, by e-mail: twenty orders an answer, `next` as the following `cursor`.',
    roles: ['admin'],
    body: exportBody,
    answers: {
      200: z.object({
        email: z.string(),
        orders: listOf,
        suppressed: z.array(z.string()),
        erasureAskedAt: z.nullable(z.string()),
        next: z.nullable(z.string()),
      }),
    },
  },
  'POST /v1/customers/erasure': {
    summary: 'Forget a person: what was erased, which orders wait and why, what is kept and why.',
    roles: ['admin'],
    body: erasureBody,
    answers: {
      200: z.object({
        askedAt: z.string(),
        erased: z.array(z.string()),
        waiting: z.array(z.object({ orderId: z.string(), why: z.string() })),
        papers: z.array(z.object({ orderId: z.string(), documents: z.array(z.string()) })),
        more: z.boolean(),
        kept: z.array(z.object({ what: z.string(), why: z.string() })),
      }),
    },
  },
} as const satisfies Record<string, Call>;
