import { segmentOf } from '../durations/segment.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Channel, ChecklistItem, Profile, Role } from '../stores/profile.ts';
import { Workflow } from '../stores/workflow.ts';
import { type Duration, duration, type Instant, parseDuration, minutes } from '../time/instant.ts';
import { fromQuantiles, type LogNormal } from '../time/lognormal.ts';
import { endOfDay } from '../time/zone.ts';
import type { Pace } from './clock.ts';
import { type Limits, limitsOf } from './limits.ts';
import { deliveryDay } from './delivery-day.ts';
import { carrierOf, pacesOf, stretchOf } from './paces.ts';
import type { Order } from './state.ts';

/** The part of a shop's profile that decides about orders, made ready to reckon with. */
export interface OrderRules {
  readonly flow: Workflow;
  /** The limits of the order's present stage, in that stage's time; undefined at an end. */
  limits(order: Order): Limits | undefined;
  /** The time that the stall clock of the order's present stage counts. */
  pace(order: Order): Pace;
  /** How long a stage usually takes, nights and weekends included; undefined for an end. */
  usual(stage: string): LogNormal | undefined;
  /** The segment that the order belongs to, by the attributes that the profile names; empty where it has none of them. */
  segment(order: Order): string;
  readonly escalation: readonly EscalationStep[];
  readonly acknowledgedReturnsAfter: Duration;
  readonly holdReviewAfter: Duration;
  /** The midnight, on the shop's wall clock, that ends the day of an instant: a date is kept until then. */
  endOfDay(at: Instant): Instant;
  /** The day to name to a customer who gets his order by `p90`; an instant of that day, never before p90. */
  deliveryDay(order: Order, p90: Instant): Instant;
  /** An item of some stage's checklist, by its id. */
  checklist(itemId: string): { readonly stage: string; readonly item: ChecklistItem } | undefined;
  readonly checklistIds: readonly string[];
  /** The language of the shop: problems name things in it. */
  readonly locale: Locale;
  /** The first stage from which parcels have a stage each. */
  readonly parcelsFrom: string | undefined;
}

export interface EscalationStep {
  readonly after: Duration;
  readonly role: Role;
  readonly channels: readonly Channel[];
}

/** A limit is meant for the few slowest orders: of a log-normal with these shares three in a hundred pass it. */
const usualShare = { p50: 0.2, p90: 0.6 };

export function orderRules(profile: Profile): OrderRules {
  const flow = new Workflow(profile);
  const items = new Map(
    profile.stages.flatMap(({ name, checklist }) =>
      checklist.map((item) => [item.id, { stage: name, item }] as const),
    ),
  );
  const read = (text: string): Duration => parseDuration(text) ?? duration(0);
  return {
    flow,
    limits: limitsOf(profile, flow),
    pace: pacesOf(profile, flow),
    usual(name) {
      const stage = flow.stage(name);
      if (stage?.usual) return fromQuantiles(read(stage.usual.p50), read(stage.usual.p90));
      if (stage?.limit === undefined) return undefined;
      const whole = read(stage.limit) * stretchOf(profile, stage, flow);
      return fromQuantiles(duration(whole * usualShare.p50), duration(whole * usualShare.p90));
    },
    segment: ({ attributes }) => segmentOf(attributes, profile.segments),
    escalation: escalationOf(profile).map((step) => ({ ...step, after: read(step.after) })),
    acknowledgedReturnsAfter: read(profile.acknowledgedReturnsAfter),
    holdReviewAfter: read(profile.holdReviewAfter),
    endOfDay: (at) => endOfDay(at, profile.timeZone),
    deliveryDay: (order, p90) => deliveryDay(p90, carrierOf(profile, order), profile.timeZone),
    checklist: (itemId) => items.get(itemId),
    checklistIds: [...items.keys()],
    locale: profile.locale,
    parcelsFrom: profile.stages.find((stage) => stage.parcels)?.name,
  };
}

/** The profile's chain; without one, the supervisor after four hours where somebody is. */
function escalationOf(profile: Profile): NonNullable<Profile['escalation']> {
  if (profile.escalation) return profile.escalation;
  const supervised = profile.staff.some((person) => person.roles.includes('supervisor'));
  return supervised ? [{ after: 'PT4H', role: 'supervisor', channels: ['email', 'sms'] }] : [];
}

/** How far the clock of a storefront may run ahead of ours before a time counts as the future. */
export const clockSkew = minutes(5);
