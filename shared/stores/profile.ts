import * as z from 'zod/mini';
import {
  attributeName,
  currency,
  durationField,
  email,
  httpsUrl,
  id,
  line,
  locale,
  phone,
  stageName,
  storeIdField,
  vatRate,
} from '../http/fields.ts';
import { ownTexts } from './texts.ts';
import { amendmentPolicy } from './amendments.ts';
import { attributeLimit, carrierCalendar, shopCalendar, stageClock } from './calendar.ts';
import { backorderPolicy, stockPolicy, webhookPolicy } from './stock-policy.ts';
import { playbookEntry } from './playbook.ts';
import { type Role, role, roles } from './roles.ts';

export { role, roles, type Role };

export const channel = z.enum(['email', 'sms']);
export type Channel = z.infer<typeof channel>;

const clockTime = z
  .string()
  .check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00'));

const label = z.strictObject({ ro: line(60), en: line(60) });

/** What must be seen to before an order leaves the stage. */
export const checklistItem = z.strictObject({
  /** Unique in the whole profile. */
  id,
  label,
  /** An open item keeps a person from moving the order on. A fact is accepted, and flagged. */
  mandatory: z._default(z.boolean(), true),
  /** Who is told when the order waits for nothing else. */
  role: z._default(role, 'operator'),
});
export type ChecklistItem = z.infer<typeof checklistItem>;

/** One stage of the workflow. Limits run on the stall clock: time in the stage, holds excepted. Days are 24 hours. */
const stage = z.strictObject({
  name: stageName,
  /** What a person may move it to; a stage without followers is an end. */
  next: z._default(z.array(stageName).check(z.maxLength(20)), []),
  /** After this long in the stage the order is stalled. Every stage but the ends needs one. */
  limit: z.optional(durationField),
  /** After this long the operator is warned; three quarters of the limit unless said otherwise. */
  warning: z.optional(durationField),
  /**
   * The time that limit, warning and escalation count. From `shipped` on the carrier's unless said; before that the
   * shop's opening hours where it has some, else all hours.
   */
  clock: z.optional(stageClock),
  /** What half of the orders, and nine in ten, take, nights and weekends included; a share of the limit unless said. */
  usual: z.optional(z.strictObject({ p50: durationField, p90: durationField })),
  /** Orders that can leave the stage on a working day; the report reckons with it how many days of work are waiting. */
  capacity: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  /** Channels on which the customer hears that the order reached this stage. */
  tell: z._default(z.array(channel).check(z.maxLength(2)), []),
  /** The customer hears only once the parcel's number and tracking link are known, at most this long later. */
  tellNeedsTracking: z._default(z.boolean(), false),
  /** From here on parcels have a stage each. */
  parcels: z._default(z.boolean(), false),
  /** Kept for the orders that are in it; nothing may enter. The step before removing a stage. */
  retired: z._default(z.boolean(), false),
  checklist: z._default(z.array(checklistItem).check(z.maxLength(20)), []),
  label: z.optional(z.strictObject({ ro: line(40), en: line(40) })),
});
export type StageProfile = z.infer<typeof stage>;

const person = z.strictObject({
  id,
  name: line(80),
  email: z.optional(email),
  phone: z.optional(phone),
  locale: z.optional(locale),
  roles: z.array(role).check(z.minLength(1), z.maxLength(9)),
});
export type Person = z.infer<typeof person>;

const escalationStep = z.strictObject({
  /** Counted from the breach, in the stage's time. */
  after: durationField,
  role,
  channels: z._default(z.array(channel).check(z.minLength(1), z.maxLength(2)), ['email', 'sms']),
});

/** The workflow of a shop that says nothing else. */
export const defaultStages: z.input<typeof stage>[] = [
  { name: 'placed', next: ['confirmed', 'preparing', 'cancelled'], limit: 'PT12H' },
  { name: 'confirmed', next: ['preparing', 'cancelled'], limit: 'PT24H', tell: ['email'] },
  { name: 'preparing', next: ['packed', 'cancelled'], limit: 'PT48H' },
  { name: 'packed', next: ['shipped', 'cancelled'], limit: 'PT24H', parcels: true },
  {
    name: 'shipped',
    next: ['delivered', 'at-pickup-point', 'delivery-failed', 'refused', 'returning', 'lost'],
    limit: 'PT96H',
    tell: ['email'],
    tellNeedsTracking: true,
    parcels: true,
  },
  {
    name: 'at-pickup-point',
    next: ['delivered', 'refused', 'returning', 'lost'],
    limit: 'P5D',
    tell: ['email'],
    parcels: true,
  },
  {
    name: 'delivery-failed',
    next: ['shipped', 'delivered', 'at-pickup-point', 'refused', 'returning', 'lost'],
    limit: 'PT48H',
    tell: ['email'],
    parcels: true,
  },
  { name: 'refused', next: ['returning', 'returned', 'lost'], limit: 'P5D', parcels: true },
  { name: 'returning', next: ['returned', 'lost'], limit: 'P10D', parcels: true },
  { name: 'lost', next: ['delivered', 'returning', 'returned'], limit: 'P3D', parcels: true },
  { name: 'delivered', tell: ['email'], parcels: true },
  { name: 'returned', parcels: true },
  { name: 'cancelled', tell: ['email'], parcels: true },
];

