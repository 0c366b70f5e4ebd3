import * as z from 'zod/mini';
import type { Call } from '../http/api.ts';
import { email, phone } from '../http/fields.ts';
import { paging } from '../http/paging.ts';

/** Who gave no e-mail is known by his telephone number. */
const person = { email: z.optional(email), phone: z.optional(phone) };
const one = z.refine<{ email?: string | undefined; phone?: string | undefined }>(
  (given) => (given.email === undefined) !== (given.phone === undefined),
  'must name the person by e-mail, or by telephone number where there is none',
);
const exportBody = z.strictObject({ ...person, cursor: paging.cursor }).check(one);
const erasureBody = z.strictObject(person).check(one);

const listOf = z.array(z.record(z.string(), z.unknown()));

/** The address stands in the body: an address in a path would be in every log on the way. */
export const privacyApi = {
  'POST /v1/customers/export': {
    summary:
      'Everything known of a person, by e-mail, or by phone of orders without one: twenty orders an answer, `next` as the following `cursor`.',
    roles: ['admin'],
    body: exportBody,
    answers: {
      200: z.object({
        email: z.optional(z.string()),
        phone: z.optional(z.string()),
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
