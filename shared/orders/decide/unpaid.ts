import { accept, type Decision } from '../../kernel/decision.ts';
import { type Duration, latest, minus, plus } from '../../time/instant.ts';
import type { OrderEvent } from '../events.ts';
import { isOpen, type Order } from '../state.ts';
import type { Context } from './context.ts';

/** Goods were set aside for an order that is not paid: from now on they are kept for so long, with a reminder before. */
export function holdUnpaid(
  order: Order,
  { lapsesAfter, remindBefore }: { readonly lapsesAfter: Duration; readonly remindBefore: Duration },
  { at }: Context,
): Decision<OrderEvent, never> {
  // What is sold on account is paid after it came.
  if (!isOpen(order) || order.unpaid || order.onAccount || order.payment?.state !== 'pending')
    return accept([], 'none');
  const lapsesAt = plus(at, lapsesAfter);
  const remindAt = latest(at, minus(lapsesAt, remindBefore));
  return accept([{ type: 'order.allocation-held', data: { lapsesAt, remindAt } }], 'held');
}
