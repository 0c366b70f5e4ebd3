import * as z from 'zod/mini';
import { anyone, type Call } from '../http/api.ts';
import { id, line, prose, sku, time } from '../http/fields.ts';
import { paging } from '../http/paging.ts';
import { locationId } from '../stores/stock-policy.ts';
import { kinds } from './level/movement.ts';
import { causes, triggers } from './level/state.ts';

/** Bulk calls: up to a megabyte, a thousand items. */
const largest = 1_048_576;
const most = 1_000;
const pieces = z.int().check(z.minimum(0), z.maximum(1_000_000));
const signed = z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000));
const several = <T extends z.core.$ZodType>(of: T) =>
  z
    .array(of)
    .check(
      z.minLength(1),
      z.maxLength(most, `at most ${String(most)} items a call: send the rest in further calls`),
    );

const movement = z.strictObject({
  movementId: id,
  sku,
  location: locationId,
  kind: z.enum(kinds),
  /** Signed for an adjustment; of a short pick the pieces that were missing, 0 where nobody counted them. */
  quantity: signed,
  reference: z.optional(line(80)),
  /** Of a transfer: where the pieces go. Without it the sign says whether they come or go. */
  toLocation: z.optional(locationId),
  occurredAt: time,
});

const fault = z.object({ path: z.string(), message: z.string() });
const errors = z.optional(z.array(fault));
const text = z.nullable(z.string());

const placeView = z.object({
  location: z.string(),
  book: z.int(),
  lastCounted: z.nullable(z.object({ quantity: z.int(), at: z.string() })),
  lastMovementAt: z.string(),
  driftId: text,
});

export const driftSummary = z.object({
  driftId: z.string(),
  sku: z.string(),
  location: z.string(),
  status: z.enum(['second-look', 'confirmed', 'waits-for-supervisor', 'storefront', 'closed']),
  trigger: z.string(),
  published: z.nullable(z.int()),
  book: z.int(),
  counted: z.nullable(z.int()),
  openedAt: z.string(),
  secondLookUntil: text,
});

const driftDetail = z.object({
  ...driftSummary.shape,
  causes: z.array(
    z.object({
      cause: z.string(),
      probability: z.number(),
      evidence: z.array(
        z.object({
          fact: z.string(),
          text: z.string(),
          ref: z.optional(z.string()),
          at: z.optional(z.string()),
        }),
      ),
    }),
  ),
  /** Orders that count on these pieces, the oldest first, and whether what is there reaches for them. */
  exposedOrders: z.array(
    z.object({ orderId: z.string(), lineId: z.string(), quantity: z.int(), covered: z.int() }),
  ),
  nextStep: z.object({ step: z.string(), text: z.string() }),
  proposal: z.nullable(
    z.object({
      cause: z.string(),
      adjustment: z.int(),
      by: z.string(),
      at: z.string(),
      note: z.optional(z.string()),
    }),
  ),
  closed: z.nullable(
    z.object({
      how: z.enum(['agreed', 'resolved']),
      at: z.string(),
      by: z.string(),
      cause: z.optional(z.string()),
      adjustment: z.optional(z.int()),
    }),
  ),
  version: z.int(),
});

export const driftPath = z.strictObject({
  driftId: z
    .string()
    .check(z.regex(/^[^\p{Cc}]{1,64}~[^\p{Cc}~]{1,40}~\d{1,6}$/u, 'is not the id of a drift')),
});

const receipt = z.object({ driftId: z.string(), outcome: z.string(), version: z.int() });

