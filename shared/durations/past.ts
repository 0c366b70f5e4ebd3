import * as z from 'zod/mini';
import { attributeName, id, line, stageName, time } from '../http/fields.ts';
import { checked, type Fault } from '../http/read.ts';
import type { Countable } from '../kernel/tally/tally.ts';
import type { OrderRules } from '../orders/rules.ts';
import type { Profile } from '../stores/profile.ts';
import { days, duration, type Instant, instant, parseInstant, plus } from '../time/instant.ts';
import { additionsOf, type Stay } from './count.ts';
import { segmentOf } from './segment.ts';
import { countedAs } from './segments.ts';

/** An order of the past, as one line of `POST /v1/history` brings it. */
export const pastOrder = z.strictObject({
  orderId: id,
  transitions: z
    .array(z.strictObject({ stage: stageName, at: time }))
    .check(z.minLength(2, 'a stay needs its beginning and its end'), z.maxLength(50)),
  attributes: z.optional(
    z
      .record(attributeName, line(60))
      .check(z.refine((all) => Object.keys(all).length <= 12, 'at most 12 attributes')),
  ),
});
export type PastOrder = z.output<typeof pastOrder>;

/** What is wrong with a line: where in it, and how. */
export type Dirt = Fault;

/** How far ahead of ours a clock may run. */
const skew = duration(5 * 60_000);
/** An order of the past is known as long as anybody may send it again. */
const markerLife = days(5 * 366);

/** A line as an order, or everything that is wrong with it: no JSON, unknown stages, ways that no order takes, times that run back. */
export function readPast(
  text: string,
  rules: OrderRules,
  now: Instant,
): { readonly order: PastOrder } | { readonly dirt: readonly Dirt[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { dirt: [{ path: '', message: 'is not JSON' }] };
  }
  const read = checked(pastOrder, value);
  if ('faults' in read) return { dirt: read.faults.slice(0, mostDirt) };
  const dirt = wayFaults(read.data, rules, now).slice(0, mostDirt);
  return dirt.length > 0 ? { dirt } : { order: read.data };
}

/** So many faults of one line are named. */
const mostDirt = 3;

function wayFaults({ transitions }: PastOrder, { flow }: OrderRules, now: Instant): Dirt[] {
  return transitions.flatMap(({ stage, at }, n) => {
    const path = `transitions.${String(n)}`;
    const faults: Dirt[] = [];
    const before = transitions[n - 1];
    if (!flow.stage(stage))
      faults.push({ path: `${path}.stage`, message: `the store has no stage ${stage}` });
    else if (before && flow.stage(before.stage) && !flow.leadsTo(before.stage, stage))
      faults.push({ path: `${path}.stage`, message: `no order gets from ${before.stage} to ${stage}` });
    if (before && ms(at) < ms(before.at))
      faults.push({ path: `${path}.at`, message: 'lies before the stage that it follows' });
    if (ms(at) > plus(now, skew)) faults.push({ path: `${path}.at`, message: 'lies in the future' });
    return faults;
  });
}

/** The stays of an order of the past. Where stages were left out nobody knows whose time it was: such a stay teaches nothing. */
export function staysOf(
  { transitions, attributes = {} }: PastOrder,
  rules: OrderRules,
  profile: Profile,
): Stay[] {
  const segment = segmentOf(attributes, profile.segments);
  return transitions.slice(1).flatMap(({ stage: next, at }, n) => {
    const { stage, at: since } = transitions[n] ?? { stage: next, at };
    if (rules.flow.between(stage, next).length > 0) return [];
    const [entered, left] = [ms(since), ms(at)];
    const order = { stay: { stage } as never, attributes };
    const spent = rules.pace(order, stage).between(entered, left);
    return [{ stage, next, segment, entered, left, spent }];
  });
}

/** What an order of the past adds to the counters; once, however often it is sent. */
export function countableOf(
  order: PastOrder,
  store: string,
  rules: OrderRules,
  profile: Profile,
  segments: ReadonlySet<string>,
  now: Instant,
): Countable {
  return {
    store,
    marker: `history.${order.orderId}`,
    until: plus(now, markerLife),
    adds: staysOf(order, rules, profile).flatMap((stay) =>
      additionsOf(stay, profile, countedAs(stay.segment, segments)),
    ),
  };
}

const ms = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);
