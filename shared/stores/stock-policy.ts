import * as z from 'zod/mini';
import { durationField, httpsUrl, line } from '../http/fields.ts';

/** Where pieces lie: a shelf, a desk, a store-room. No `~` and no `#`: drifts are named by it. */
export const locationId = z.string().check(
  z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/, 'must be 1–40 letters, digits or . _ : -'),
  z.refine((id) => id !== 'storefront', 'is what the storefront shows; name the place otherwise'),
);

const pieces = z.int().check(z.minimum(0), z.maximum(1_000_000));
const channels = z.array(z.enum(['email', 'sms'])).check(z.maxLength(2));

/** How a shop watches its stock. */
export const stockPolicy = z.strictObject({
  /** The locations there are. Without a list a location is known from its first opening, receipt or return on. */
  locations: z._default(
    z.array(z.strictObject({ id: locationId, name: z.optional(line(60)) })).check(z.maxLength(500)),
    [],
  ),
  /** Working time for the second look, before any customer hears of a difference. */
  secondLook: z._default(durationField, 'PT60M'),
  /** Pieces by which a count may differ, by class: A turns over most, C least. */
  tolerance: z.prefault(
    z.strictObject({ A: z._default(pieces, 0), B: z._default(pieces, 0), C: z._default(pieces, 0) }),
    {},
  ),
  /** An adjustment beyond either waits for a supervisor. */
  approvalAbove: z.prefault(
    z.strictObject({
      pieces: z._default(pieces, 3),
      /** Minor units at cost, where the cost is known. */
      value: z._default(z.int().check(z.minimum(0)), 50_000),
    }),
    {},
  ),
  /** Pieces kept off sale after a drift; each agreeing count takes one back. */
  buffer: z._default(pieces, 1),
  /** How long the storefront has to show what can be sold. */
  syncWithin: z._default(durationField, 'PT30M'),
  /** A return that lies unprocessed for longer is somebody's to look at. */
  returnsWithin: z._default(durationField, 'P2D'),
  /** Cycle counts: how many articles a working day, and how often each class. */
  counts: z.prefault(
    z.strictObject({
      perDay: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 20),
      A: z._default(durationField, 'P30D'),
      B: z._default(durationField, 'P90D'),
      C: z._default(durationField, 'P180D'),
    }),
    {},
  ),
  /** Pieces set aside for an order that is not paid. */
  unpaid: z.prefault(
    z.strictObject({
      lapsesAfter: z._default(durationField, 'PT48H'),
      remindBefore: z._default(durationField, 'PT12H'),
    }),
    {},
  ),
});

/** What a customer is offered for a line that cannot be covered, and what no answer means. */
export const backorderPolicy = z.strictObject({
  tell: z._default(channels, ['email']),
  answerWithin: z._default(durationField, 'P3D'),
  remindBefore: z._default(durationField, 'P1D'),
  /** Without an answer: `wait` within the agreed date, or `cancel`. Never a substitute. */
  silence: z._default(z.enum(['wait', 'cancel']), 'cancel'),
  /** Longer than this nobody is asked to wait. */
  waitAtMost: z._default(durationField, 'P30D'),
  substitutes: z.prefault(
    z.strictObject({
      most: z._default(z.int().check(z.minimum(0), z.maximum(5)), 3),
      sameSize: z._default(z.boolean(), true),
      /** Percent by which its price may differ, either way. */
      priceBand: z._default(z.int().check(z.minimum(0), z.maximum(100)), 20),
    }),
    {},
  ),
});

/** Where the storefront hears of what happens. */
export const webhookPolicy = z.strictObject({
  url: httpsUrl,
  /** Both sides know it; signs every call. Written, never read: kept apart from the profile, absent keeps the present one. */
  secret: z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{16,128}$/, 'must be 16–128 visible ASCII characters')),
  ),
});

export type StockPolicy = z.output<typeof stockPolicy>;
export type BackorderPolicy = z.output<typeof backorderPolicy>;
