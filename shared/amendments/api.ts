import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { id } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';
import { roles } from '../stores/roles.ts';
import { amendment, amendmentSummary, document, documentSummary, preview } from './answers.ts';
import { amendmentSchema, decisionSchema, quoteSchema, taskSchema, withdrawalSchema } from './bodies.ts';
import { departments } from './department.ts';
import { statuses } from './status.ts';

const ofOrder = z.strictObject({ orderId: id });
const ofAmendment = z.strictObject({ amendmentId: id });
const page = (item: Parameters<typeof z.array>[0]) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });

/** Whose word it is that is waited for the amendment says, not the call: somebody may stand in for a colleague. */
const staff = roles.filter((role) => role !== 'storefront');

export const amendmentsApi = {
  'POST /v1/orders/{orderId}/amendments': {
    summary:
      'Ask for a change of an order in progress; with ?preview=true answers what it would mean and stores nothing.',
    roles: ['storefront', 'operator', 'supervisor', 'admin'],
    params: ofOrder,
    query: z.strictObject({ preview: z.optional(z.enum(['true', 'false'])) }),
    body: amendmentSchema,
    answers: { 201: amendment, 200: preview },
  },
  'GET /v1/amendments': {
    summary: 'Amendments of one status, the longest waiting first.',
    roles: anyone,
    query: z.strictObject({ ...paging, status: z._default(z.enum(statuses), 'awaiting-approval') }),
    answers: { 200: page(amendmentSummary) },
  },
  'GET /v1/amendments/{amendmentId}': {
    summary: 'An amendment: what changes, what it means, which rule asks for whose word, and what was said.',
    roles: anyone,
    params: ofAmendment,
    answers: { 200: amendment },
  },
  'POST /v1/amendments/{amendmentId}/decisions': {
    summary: 'Approve or decline, in a role that the amendment waits for. Nobody decides on his own request.',
    roles: staff,
    decides: 'as-person',
    params: ofAmendment,
    body: decisionSchema,
    conditional: true,
    answers: { 200: amendment },
  },
  'POST /v1/amendments/{amendmentId}/quote': {
    summary: 'What an unlisted item costs, when it is there, and how long that holds.',
    roles: ['procurement', 'admin'],
    params: ofAmendment,
    body: quoteSchema,
    conditional: true,
    answers: { 200: amendment },
  },
  'POST /v1/amendments/{amendmentId}/withdrawal': {
    summary: 'Take it back: everything held for it is let go.',
    roles: ['storefront', 'operator', 'supervisor', 'admin'],
    params: ofAmendment,
    body: withdrawalSchema,
    bodyOptional: true,
    conditional: true,
    answers: { 200: amendment },
  },
  'POST /v1/amendments/{amendmentId}/tasks/{department}': {
    summary: 'A department takes its task, refuses it with a reason, or has done it.',
    roles: staff,
    params: z.strictObject({ amendmentId: id, department: z.enum(departments) }),
    body: taskSchema,
    conditional: true,
    answers: { 200: amendment },
  },
  'GET /v1/orders/{orderId}/documents': {
    summary: 'The papers of an order by revision, voided ones among them. None is fiscal.',
    roles: anyone,
    params: ofOrder,
    answers: { 200: page(documentSummary) },
  },
  'GET /v1/orders/{orderId}/documents/{documentId}': {
    summary: 'One paper of an order; as a page to print by Accept: text/html.',
    roles: anyone,
    params: z.strictObject({ orderId: id, documentId: id }),
    query: z.strictObject({ lang: z.optional(z.enum(['ro', 'en'])) }),
    also: ['text/html'],
    answers: { 200: document },
  },
} as const satisfies Record<(typeof routes)['amendments'][number], Call>;
