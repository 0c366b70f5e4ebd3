import { type Order, stallId } from '../orders/state.ts';
import type { Instant } from '../time/instant.ts';
import type { StagePile } from './cohort.ts';

/** Named in a report; the work list has them all. */
const mostNamed = 20;

/** A stalled order in a report. */
export interface Stuck {
  readonly orderId: string;
  readonly stallId: string;
  readonly stage: string;
  readonly level: 'breached' | 'escalated';
  readonly since: Instant;
  /** Who has it in hand or put it off; null where nobody reacted. */
  readonly by: string | null;
  readonly cause?: string;
}

/** How many orders are stalled, who has them, and the gravest of them. */
export interface Standing {
  readonly total: number;
  /** There are more than were read. */
  readonly cut: boolean;
  readonly escalated: number;
  readonly unowned: number;
  readonly owners: readonly { readonly by: string; readonly orders: number }[];
  readonly top: readonly Stuck[];
}

/** Escalated before breached, the longest in their stage first. */
export function standingOf(piles: readonly StagePile[]): Standing {
  const stuck = piles
    .flatMap(({ orders }) => orders.map(stuckOf))
    .sort((a, b) => gravity(a) - gravity(b) || a.since - b.since || (a.orderId < b.orderId ? -1 : 1));
  const owners = new Map<string, number>();
  for (const { by } of stuck) if (by !== null) owners.set(by, (owners.get(by) ?? 0) + 1);
  return {
    total: stuck.length,
    cut: piles.some(({ cut }) => cut),
    escalated: stuck.filter(({ level }) => level === 'escalated').length,
    unowned: stuck.filter(({ by }) => by === null).length,
    owners: [...owners]
      .map(([by, orders]) => ({ by, orders }))
      .sort((a, b) => b.orders - a.orders || (a.by < b.by ? -1 : 1)),
    top: stuck.slice(0, mostNamed),
  };
}

const gravity = ({ level }: Stuck): number => (level === 'escalated' ? 0 : 1);

function stuckOf(order: Order): Stuck {
  const { stage, since, alarm } = order.stay;
  const quiet = alarm?.quiet;
  return {
    orderId: order.id,
    stallId: stallId(order),
    stage,
    level: alarm?.level === 'escalated' ? 'escalated' : 'breached',
    since,
    by: quiet?.by ?? null,
    ...(quiet?.cause === undefined ? {} : { cause: quiet.cause }),
  };
}
