import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import type { OrderEvent, Revised } from '../events.ts';
import type { OrderRefusal } from '../refusals.ts';
import { isOpen, type Order } from '../state.ts';

/** A new revision, whose content lies ready beside the order. */
export interface Revision {
  /** The content that it was made from: another one now means that somebody was faster. */
  readonly from: string;
  readonly content: string;
  /** Pieces over all lines of goods: an order of nothing is cancelled instead. */
  readonly units: number;
  readonly reason: 'amendment' | 'backorder' | 'cancellation' | 'shop';
  /** What it comes from; it makes one revision, however often it is asked for. */
  readonly ref: string;
  readonly promisedAt?: Instant;
  /** Minor units that the order costs less, or more, than before, VAT included. */
  readonly credit?: number;
  readonly charge?: number;
  /** Of an edit in the shop: when it was made, and what of the record changes with it. */
  readonly edit?: Pick<Revised, 'source' | 'check' | 'customer' | 'number' | 'attributes'>;
}

/** The name of what takes a revision back. */
const undoOf = (ref: string): string => `${ref}~undo`;

/** Was the revision that came from this taken back? */
export const isUndone = (order: Order, ref: string): boolean =>
  order.revisedBy?.includes(undoOf(ref)) === true;

/**
 * Takes the last revision back, as long as nobody has acted on it: the lines are again what they were, and what was to be
 * paid back is not.
 */
export function undoRevision(order: Order, ref: string): Decision<OrderEvent, OrderRefusal> {
  if (isUndone(order, ref)) return accept([], 'repeated');
  if (!isOpen(order)) return refuse({ is: 'order-closed', stage: order.stay.stage });
  const last = order.lastRevision;
  if (last?.ref !== ref) return refuse({ is: 'content-changed' });
  if (last.stay !== order.stay.n || last.parcels !== (order.parcels?.length ?? 0))
    return refuse({ is: 'acted-upon' });
  const reason = 'backorder';
  const revised: OrderEvent = {
    type: 'order.revised',
    data: {
      revision: order.revision + 1,
      content: last.content,
      previous: order.content,
      units: last.units,
      reason,
      ref: undoOf(ref),
      undoes: ref,
    },
  };
  return accept([revised], 'undone');
}

/**
 * Puts other lines, another address or date in the place of the order's. What that means for its account follows of
 * itself. Refuses a closed order, and content that was made of an older one. An edit in the shop is a fact: it is taken of a
 * closed order too, but not of one whose customer was erased.
 */
export function reviseContent(order: Order, command: Revision): Decision<OrderEvent, OrderRefusal> {
  const { from, content, units, reason, ref, promisedAt, credit = 0, charge = 0, edit } = command;
  if (order.revisedBy?.includes(ref)) return accept([], 'repeated');
  if (order.erased !== undefined) return refuse({ is: 'customer-erased' });
  if (!isOpen(order) && reason !== 'shop') return refuse({ is: 'order-closed', stage: order.stay.stage });
  if (order.content !== from) return refuse({ is: 'content-changed' });
  const revised: OrderEvent = {
    type: 'order.revised',
    data: {
      revision: order.revision + 1,
      content,
      previous: order.content,
      units,
      reason,
      ref,
      ...(promisedAt === undefined ? {} : { promisedAt }),
      ...(credit > 0 ? { credit } : {}),
      ...(charge > 0 ? { charge } : {}),
      ...edit,
    },
  };
  return accept([revised], 'revised');
}
