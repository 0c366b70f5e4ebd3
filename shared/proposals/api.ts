import * as z from 'zod/mini';
import { historyApi } from '../durations/api.ts';
import type { Call } from '../http/api.ts';
import { prose } from '../http/fields.ts';
import type { routes } from '../http/routes.ts';
import { roles } from '../stores/profile.ts';
import { matter } from './matter.ts';

const id = z.string().check(z.regex(/^[A-Za-z0-9._~:-]{1,80}$/, 'is not the id of a proposal'));

/** A proposal as the outside sees it. What is proposed, what is present and the figures are each kind's own. */
export const proposalShape = z.object({
  id: z.string(),
  kind: z.enum(['limit', 'notice', 'checklist-item']),
  stage: z.string(),
  by: z.string(),
  at: z.string(),
  status: z.enum(['open', 'accepted', 'declined']),
  proposed: z.looseObject({}),
  present: z.nullable(z.looseObject({})),
  effect: z.looseObject({ stays: z.int(), includeExceptions: z.boolean() }),
});
const receipt = z.object({ id: z.string(), outcome: z.string(), version: z.int() });

/** What the shop learns from its history, and what follows from it. */
export const learningApi = {
  ...historyApi,
  'GET /v1/proposals': {
    summary:
      'What is proposed, with its effect on the orders of the past twelve weeks. Exceptions such as a sale week are left out unless asked for.',
    roles: roles.filter((role) => role !== 'storefront'),
    query: z.strictObject({ includeExceptions: z.optional(z.enum(['true', 'false'])) }),
    answers: { 200: z.object({ items: z.array(proposalShape), next: z.null() }) },
  },
  'POST /v1/proposals': {
    summary: 'Propose a limit, what customers are told at a stage, or an item of a checklist.',
    roles: ['operator', 'supervisor', 'admin'],
    body: matter,
    answers: { 201: receipt },
  },
  'POST /v1/proposals/{proposalId}/decision': {
    summary: 'Accept or decline. Accepting changes the profile as PUT /v1/store does, in one call.',
    roles: ['admin'],
    decides: 'as-person',
    params: z.strictObject({ proposalId: id }),
    body: z.strictObject({ decision: z.enum(['accept', 'decline']), comment: z.optional(prose(500)) }),
    answers: { 200: receipt },
  },
} as const satisfies Record<(typeof routes)['learning'][number], Call>;
