import * as z from 'zod/mini';
import { type Call } from '../http/api.ts';
import { currency, dateField, line, locale, prose, stageName } from '../http/fields.ts';
import type { routes } from '../http/routes.ts';
import { type Role, role, roles } from '../stores/roles.ts';
import { proposalShape } from '../proposals/api.ts';
import { outcomes } from './checks.ts';

/** Whoever works in the shop; its storefront is a machine. */
const staff: readonly Role[] = roles.filter((one) => one !== 'storefront');

const trait = { attribute: z.string(), value: z.string() };

const evidence = z.object({
  kind: z.string(),
  what: z.string(),
  orders: z.int(),
  receipt: z.optional(
    z.object({ sku: z.string(), quantity: z.int(), supplier: z.string(), expectedAt: z.string() }),
  ),
});

const cause = z.object({
  ...trait,
  stalledShare: z.number(),
  passedShare: z.number(),
  /** Null where none of the passed has it. */
  lift: z.nullable(z.number()),
  /** Corrected for the number of traits that were looked at. */
  pValue: z.number(),
  /** Of the same orders: which of them it is, the figures cannot tell. */
  with: z.array(z.object(trait)),
  orders: z.array(z.string()),
  count: z.int(),
  evidence: z.array(evidence),
  nextCheck: z.object({ check: z.string(), role, people: z.array(z.string()) }),
  checked: z.nullable(
    z.object({
      outcome: z.enum(outcomes),
      by: z.string(),
      at: z.string(),
      note: z.optional(z.string()),
    }),
  ),
});

export const bottleneckView = z.object({
  stage: z.string(),
  label: z.string(),
  stalled: z.int(),
  passed: z.int(),
  since: z.string(),
  /** There are more stalled orders than were read. */
  cut: z.boolean(),
  causes: z.array(cause),
  evidence: z.array(evidence),
});

export const checkSchema = z.strictObject({
  attribute: line(30),
  value: line(80),
  outcome: z.enum(outcomes),
  note: z.optional(prose(1_000)),
});

const stageDay = z.object({
  stage: z.string(),
  label: z.string(),
  end: z.boolean(),
  waiting: z.int(),
  ageing: z.array(z.object({ days: z.string(), orders: z.int() })),
  in: z.int(),
  out: z.int(),
  usualIn: z.nullable(z.number()),
  usualOut: z.nullable(z.number()),
  capacity: z.nullable(z.int()),
  daysOfWork: z.nullable(z.number()),
});

const standing = z.object({
  total: z.int(),
  cut: z.boolean(),
  escalated: z.int(),
  unowned: z.int(),
  owners: z.array(z.object({ by: z.string(), orders: z.int() })),
  top: z.array(
    z.object({
      orderId: z.string(),
      stallId: z.string(),
      stage: z.string(),
      label: z.string(),
      level: z.enum(['breached', 'escalated']),
      since: z.string(),
      by: z.nullable(z.string()),
      cause: z.optional(z.string()),
    }),
  ),
});

const lateChanges = z.object({
  requested: z.int(),
  applied: z.int(),
  declined: z.int(),
  withdrawn: z.int(),
  expired: z.int(),
  medianHours: z.nullable(z.number()),
  waits: z.array(z.object({ party: z.string(), answers: z.int(), averageHours: z.number() })),
  extra: z.int(),
  margin: z.object({ amount: z.int(), of: z.int() }),
  dates: z.object({ kept: z.int(), missed: z.int() }),
});

const dailyView = z.object({
  storeId: z.string(),
  store: z.string(),
  date: z.string(),
  asOf: z.string(),
  /** Made from the counters of a day gone by: its stalls and bottlenecks are not known any more. */
  reconstructed: z.boolean(),
  dayBefore: z.string(),
  stages: z.array(stageDay),
  stalls: z.nullable(standing),
  bottlenecks: z.nullable(z.array(bottleneckView)),
  notices: z.object({
    sent: z.record(z.string(), z.int()),
    kept: z.int(),
    held: z.int(),
    dropped: z.int(),
    failed: z.int(),
    waiting: z.nullable(z.int()),
  }),
  amendments: z.nullable(lateChanges),
  /** On Mondays, of the week before; values in minor units at cost. */
  stock: z.nullable(
    z.object({
      counted: z.int(),
      differing: z.int(),
      accuracy: z.nullable(z.number()),
      causes: z.array(
        z.object({ cause: z.string(), drifts: z.int(), lost: z.int(), found: z.int(), value: z.int() }),
      ),
    }),
  ),
  currency,
  proposals: z.nullable(z.array(z.extend(proposalShape, { label: z.string() }))),
  alerts: z.object({
    from: z.string(),
    to: z.string(),
    orders: z.int(),
    alerts: z.int(),
    alertsPer100Orders: z.nullable(z.number()),
    warned: z.int(),
    breached: z.int(),
    escalated: z.int(),
    acknowledged: z.int(),
    snoozed: z.int(),
    closed: z.int(),
    actedShare: z.nullable(z.number()),
    medianLead: z.nullable(z.string()),
  }),
});

export const reportForms = ['application/json', 'text/html', 'text/csv'] as const;

/** The same from a page, where an empty field is none. */
export const checkForm = z.object({
  stage: stageName,
  attribute: line(30),
  value: line(80),
  outcome: z.enum(outcomes),
  note: z.prefault(z.string().check(z.trim(), z.maxLength(1_000)), ''),
  date: dateField,
});

export const reportsApi = {
  'GET /v1/reports/amendments': {
    summary: 'How late changes of orders did between two dates; the thirty days up to today unless said.',
    roles: staff,
    query: z.strictObject({ from: z.optional(dateField), to: z.optional(dateField) }),
    answers: { 200: z.extend(lateChanges, { from: z.string(), to: z.string(), currency }) },
  },
  'GET /v1/reports/daily': {
    summary: 'The morning report of a date, today’s unless said: JSON, a page, or a sheet.',
    roles: staff,
    query: z.strictObject({
      date: z.optional(dateField),
      lang: z.optional(locale),
      /** What was just done, for the page. */
      done: z.optional(z.literal('check')),
      /** Instead of `Accept`, for links. */
      format: z.optional(z.enum(['json', 'html', 'csv'])),
    }),
    also: ['text/html', 'text/csv'],
    answers: { 200: dailyView },
  },
  'GET /v1/bottlenecks': {
    summary: 'Where orders pile up, the probable causes, and what to look at next; at most two minutes old.',
    roles: staff,
    query: z.strictObject({ stage: z.optional(stageName), lang: z.optional(locale) }),
    answers: {
      200: z.object({ asOf: z.string(), items: z.array(bottleneckView), next: z.null() }),
    },
  },
  'POST /staff/checks': {
    form: true,
    summary: 'The same by the form of the report’s page, which is shown again.',
    roles: staff,
    answers: { 303: null },
  },
  'POST /v1/bottlenecks/{stage}/checks': {
    summary: 'Somebody looked into a cause, and found this. It is on the timelines of the orders concerned.',
    roles: staff,
    params: z.strictObject({ stage: stageName }),
    body: checkSchema,
    answers: {
      201: z.object({
        stage: z.string(),
        outcome: z.string(),
        orders: z.array(z.string()),
        version: z.int(),
      }),
    },
  },
} as const satisfies Record<(typeof routes)['reports'][number], Call>;
