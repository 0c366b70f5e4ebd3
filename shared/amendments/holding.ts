import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type Context } from '../orders/decide/context.ts';
import { hold, release } from '../orders/decide/hold.ts';
import type { OrderEvent } from '../orders/events.ts';
import type { OrderRefusal } from '../orders/refusals.ts';
import { isOpen, type Order } from '../orders/state.ts';
import { days, plus } from '../time/instant.ts';

const prefix = 'amendment~';
export const holdIdOf = (amendmentId: string): string => `${prefix}${amendmentId}`;

/** The amendment whose turn it is: an order has one hold of the kind. */
export function holderOf(order: Order): string | undefined {
  const held = isOpen(order) ? order.holds?.find(({ id }) => id.startsWith(prefix)) : undefined;
  return held?.id.slice(prefix.length);
}

/** Nobody forgets a change that hangs: the hold has a review as every other. */
const reviewAfter = days(7);

/**
 * Holds an order for one change alone: no clock stops, and work that the change does not touch goes on. The hold is also
 * the turn: a second amendment is refused it until the first has ended.
 */
export function holdFor(
  order: Order,
  amendmentId: string,
  context: Context,
): Decision<OrderEvent, OrderRefusal> {
  const holder = holderOf(order);
  if (holder === amendmentId) return accept([], 'repeated');
  if (holder !== undefined) return refuse({ is: 'held-for', holdId: holdIdOf(holder) });
  return hold(
    order,
    {
      holdId: holdIdOf(amendmentId),
      reason: 'amendment',
      scope: 'amendment',
      reviewAt: plus(context.at, reviewAfter),
    },
    context,
  );
}

/** Lets it go; where it is gone already nothing happens. */
export const letGo = (
  order: Order,
  amendmentId: string,
  context: Context,
): Decision<OrderEvent, OrderRefusal> =>
  holderOf(order) === amendmentId ? release(order, holdIdOf(amendmentId), context) : accept([], 'repeated');
