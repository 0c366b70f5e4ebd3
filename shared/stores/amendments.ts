import * as z from 'zod/mini';
import { dateField, durationField, id, line, stageName } from '../http/fields.ts';
import { role } from './roles.ts';

/** What a change of an order in progress may be. */
export const ops = [
  'add-line',
  'remove-line',
  'change-quantity',
  'change-address',
  'change-delivery',
] as const;
export type Op = (typeof ops)[number];
const op = z.enum(ops);

/** Minor units of the shop's currency, without VAT. */
const minor = z.int().check(z.minimum(0), z.maximum(1_000_000_000));
const share = z.number().check(z.minimum(0), z.maximum(1));

/** Who may be asked: a role of the shop's people, or the customer. */
export const party = z.union([role, z.literal('customer')]);
export type Party = z.infer<typeof party>;

/** All that is named must hold; nothing named holds always. */
const when = z.strictObject({
  /** The order is in this stage or a later one of the profile's table. */
  fromStage: z.optional(stageName),
  /** At least one of the changes is of these kinds. */
  ops: z.optional(z.array(op).check(z.minLength(1), z.maxLength(ops.length))),
  /** Fewer hours than this are left until the promised date. */
  hoursToDelivery: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
  /** The customer pays more than this in addition, VAT included, in minor units. */
  extraAbove: z.optional(minor),
  /** Percent of the net extra that is left after its costs; a margin that is not known counts as below. */
  marginBelow: z.optional(z.number().check(z.minimum(-100), z.maximum(100))),
  /** The probability of missing the date with the change. */
  riskAbove: z.optional(share),
  /** An item outside catalogue or contract. */
  unlisted: z.optional(z.literal(true)),
});

const rule = z.strictObject({
  /** By this name the explanation says which rule asked. */
  id,
  when: z.prefault(when, {}),
  ask: party,
  /** Those of one step are asked together, the next step when all of them have agreed. The customer comes last unless said. */
  step: z.optional(z.int().check(z.minimum(1), z.maximum(9))),
  /** Until when an answer is waited for; never longer than the rework still makes the date. */
  within: z._default(durationField, 'PT8H'),
  /** What no answer means. It is never taken for a yes. */
  silence: z._default(z.enum(['expire', 'decline']), 'expire'),
});
export type PolicyRule = z.output<typeof rule>;

/** Whoever stands in for somebody, between two dates, both included. */
const deputy = z.strictObject({
  for: id,
  deputy: id,
  from: z.optional(dateField),
  to: z.optional(dateField),
});

/** How late changes of orders are dealt with: `amendments` in the profile. */
export const amendmentPolicy = z.strictObject({
  /** Who must agree to what; a supervisor, finance and the customer where nothing is said and somebody fills the role. */
  rules: z.optional(z.array(rule).check(z.maxLength(30))),
  /** The stage from which on a kind of change is refused; the first stage in the carrier's hands unless said. */
  pointOfNoReturn: z._default(z.partialRecord(op, stageName), {}),
  /** Applied changes of one order at the most. */
  mostPerOrder: z._default(z.int().check(z.minimum(0), z.maximum(50)), 5),
  /** What a change may cost the customer in addition at the most, VAT included, in minor units. */
  mostExtra: z.optional(minor),
  /** A second amendment while the first is open. */
  concurrent: z._default(z.enum(['wait', 'refuse']), 'wait'),
  /** What changes cost beside the goods. */
  costs: z.prefault(
    z.strictObject({
      /** For each packed unit that is opened again. */
      rework: z._default(minor, 150),
      /** To bring in what must be bought. */
      inbound: z._default(minor, 0),
      /** For a further parcel. */
      parcel: z._default(minor, 2_000),
      /** Percent on the cost of a quoted item whose price the quote does not name. */
      markupPercent: z._default(z.int().check(z.minimum(0), z.maximum(1_000)), 15),
      /** A fee for changing an order that is in this stage or later; the last that holds counts. */
      fees: z._default(
        z.array(z.strictObject({ fromStage: stageName, amount: minor })).check(z.maxLength(20)),
        [],
      ),
    }),
    {},
  ),
  /** Units that are opened, filled and closed again in an hour of work. */
  unitsPerHour: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 30),
  risk: z.prefault(
    z.strictObject({
      /** Up to this probability of missing the date a change fits. */
      fits: z._default(share, 0.2),
      /** Above this one it does not. */
      fails: z._default(share, 0.6),
    }),
    {},
  ),
  /** Whoever has not answered is reminded, and then the supervisor hears. */
  remindAfter: z._default(durationField, 'PT2H'),
  escalateAfter: z._default(durationField, 'PT4H'),
  /** How long procurement has for a quote. */
  quoteWithin: z._default(durationField, 'PT8H'),
  /** How long a department has to take its task. */
  taskWithin: z._default(durationField, 'PT4H'),
  deputies: z._default(z.array(deputy).check(z.maxLength(50)), []),
  /** As documents name the shop; its name alone unless said. */
  seller: z.optional(
    z.strictObject({
      name: line(160),
      address: z.optional(line(200)),
      registration: z.optional(line(40)),
      bank: z.optional(line(80)),
    }),
  ),
});
export type AmendmentPolicy = z.output<typeof amendmentPolicy>;