export const levelsApi = {
  'POST /v1/stock/movements': {
    summary:
      'What came, went or was put right, each by its own id: booked once, whatever it is called with again. Answers item by item; a refused item leaves the others booked.',
    roles: ['storefront', 'operator', 'warehouse', 'packing', 'logistics', 'admin'],
    station: true,
    body: z.strictObject({ items: several(movement) }),
    largest,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            movementId: z.string(),
            outcome: z.enum(['booked', 'repeated', 'refused']),
            delta: z.optional(z.int()),
            errors,
          }),
        ),
      }),
    },
  },
  'PUT /v1/stock/published': {
    summary: 'What the storefront shows now. An older word than the last changes nothing.',
    roles: ['storefront', 'operator', 'admin'],
    body: z.strictObject({ asOf: time, items: several(z.strictObject({ sku, quantity: pieces })) }),
    largest,
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            sku: z.string(),
            outcome: z.enum(['published', 'unchanged', 'repeated', 'late', 'refused']),
            errors,
          }),
        ),
      }),
    },
  },
  'POST /v1/stock/counts': {
    summary:
      'A physical count, blind: it says whether book and shelf agree, not what the book says. The first count of a location opens it.',
    roles: ['warehouse', 'operator', 'admin'],
    station: true,
    body: z.strictObject({
      countId: id,
      location: locationId,
      /** Part of a full inventory: every difference waits for a second person. */
      inventory: z.optional(z.boolean()),
      items: several(z.strictObject({ sku, counted: pieces, countedAt: time })),
    }),
    largest,
    answers: {
      200: z.object({
        countId: z.string(),
        items: z.array(
          z.object({
            sku: z.string(),
            outcome: z.enum(['agrees', 'differs', 'opened', 'repeated', 'refused']),
            driftId: z.optional(z.string()),
            errors,
          }),
        ),
      }),
    },
  },
  'GET /v1/stock/{sku}': {
    summary:
      'What is known of an article’s pieces. `available` is what the storefront may show: nothing claimed, doubtful, waited for or kept as a buffer.',
    roles: anyone,
    station: true,
    params: z.strictObject({ sku }),
    answers: {
      200: z.object({
        sku: z.string(),
        published: z.nullable(z.object({ quantity: z.int(), asOf: z.string() })),
        book: z.int(),
        allocated: z.int(),
        waiting: z.int(),
        available: z.int(),
        buffer: z.int(),
        stopped: z.boolean(),
        lastCounted: z.nullable(z.object({ quantity: z.int(), at: z.string(), location: z.string() })),
        locations: z.array(placeView),
        version: z.int(),
      }),
    },
  },
  'GET /v1/stock/uncounted': {
    summary: 'Articles at a location that were not counted since a time: what an inventory still lacks.',
    roles: ['operator', 'warehouse', 'supervisor', 'admin'],
    station: true,
    query: z.strictObject({ ...paging, location: locationId, since: time }),
    answers: { 200: z.object({ items: z.array(z.object({ sku: z.string() })), next: text }) },
  },
  'GET /v1/stock/drifts': {
    summary: 'Open differences between page, book and shelf, the longest open first.',
    roles: ['operator', 'warehouse', 'supervisor', 'procurement', 'finance', 'admin'],
    station: true,
    query: z.strictObject({
      ...paging,
      location: z.optional(locationId),
      trigger: z.optional(z.enum(triggers)),
    }),
    answers: { 200: z.object({ items: z.array(driftSummary), next: text }) },
  },
  'GET /v1/stock/drifts/{driftId}': {
    summary:
      'One difference: the three figures, probable causes with their evidence, the orders it touches, the next step.',
    roles: ['operator', 'warehouse', 'supervisor', 'procurement', 'finance', 'admin'],
    station: true,
    params: driftPath,
    answers: { 200: driftDetail },
  },
  'POST /v1/stock/drifts/{driftId}/second-look': {
    summary:
      'Another person has looked again, also elsewhere. What agrees with the book closes the difference.',
    roles: ['warehouse', 'operator', 'supervisor', 'admin'],
    station: true,
    params: driftPath,
    body: z.strictObject({ found: pieces, note: z.optional(prose(1_000)) }),
    conditional: true,
    answers: { 200: receipt },
  },
  'POST /v1/stock/drifts/{driftId}/resolution': {
    summary:
      'Names the cause and puts book and storefront right in one step. A large adjustment waits for a supervisor, never the same person: the same words from him, or `decision`, approve it.',
    roles: ['operator', 'warehouse', 'supervisor', 'admin'],
    decides: 'as-person',
    params: driftPath,
    body: z.strictObject({
      cause: z.enum(causes),
      adjustment: z.optional(signed),
      note: z.optional(prose(1_000)),
      decision: z.optional(z.enum(['approve', 'decline'])),
    }),
    conditional: true,
    answers: { 200: receipt, 202: receipt },
  },
} as const satisfies Record<string, Call>;
