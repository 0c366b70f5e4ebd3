import type { Pace } from '../orders/clock.ts';
import type { Order } from '../orders/state.ts';
import type { Duration } from '../time/instant.ts';
import type { Alert } from './alerts.ts';

/** One thing in a digest: the alert, and the order it speaks of as it is now. */
export interface Line {
  readonly alert: Alert;
  readonly order: Order | undefined;
  readonly waiting: Waiting | undefined;
}

/** How long the order has been in its stage, and its limit there, in the stage's own time. */
export interface Waiting {
  readonly spent: Duration;
  readonly limit: Duration;
  readonly kind: Pace['kind'];
}

/** What a digest says of one kind of alert: the first of it named, all of it counted. */
export interface Kind {
  readonly named: readonly Line[];
  readonly count: number;
  /** How many orders stand in which stage, where the alerts are about that. */
  readonly stages: ReadonlyMap<string, number>;
}

/** A digest's content, by kind of alert. Its size depends on the kinds and stages there are; what is urgent is kept by id. */
export interface Gathered {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Orders that are told of on the phone as well. */
  readonly urgent: ReadonlySet<string>;
}

/** Of a kind, in one message: a storm is read as a number, and the work list has them all. */
export const mostNamed = 20;

export const nothing: Gathered = { kinds: new Map(), urgent: new Set() };

/** Takes further alerts in, oldest first. */
export function gather(so: Gathered, lines: readonly Line[]): Gathered {
  const kinds = new Map(so.kinds);
  for (const [type, of] of Map.groupBy(lines, ({ alert }) => alert.type)) {
    const { named = [], count = 0, stages = new Map<string, number>() } = kinds.get(type) ?? {};
    kinds.set(type, {
      named: [...named, ...of].slice(0, mostNamed),
      count: count + of.length,
      stages: counted(stages, of),
    });
  }
  const urgent = lines
    .filter(({ alert }) => alert.channels.includes('sms'))
    .flatMap(({ alert }) => alert.orderId ?? []);
  return { kinds, urgent: urgent.length === 0 ? so.urgent : new Set([...so.urgent, ...urgent]) };
}

export const total = ({ kinds }: Gathered): number =>
  [...kinds.values()].reduce((sum, { count }) => sum + count, 0);

/** The lines that a digest names. */
export const named = ({ kinds }: Gathered): Line[] => [...kinds.values()].flatMap((kind) => kind.named);

function counted(stages: ReadonlyMap<string, number>, lines: readonly Line[]): Map<string, number> {
  const sums = new Map(stages);
  for (const { alert, order } of lines)
    if (alert.stallId !== undefined && order)
      sums.set(order.stay.stage, (sums.get(order.stay.stage) ?? 0) + 1);
  return sums;
}
