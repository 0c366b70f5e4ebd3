import { type Channel, type Profile, type Role } from '../stores/profile.ts';
import { Workflow } from '../stores/workflow.ts';
import { type Duration, duration, hours, type Instant, parseDuration } from '../time/instant.ts';
import { fromQuantiles, type LogNormal } from '../time/lognormal.ts';
import { endOfDay } from '../time/zone.ts';

/** The part of a shop's profile that decides about orders, made ready to reckon with. */
export interface OrderRules {
  readonly flow: Workflow;
  limits(stage: string): Limits | undefined;
  /** How long a stage usually takes; undefined for an end. */
  usual(stage: string): LogNormal | undefined;
  readonly escalation: readonly EscalationStep[];
  readonly acknowledgedReturnsAfter: Duration;
  readonly holdReviewAfter: Duration;
  /** The midnight, on the shop's wall clock, that ends the day of an instant: a date is kept until then. */
  endOfDay(at: Instant): Instant;
  /** The first stage from which parcels have a stage each. */
  readonly parcelsFrom: string | undefined;
}

export interface Limits {
  readonly warning: Duration;
  readonly breach: Duration;
}

export interface EscalationStep {
  readonly after: Duration;
  readonly role: Role;
  readonly channels: readonly Channel[];
}

/** Three quarters of the limit leave time to act without crying wolf early. */
const warningShare = 0.75;
/** A limit is meant for the few slowest orders: of a log-normal with these shares three in a hundred pass it. */
const usualShare = { p50: 0.2, p90: 0.6 };

export function orderRules(profile: Profile): OrderRules {
  const flow = new Workflow(profile);
  const read = (text: string): Duration => parseDuration(text) ?? duration(0);
  return {
    flow,
    limits(stage) {
      const { limit, warning } = flow.stage(stage) ?? {};
      if (limit === undefined) return undefined;
      const breach = read(limit);
      return { breach, warning: warning === undefined ? duration(breach * warningShare) : read(warning) };
    },
    usual(stage) {
      const { limit, usual } = flow.stage(stage) ?? {};
      if (usual) return fromQuantiles(read(usual.p50), read(usual.p90));
      if (limit === undefined) return undefined;
      return fromQuantiles(duration(read(limit) * usualShare.p50), duration(read(limit) * usualShare.p90));
    },
    escalation: escalationOf(profile).map((step) => ({ ...step, after: read(step.after) })),
    acknowledgedReturnsAfter: read(profile.acknowledgedReturnsAfter),
    holdReviewAfter: read(profile.holdReviewAfter),
    endOfDay: (at) => endOfDay(at, profile.timeZone),
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
export const clockSkew = duration(hours(1) / 12);
