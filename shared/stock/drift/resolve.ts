import { own } from '../../kernel/own.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import type { Instant } from '../../time/instant.ts';
import { withConsequences } from '../level/consequences.ts';
import type { StockEvent } from '../level/events.ts';
import { entryPrint } from '../level/ledger.ts';
import type { Booked } from '../level/movement.ts';
import { type Cause, driftId, type Proposal, type Stock } from '../level/state.ts';
import { driftAt } from './look.ts';
import type { DriftRefusal } from './refusals.ts';
import type { StockRules } from './rules.ts';

/** How a drift is to be resolved. */
export interface Resolution {
  readonly location: string;
  readonly n: number;
  readonly cause: Cause;
  /** Pieces that the book is changed by; what was found less what is booked, unless said. */
  readonly adjustment?: number;
  /** The name of the text with the note. */
  readonly note?: string;
  readonly decision?: 'approve' | 'decline';
}

export interface ResolveContext {
  readonly at: Instant;
  readonly actor: string;
  readonly supervisor: boolean;
  readonly rules: StockRules;
  /** Minor units a piece costs, where that is known. */
  readonly cost: number | undefined;
}

/** The adjustment that goes with a resolution, for the ledger. */
export interface Resolved {
  readonly decision: Decision<StockEvent, DriftRefusal>;
  readonly booked?: Booked;
}

/** Does an adjustment wait for a supervisor? */
export const isLarge = (
  adjustment: number,
  { rules, cost }: Pick<ResolveContext, 'rules' | 'cost'>,
): boolean =>
  Math.abs(adjustment) > rules.approvalAbove.pieces ||
  Math.abs(adjustment) * (cost ?? 0) > rules.approvalAbove.value;

/**
 * Names the cause and puts the book right, in one step with the storefront. A large adjustment, and any of an inventory, waits for a supervisor
 * who is not the one who proposed it; the same words again from such a supervisor are his approval.
 */
export function resolve(stock: Stock | undefined, command: Resolution, context: ResolveContext): Resolved {
  const { location, n } = command;
  const drift = driftAt(stock, location, n);
  const place = own(stock?.places, location);
  if (!stock || !drift || !place) return { decision: refuse({ is: 'drift-unknown' }) };
  const { at, actor, supervisor } = context;
  const waiting = drift.proposal;
  if (command.decision !== undefined && !waiting) return { decision: refuse({ is: 'nothing-proposed' }) };
  if (command.decision === 'decline') {
    if (!supervisor) return { decision: refuse({ is: 'not-supervisor' }) };
    const id = driftId(stock.sku, location, n);
    const data = { driftId: id, location, by: actor, at };
    return { decision: accept([{ type: 'stock.resolution-declined', data }], 'declined') };
  }
  const adjustment = command.adjustment ?? waiting?.adjustment ?? drift.found - place.book;
  const same = waiting?.cause === command.cause && waiting.adjustment === adjustment;
  if (place.book + adjustment < 0)
    return {
      decision: refuse({
        is: 'rule',
        path: 'adjustment',
        message: `the book has ${String(place.book)} here: it cannot fall below zero`,
      }),
    };
  const proposal: Proposal = {
    cause: command.cause,
    adjustment,
    by: actor,
    at,
    ...(command.note === undefined ? {} : { note: command.note }),
  };
  if (waiting && same) {
    if (waiting.by === actor)
      return {
        decision:
          command.decision === 'approve'
            ? refuse({ is: 'same-person', doing: 'approve' })
            : accept([], 'waits-for-supervisor'),
      };
    if (!supervisor) return { decision: refuse({ is: 'not-supervisor' }) };
    return applied(stock, command, waiting, context);
  }
  if (drift.trigger !== 'inventory' && !isLarge(adjustment, context))
    return applied(stock, command, proposal, context);
  const data = { driftId: driftId(stock.sku, location, n), location, proposal, at };
  return {
    decision: accept([{ type: 'stock.resolution-proposed', data }], 'waits-for-supervisor'),
  };
}

function applied(
  stock: Stock,
  { location, n }: Resolution,
  { cause, adjustment, note }: Proposal,
  { at, actor, cost }: ResolveContext,
): Resolved {
  const { sku } = stock;
  const id = driftId(sku, location, n);
  const closed: StockEvent = {
    type: 'stock.drift-closed',
    data: {
      sku,
      driftId: id,
      location,
      how: 'resolved',
      at,
      by: actor,
      cause,
      adjustment,
      // Beyond what numbers can hold exactly, nobody knows what it is worth.
      ...(cost === undefined || !Number.isSafeInteger(adjustment * cost) ? {} : { value: adjustment * cost }),
      ...(note === undefined ? {} : { note }),
    },
  };
  if (adjustment === 0) return { decision: accept(withConsequences(stock, [closed], at), 'resolved') };
  const booked: Booked = {
    movementId: `drift~${id}`,
    sku,
    location,
    kind: 'adjustment',
    quantity: adjustment,
    reference: id,
    occurredAt: at,
    delta: adjustment,
    recordedAt: at,
    actor,
  };
  const moved: StockEvent = {
    type: 'stock.moved',
    data: {
      sku,
      at,
      entry: stock.entries + 1,
      print: entryPrint([booked]),
      movements: 1,
      places: { [location]: { by: adjustment, at } },
    },
  };
  return { decision: accept(withConsequences(stock, [moved, closed], at), 'resolved'), booked };
}
