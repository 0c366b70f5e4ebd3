import * as z from 'zod/mini';
import { statuses } from '../amendments/status.ts';
import type { Call } from '../http/api.ts';
import { id, stageName } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import type { routes } from '../http/routes.ts';
import { type Role, roles } from '../stores/roles.ts';
import { driftPath } from '../stock/levels-api.ts';
import { said } from './said.ts';

/** Whoever works in the shop; its storefront is a machine. What each may do there, the calls behind the forms say. */
const staff: readonly Role[] = roles.filter((one) => one !== 'storefront');

const lang = { lang: z.optional(z.enum(['ro', 'en'])) };
const shown = { 200: null } as const;
const decided = { 303: null, 200: null, 422: null } as const;
const ofOrder = z.strictObject({ orderId: id });
const ofAmendment = z.strictObject({ amendmentId: id });

export const pagesApi = {
  'GET /staff/stalls': {
    summary: 'The work list as a page.',
    roles: staff,
    query: z.strictObject({
      ...paging,
      ...lang,
      ...said,
      level: z.optional(z.enum(['', 'warned', 'breached', 'escalated'])),
      stage: z.optional(z.union([z.literal(''), stageName])),
      acknowledged: z.optional(z.enum(['', 'true', 'false'])),
    }),
    answers: shown,
  },
  'POST /staff/stalls': {
    form: true,
    summary: 'Take or put off the chosen stalls.',
    roles: staff,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/orders': {
    summary: 'Orders by stage as a page, or one by its number.',
    roles: staff,
    query: z.strictObject({
      ...paging,
      ...lang,
      stage: z.optional(z.union([z.literal(''), stageName])),
      order: z.optional(z.string().check(z.maxLength(64))),
    }),
    answers: { 200: null, 303: null },
  },
  'GET /staff/orders/{orderId}': {
    summary: 'An order with its timeline as a page.',
    roles: staff,
    station: true,
    params: ofOrder,
    query: z.strictObject({ ...lang, ...said, cursor: paging.cursor }),
    answers: shown,
  },
  'POST /staff/orders/{orderId}': {
    form: true,
    summary: 'What the forms of an order’s page ask for.',
    roles: staff,
    station: true,
    params: ofOrder,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/stock': {
    summary: 'The work of the warehouse as a page: what does not match, returns, counts.',
    roles: staff,
    station: true,
    query: z.strictObject({ ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/stock': {
    form: true,
    summary: 'What was inspected or counted.',
    roles: staff,
    station: true,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/stock/drifts/{driftId}': {
    summary: 'One difference between page, book and shelf as a page.',
    roles: staff,
    station: true,
    params: driftPath,
    query: z.strictObject({ ...lang, ...said }),
    answers: { 200: null, 303: null },
  },
  'POST /staff/stock/drifts/{driftId}': {
    form: true,
    summary: 'A second look, a resolution, or a supervisor’s word on it.',
    roles: staff,
    station: true,
    decides: 'by-form',
    params: driftPath,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/stock/receiving': {
    summary: 'A delivery, entered blind, as a page.',
    roles: staff,
    station: true,
    query: z.strictObject({ ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/stock/receiving': {
    form: true,
    summary: 'What was delivered.',
    roles: staff,
    station: true,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/backorders': {
    summary: 'Orders that lack something, as a page.',
    roles: staff,
    query: z.strictObject({ ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/backorders': {
    form: true,
    summary: 'What a customer has chosen, by staff who have it from him.',
    roles: staff,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/refunds': {
    summary: 'Money that is due to customers, as a page.',
    roles: staff,
    query: z.strictObject({ ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/refunds': {
    form: true,
    summary: 'It was paid back.',
    roles: staff,
    decides: 'by-form',
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/orders/{orderId}/amendment': {
    summary: 'The form in which a change of an order is asked for.',
    roles: staff,
    params: ofOrder,
    query: z.strictObject(lang),
    answers: { 200: null, 303: null },
  },
  'POST /staff/orders/{orderId}/amendment': {
    form: true,
    summary: 'Look at a change of an order, or ask for it.',
    roles: staff,
    params: ofOrder,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/amendments': {
    summary: 'Amendments of one status as a page.',
    roles: staff,
    query: z.strictObject({ ...paging, ...lang, status: z.optional(z.enum(statuses)) }),
    answers: shown,
  },
  'GET /staff/amendments/{amendmentId}': {
    summary: 'An amendment as a page: what changes, who must agree, whose work it is.',
    roles: staff,
    params: ofAmendment,
    query: z.strictObject({ ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/amendments/{amendmentId}': {
    form: true,
    summary: 'What the forms of an amendment’s page ask for.',
    roles: staff,
    decides: 'by-form',
    params: ofAmendment,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/notices': {
    summary: 'Messages that wait for a person, as a page.',
    roles: staff,
    query: z.strictObject({ ...paging, ...lang, ...said }),
    answers: shown,
  },
  'POST /staff/notices': {
    form: true,
    summary: 'Send or drop the chosen messages.',
    roles: staff,
    query: z.strictObject(lang),
    answers: decided,
  },
  'GET /staff/proposals': {
    summary: 'What is proposed of the profile, as a page.',
    roles: staff,
    query: z.strictObject({ ...lang, ...said, includeExceptions: z.optional(z.enum(['true', 'false'])) }),
    answers: shown,
  },
  'POST /staff/proposals': {
    form: true,
    summary: 'Propose, or decide a proposal.',
    roles: staff,
    decides: 'by-form',
    query: z.strictObject(lang),
    answers: decided,
  },
} as const satisfies Record<(typeof routes)['pages'][number], Call>;
