import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { id, locale, stageName } from '../http/fields.ts';
import type { routes } from '../http/routes.ts';
import { ownTexts } from '../stores/texts.ts';
import { noticeKinds, orderKinds, releases } from './notice.ts';
import { paging } from '../http/paging.ts';

const noticeId = z.string().check(z.regex(/^[A-Za-z0-9._~:-]{1,220}$/, 'is not the id of a notice'));

const noticeView = z.object({
  noticeId: z.string(),
  orderId: z.string(),
  kind: z.enum(noticeKinds),
  channel: z.enum(['email', 'sms', 'call']),
  state: z.string(),
  since: z.string(),
  why: z.optional(z.string()),
  /** Of a call: how often the customer was phoned in vain. */
  tries: z.optional(z.number()),
  message: z.optional(z.object({ subject: z.string(), text: z.string() })),
});

export const noticesApi = {
  'GET /v1/notices': {
    summary:
      'Messages waiting for a person (held), customers to phone because no message can ask them (call), kept by shadow mode, or failed; oldest first.',
    roles: anyone,
    query: z.strictObject({
      ...paging,
      state: z._default(z.enum(['held', 'call', 'kept', 'failed']), 'held'),
    }),
    answers: { 200: z.object({ items: z.array(noticeView), next: z.nullable(z.string()) }) },
  },
  'POST /v1/notices/release': {
    summary:
      'Send or drop messages that are held, some or all, or that have failed, by id; of a call, say whether the customer was reached. What he chose is recorded by the backorder’s or the amendment’s own call. A repeat changes nothing.',
    roles: ['operator', 'supervisor', 'admin'],
    body: z.union([
      z.strictObject({
        ids: z.array(noticeId).check(z.minLength(1), z.maxLength(200)),
        decision: z.enum(releases),
      }),
      z.strictObject({ all: z.literal(true), decision: z.enum(['send', 'drop']) }),
    ]),
    answers: {
      200: z.object({
        items: z.array(z.object({ noticeId: z.string(), outcome: z.string() })),
        /** More are held than one call releases: call again. */
        more: z.boolean(),
      }),
    },
  },
  'POST /v1/notices/preview': {
    summary: 'The message that an order’s customer would get now. Nothing is sent or stored.',
    roles: ['operator', 'supervisor', 'admin'],
    body: z.strictObject({
      orderId: id,
      kind: z.enum(orderKinds),
      stage: z.optional(stageName),
      locale: z.optional(locale),
      /** Own words that are not saved yet. */
      texts: z.optional(ownTexts),
    }),
    answers: {
      200: z.object({
        email: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
        sms: z.string(),
      }),
    },
  },
} as const satisfies Record<(typeof routes)['notices'][number], Call>;
