import { own } from '../kernel/own.ts';
import { type Durations, sketchFor } from '../durations/model.ts';
import { segmentOf } from '../durations/segment.ts';
import { type Sketch, sketchOf } from '../durations/sketch.ts';
import type { Locale } from '../i18n/dates.ts';
import type { Channel, ChecklistItem, Profile, Role } from '../stores/profile.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { Workflow } from '../stores/workflow.ts';
import { type Duration, duration, type Instant, parseDuration, minutes } from '../time/instant.ts';
import type { LogNormal } from '../time/lognormal.ts';
import { endOfDay } from '../time/zone.ts';
import { type Limits, limitsOf } from './limits.ts';
import { deliveryDay } from './delivery-day.ts';
import { carrierOf, type PaceOf, pacesOf } from './paces.ts';
import type { Order } from './state.ts';
import { usualOf } from './usual.ts';

/** The part of a shop's profile that decides about orders, made ready to reckon with. */
export interface OrderRules {
  readonly flow: Workflow;
  /** The limits of the order's present stage, in that stage's time; undefined at an end. */
  limits(order: Order): Limits | undefined;
  /** The time that a stage counts for this order: its present stage unless another is named. */
  readonly pace: PaceOf;
  /** How long a stage takes by the profile alone, in the stage's own time; undefined for an end. */
  usual(stage: string): LogNormal | undefined;
  /** How long a stage takes orders of a segment, in its own time: as learned, else by the profile; undefined for an end. */
  durations(stage: string, segment: string): { readonly sketch: Sketch; readonly name: string } | undefined;
  /** What follows a stage on the way to a last one, with shares as they were seen; by the profile its first follower. */
  next(stage: string, last: string): readonly (readonly [stage: string, share: number])[];
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

const made = new WeakMap<Profile, { learned: Durations | undefined; rules: OrderRules }>();

/** The rules of a shop as it was loaded, made once for each profile and model: their tables are worth keeping. */
export function rulesOf({ profile, learned }: Pick<LoadedProfile, 'profile' | 'learned'>): OrderRules {
  const known = made.get(profile);
  if (known && known.learned === learned) return known.rules;
  const rules = orderRules(profile, learned);
  made.set(profile, { learned, rules });
  return rules;
}

export function orderRules(profile: Profile, learned?: Durations): OrderRules {
  const flow = new Workflow(profile);
  const usual = usualOf(profile, flow);
  const items = new Map(
    profile.stages.flatMap(({ name, checklist }) =>
      checklist.map((item) => [item.id, { stage: name, item }] as const),
    ),
  );
  return {
    flow,
    limits: limitsOf(profile, flow),
    pace: pacesOf(profile, flow),
    usual,
    durations: durationsOf(usual, learned),
    next: followersOf(flow, learned),
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

function durationsOf(
  usual: (stage: string) => LogNormal | undefined,
  learned: Durations | undefined,
): OrderRules['durations'] {
  const byProfile = new Map<string, { sketch: Sketch; name: string }>();
  return (stage, segment) => {
    const found = sketchFor(own(learned?.stages, stage), segment) ?? byProfile.get(stage);
    if (found) return found;
    const model = usual(stage);
    if (!model) return undefined;
    const made = { sketch: sketchOf(model), name: 'profile' };
    byProfile.set(stage, made);
    return made;
  };
}

/** Whoever is on the way to one end does not turn off to another: cancelled orders are not forecast to be delivered. */
function followersOf(flow: Workflow, learned: Durations | undefined): OrderRules['next'] {
  const known = new Map<string, readonly (readonly [string, number])[]>();
  return (stage, last) => {
    const key = `${stage} ${last}`;
    const found = known.get(key);
    if (found) return found;
    const leads = (name: string): boolean => name === last || flow.leadsTo(name, last);
    const seen = (own(learned?.stages, stage)?.next ?? []).filter(
      ([name]) => flow.stage(name) && leads(name),
    );
    const sum = seen.reduce((all, [, share]) => all + share, 0);
    const first = flow.stage(stage)?.next[0];
    const made =
      sum > 0
        ? seen.map(([name, share]) => [name, share / sum] as const)
        : first === undefined
          ? []
          : [[first, 1] as const];
    known.set(key, made);
    return made;
  };
}

const read = (text: string): Duration => parseDuration(text) ?? duration(0);

/** The profile's chain; without one, the supervisor after four hours where somebody is. */
function escalationOf(profile: Profile): NonNullable<Profile['escalation']> {
  if (profile.escalation) return profile.escalation;
  const supervised = profile.staff.some((person) => person.roles.includes('supervisor'));
  return supervised ? [{ after: 'PT4H', role: 'supervisor', channels: ['email', 'sms'] }] : [];
}

/** How far the clock of a storefront may run ahead of ours before a time counts as the future. */
export const clockSkew = minutes(5);
