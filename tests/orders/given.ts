import type { Decision } from '../../shared/kernel/decision.ts';
import { overdue } from '../../shared/orders/agenda.ts';
import type { Context } from '../../shared/orders/decide/context.ts';
import { place, type Place } from '../../shared/orders/decide/place.ts';
import { report, type Report } from '../../shared/orders/decide/report.ts';
import type { OrderEvent } from '../../shared/orders/events.ts';
import { evolve } from '../../shared/orders/evolve.ts';
import type { OrderRefusal } from '../../shared/orders/refusals.ts';
import { orderRules } from '../../shared/orders/rules.ts';
import type { Order } from '../../shared/orders/state.ts';
import { type ProfileInput, profileSchema } from '../../shared/stores/profile.ts';
import { type Instant, instant } from '../../shared/time/instant.ts';
import { parse } from 'zod/v4/core';
import { electrosmart } from '../support/shops.ts';

/** "Mon 08:00" of the week in which the tests live: Monday is 16 November 2026. Times are UTC. */
export function on(text: string): Instant {
  const [name = '', clock = '00:00'] = text.split(' ');
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name);
  if (day < 0) throw new Error(`no such day: ${text}`);
  return instant(Date.parse(`2026-11-${String(16 + day)}T${clock}:00Z`));
}

export const profileOf = (more: Partial<ProfileInput> = {}) =>
  parse(profileSchema, { ...electrosmart, ...more });

/** An order whose story is told step by step, at stated times. */
export class Story {
  order: Order | undefined;
  events: OrderEvent[] = [];
  readonly rules;

  constructor(more: Partial<ProfileInput> = {}) {
    this.rules = orderRules(profileOf(more));
  }

  placed(at: string, more: Partial<Place> = {}): this {
    const command: Place = {
      orderId: 'ES-1',
      placedAt: on(at),
      content: 'content#x.1',
      intake: 'x',
      units: 3,
      ...more,
    };
    this.then(at, (order, context) => place(order, command, context));
    return this;
  }

  reported(at: string, stage: string, more: Partial<Report> = {}): this {
    return this.does(at, (order, context) => report(order, { stage, fact: true, ...more }, context));
  }

  does(at: string, decide: (order: Order, context: Context) => Decision<OrderEvent, OrderRefusal>): this {
    return this.then(at, (order, context) => decide(order!, context));
  }

  then(
    at: string,
    decide: (order: Order | undefined, context: Context) => Decision<OrderEvent, OrderRefusal>,
  ): this {
    return this.thenAt(on(at), decide);
  }

  /** Beyond the week of the tests. */
  thenAt(
    at: Instant,
    decide: (order: Order | undefined, context: Context) => Decision<OrderEvent, OrderRefusal>,
  ): this {
    const decision = decide(this.order, { rules: this.rules, at, actor: 'shop' });
    if ('refused' in decision) throw new Error(`refused: ${JSON.stringify(decision.refused)}`);
    this.#take(decision.accepted);
    return this;
  }

  /** What a call would be answered, the order untouched. */
  answer(at: string, decide: (order: Order, context: Context) => Decision<OrderEvent, OrderRefusal>) {
    return decide(this.order!, { rules: this.rules, at: on(at), actor: 'shop' });
  }

  /** A scan comes by at this time. */
  scanned(at: string): this {
    return this.scannedAt(on(at));
  }

  scannedAt(at: Instant): this {
    this.#take(overdue(this.order!, this.rules, at));
    return this;
  }

  #take(events: readonly OrderEvent[]): void {
    this.events.push(...events);
    for (const event of events) this.order = evolve(this.order, event);
  }

  get types(): string[] {
    return this.events.map(({ type }) => type.replace('order.', ''));
  }

  /** The events since the last call of this. */
  take(): string[] {
    const types = this.types;
    this.events = [];
    return types;
  }
}