/** The shop's profile: everything about a shop that is data. `PUT /v1/store` takes it whole. */
export const profileSchema = z.strictObject({
  storeId: storeIdField,
  name: line(80),
  /** `shadow`: everything runs, customer messages are kept for viewing, unsent. */
  mode: z._default(z.enum(['live', 'shadow']), 'live'),
  locale: z._default(locale, 'ro'),
  timeZone: z._default(
    line(60).check(
      z.refine((zone) => {
        try {
          return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
        } catch {
          return false;
        }
      }, 'must be an IANA time zone such as Europe/Bucharest'),
    ),
    'Europe/Bucharest',
  ),
  currency: z._default(currency, 'RON'),
  /** ISO 3166-1: where the shop sells from, whose VAT rate is its own, and by which national telephone numbers are read. */
  country: z._default(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code such as RO')), 'RO'),
  vat: z.prefault(z.strictObject({ id: z.optional(line(20)), defaultRate: z._default(vatRate, 21) }), {}),
  /** Where a customer's answer goes. */
  contact: z.prefault(
    z.strictObject({ email: z.optional(email), phone: z.optional(phone), url: z.optional(httpsUrl) }),
    {},
  ),
  stages: z.prefault(z.array(stage).check(z.minLength(2), z.maxLength(40)), defaultStages),
  /** Opening hours, closing days, and dates with other hours or limits. */
  calendar: z.optional(shopCalendar),
  /** Attributes by which durations are learned apart, from coarse to fine. */
  segments: z._default(
    z.array(attributeName).check(
      z.maxLength(3),
      z.refine((all) => new Set(all).size === all.length, 'must name each attribute once'),
    ),
    ['warehouse', 'carrier'],
  ),
  /** Limits by an order's attribute. */
  limitsFor: z.optional(z.array(attributeLimit).check(z.maxLength(100))),
  /** What to look at next where orders pile up, and who does; goes before what is usual. */
  playbook: z._default(z.array(playbookEntry).check(z.maxLength(100)), []),
  /** Who is told when nobody reacts to a stall; the supervisor after four hours where there is one. */
  escalation: z.optional(z.array(escalationStep).check(z.maxLength(5))),
  /** An acknowledged stall that is still there comes back after this long, in the stage's time. */
  acknowledgedReturnsAfter: z._default(durationField, 'PT24H'),
  /** A hold without a review time of its own is reviewed after this long. */
  holdReviewAfter: z._default(durationField, 'PT48H'),
  /** Channels on which a customer hears that his date will probably be missed. */
  delays: z.prefault(
    z.strictObject({
      tell: z._default(z.array(channel).check(z.maxLength(2)), ['email']),
      /** How long the page on which he keeps or cancels the order stays open. */
      answerWithin: z._default(durationField, 'P7D'),
      /**
       * What no answer means. It is never taken for a yes: `keep` leaves the order open and every right with it,
       * `cancel` (where the shop's terms say so) cancels it with all the money back.
       */
      silence: z._default(z.enum(['keep', 'cancel']), 'keep'),
    }),
    {},
  ),
  /** Money that is due to a customer is paid back within this time: by law, 14 days at the most. */
  refunds: z.prefault(z.strictObject({ within: z._default(durationField, 'P14D') }), {}),
  /** How stock is watched, and what is offered where it falls short. */
  stock: z.prefault(stockPolicy, {}),
  backorders: z.prefault(backorderPolicy, {}),
  /** Where events go, signed. */
  webhook: z.optional(webhookPolicy),
  /** Where people sign in beside the link to their own address: an OpenID Connect issuer that verifies addresses. */
  signIn: z.optional(
    z.strictObject({
      issuer: httpsUrl,
      clientId: line(200),
      /** Of a confidential client. Written, never read; absent keeps the present one. */
      clientSecret: z.optional(line(500)),
    }),
  ),
  /** Own words to customers, by language; see `placeholders`. */
  texts: z.optional(ownTexts),
  quietHours: z.optional(
    z.strictObject({
      from: clockTime,
      to: clockTime,
      channels: z._default(z.array(channel).check(z.minLength(1), z.maxLength(2)), ['sms']),
    }),
  ),
  staff: z._default(z.array(person).check(z.maxLength(200)), []),
  carriers: z._default(
    z
      .array(
        z.strictObject({
          id,
          name: line(60),
          trackingUrl: z.optional(httpsUrl),
          /** When the carrier works; at all hours unless said. */
          calendar: z.optional(carrierCalendar),
          /** What is ready later than this on a day is picked up, and so delivered, a delivery day later. */
          pickUpCutOff: z.optional(clockTime),
        }),
      )
      .check(z.maxLength(50)),
    [],
  ),
  /** The morning report. */
  report: z.prefault(
    z.strictObject({
      /** On the shop's clock. */
      at: z._default(clockTime, '08:00'),
      days: z._default(z.enum(['every', 'working']), 'every'),
      /** Who gets it by e-mail; whoever may read reports finds it on the page. */
      roles: z._default(z.array(role).check(z.maxLength(9)), ['operator', 'supervisor', 'admin']),
    }),
    {},
  ),
  /** Proposed limits are chosen so that at most so many stalls are raised per hundred orders, all stages together. */
  alertsPer100Orders: z._default(z.number().check(z.minimum(0.1), z.maximum(100)), 5),
  noticeValve: z.prefault(
    z.strictObject({
      /** More delay notices than this within 15 minutes wait for an operator's release. */
      mostIn15Minutes: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 50),
      /** A source that always speaks and says nothing for this long is taken for silent. */
      sourceSilentAfter: z._default(durationField, 'PT6H'),
    }),
    {},
  ),
  /** May customers who bought on a marketplace be written to? Most marketplaces forbid it. */
  marketplaceNotices: z._default(z.boolean(), false),
  /** A link in an SMS is carried only where sender and link are registered with the operators. */
  smsLinks: z._default(z.boolean(), false),
  /** Late changes of orders: who must agree, what they cost, until when they are possible. */
  amendments: z.prefault(amendmentPolicy, {}),
});

export type Carrier = z.output<typeof profileSchema>['carriers'][number];
export type Profile = z.output<typeof profileSchema>;
export type ProfileInput = z.input<typeof profileSchema>;
