import { compile } from '../../shared/durations/compile.ts';
import { additionsOf, weekOf } from '../../shared/durations/count.ts';
import { segmentOf } from '../../shared/durations/segment.ts';
import type { Tally } from '../../shared/kernel/tally/tally.ts';
import { forecast } from '../../shared/orders/forecast.ts';
import { type OrderRules, orderRules } from '../../shared/orders/rules.ts';
import { usualOf } from '../../shared/orders/usual.ts';
import { Workflow } from '../../shared/stores/workflow.ts';
import { type Instant, instant } from '../../shared/time/instant.ts';
import { begins, orderAt, type Past, type PastStay, shop } from './history.ts';

/** How estimates did on what came after the split, beside the fixed offsets that the time before it had. */
export interface Outcome {
  readonly forecasts: number;
  readonly covered50: number;
  readonly covered90: number;
  /** Pinball loss at 50 and at 90 %, in hours, ours and the fixed offset's. */
  readonly loss50: number;
  readonly loss90: number;
  readonly fixed50: number;
  readonly fixed90: number;
}

const day = 86_400_000;

/**
 * Learns from the weeks before the split, then lives through the weeks after it: an estimate whenever an order enters a
 * stage, and of every order that is still open at noon; each day's stays are learned overnight.
 */
export function split(orders: readonly Past[], trainWeeks: number, testWeeks: number, learnOn = true) {
  const at = begins + trainWeeks * 7 * day;
  const counters = new Counters();
  const stays = orders
    .flatMap((order) => order.stays.map((stay) => ({ order, stay })))
    .sort((a, b) => a.stay.left - b.stay.left);
  const offsets = offsetsOf(orders, at);
  const entry = new Scores();
  const noon = new Scores();
  let learned = 0;
  let rules: OrderRules | undefined;
  for (let date = at; date < at + testWeeks * 7 * day; date += day) {
    for (; learned < stays.length && stays[learned]!.stay.left < date && (learnOn || !rules); learned++)
      counters.count(stays[learned]!.order, stays[learned]!.stay);
    if (learnOn || !rules) rules = counters.rules(instant(date));
    for (const { order, stay } of stays) {
      const of = orderAt(order, stay.stage, stay.entered);
      const fixed = offsets.get(stay.stage)!;
      const say = (record: Scores, when: Instant) => {
        const { p50, p90 } = forecast(of, rules!, when);
        const [half, most] = fixed.map((offset) => Math.max(when, stay.entered + offset));
        record.add(order.delivered, p50, p90, half!, most!);
      };
      if (stay.entered >= date && stay.entered < date + day) say(entry, stay.entered);
      const middle = instant(date + day / 2);
      if (stay.entered < middle && stay.left > middle) say(noon, middle);
    }
  }
  return { entry: entry.outcome(), noon: noon.outcome() };
}

class Counters {
  readonly #items = new Map<string, Record<string, number>>();

  count({ attributes }: Past, stay: PastStay): void {
    const segment = segmentOf(attributes, shop.segments);
    for (const { name, field, by } of additionsOf({ ...stay, segment }, shop, segment)) {
      const fields = this.#items.get(name) ?? {};
      fields[field] = (fields[field] ?? 0) + by;
      this.#items.set(name, fields);
    }
  }

  rules(at: Instant): OrderRules {
    const tallies: Tally[] = [...this.#items].map(([name, fields]) => ({ name, fields }));
    const usual = usualOf(shop, new Workflow(shop));
    return orderRules(shop, compile(tallies, usual, weekOf(at, shop.timeZone), at));
  }
}

/** From entering a stage to the end: what half, and nine in ten, took before the split. */
function offsetsOf(orders: readonly Past[], before: number): Map<string, readonly [number, number]> {
  const known = orders.filter(({ delivered }) => delivered < before);
  const names = [...new Set(known.flatMap(({ stays }) => stays.map(({ stage }) => stage)))];
  return new Map(
    names.map((name) => {
      const took = known
        .flatMap(({ stays, delivered }) =>
          stays.filter(({ stage }) => stage === name).map(({ entered }) => delivered - entered),
        )
        .sort((a, b) => a - b);
      const level = (q: number) => took[Math.floor(q * (took.length - 1))]!;
      return [name, [level(0.5), level(0.9)] as const];
    }),
  );
}

const pinball = (q: number, said: number, came: number): number =>
  (came >= said ? q * (came - said) : (1 - q) * (said - came)) / 3_600_000;

class Scores {
  #n = 0;
  #sums = [0, 0, 0, 0, 0, 0];

  add(came: number, p50: number, p90: number, half: number, most: number): void {
    this.#n++;
    const parts = [
      came <= p50 ? 1 : 0,
      came <= p90 ? 1 : 0,
      pinball(0.5, p50, came),
      pinball(0.9, p90, came),
      pinball(0.5, half, came),
      pinball(0.9, most, came),
    ];
    this.#sums = this.#sums.map((sum, at) => sum + parts[at]!);
  }

  outcome(): Outcome {
    const [covered50 = 0, covered90 = 0, loss50 = 0, loss90 = 0, fixed50 = 0, fixed90 = 0] = this.#sums.map(
      (sum) => sum / this.#n,
    );
    return { forecasts: this.#n, covered50, covered90, loss50, loss90, fixed50, fixed90 };
  }
}
