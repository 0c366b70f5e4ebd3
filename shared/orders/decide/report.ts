import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { duration, type Instant, instant, latest } from '../../time/instant.ts';
import { spent } from '../clock.ts';
import type { OrderEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { usualPath } from '../ways.ts';
import type { OrderRefusal } from '../refusals.ts';
import { type Order, type Parcel, stallId, type Stay } from '../state.ts';
import { gates, openItems } from './checklist.ts';
import { type Context, isHeld, timeFault, timeOfFact, timeTaken } from './context.ts';

export interface Report {
  readonly stage: string;
  readonly occurredAt?: Instant;
  /** A fact has happened and is accepted; a command by a person is gated. */
  readonly fact: boolean;
  readonly parcelId?: string;
  readonly reason?: string;
  /** The name of the text that holds the note. */
  readonly note?: string;
}

type Answer = Decision<OrderEvent, OrderRefusal>;

/** How a reported stage stands to the present one, by the workflow's graph and the time of the report. */
export type Standing = 'same' | 'forward' | 'late' | 'contradiction';

/**
 * Forward where the workflow leads from here to there; late where it leads from there to here: the report is
 * about the past. Where it leads both ways (delivery failed, shipped again) the times decide. Otherwise the
 * report contradicts what is known: a cancelled order that was shipped.
 */
export function standing(
  context: Context,
  now: { stage: string; since: Instant },
  to: string,
  at: Instant,
): Standing {
  if (now.stage === to) return 'same';
  const { flow } = context.rules;
  if (isWayOut(context, now.stage, to)) return at > now.since ? 'forward' : 'late';
  const forward = flow.leadsTo(now.stage, to);
  const back = flow.leadsTo(to, now.stage);
  if (forward && back) return at > now.since ? 'forward' : 'late';
  if (forward) return 'forward';
  if (!back) return 'contradiction';
  // Packed after it was cancelled: no late word of the past, but somebody at work on what is over.
  const overtaken =
    flow.isEnd(now.stage) && at > now.since && !usualPath(context.rules, to).includes(now.stage);
  return overtaken ? 'contradiction' : 'late';
}

/**
 * Ways that every workflow has: a customer sends back what was delivered, as the law lets him, and the shop gives up
 * what the carrier has lost.
 */
function isWayOut({ rules }: Context, from: string, to: string): boolean {
  if (from === 'lost') return to === 'cancelled';
  return (
    (to === 'returning' || to === 'returned') &&
    rules.flow.stage(to) !== undefined &&
    usualPath(rules, rules.flow.initial).at(-1) === from
  );
}

/** A status as it comes in: from a storefront, a carrier, a warehouse, or a person. */
export function report(order: Order, command: Report, context: Context): Answer {
  const { rules, at } = context;
  const { stage } = command;
  if (!rules.flow.stage(stage)) return refuse({ is: 'stage-unknown', stage, known: rules.flow.names });
  const said = command.occurredAt ?? at;
  const fault = command.fact ? undefined : timeFault('occurredAt', said, order, at);
  if (fault) return refuse(fault);
  const when = command.fact ? timeOfFact('occurredAt', said, order, at) : { taken: said };
  if ('fault' in when) return refuse(when.fault);
  const answer = reported(order, command, context, when.taken);
  if ('refused' in answer || when.check === undefined || answer.accepted.length === 0) return answer;
  return { ...answer, accepted: [...timeTaken(when.check, said, when.taken), ...answer.accepted] };
}

function reported(order: Order, command: Report, context: Context, occurredAt: Instant): Answer {
  const { stage, parcelId } = command;
  const parcels = order.parcels ?? [];
  if (parcelId === undefined) return whole(order, command, context, occurredAt);
  const parcel = parcels.find(({ id }) => id === parcelId);
  if (!parcel) return refuse({ is: 'parcel-unknown', parcelId, known: parcels.map(({ id }) => id) });
  const gate = gated(order, parcel.stage, command, context);
  if (gate) return refuse(gate);
  const how = standing(context, parcel, stage, occurredAt);
  if (how !== 'forward') return apart(how, parcel, ofErased(order, command), occurredAt);
  const moved = moveParcel(parcel, command, context, occurredAt);
  return accept([moved, ...follow(evolve(order, moved), command, context, occurredAt)], 'accepted');
}

/** A status of the whole order: every parcel that can take it does, and so does what is in no parcel. */
function whole(order: Order, command: Report, context: Context, occurredAt: Instant): Answer {
  const { stage } = command;
  const gate = gated(order, order.stay.stage, command, context);
  if (gate) return refuse(gate);
  const how = standing(context, order.stay, stage, occurredAt);
  const behind = (order.parcels ?? []).filter(
    (parcel) => standing(context, parcel, stage, occurredAt) === 'forward',
  );
  if (how !== 'forward' && behind.length === 0)
    return apart(how, order.stay, ofErased(order, command), occurredAt);
  const moved = behind.map((parcel) => moveParcel(parcel, command, context, occurredAt));
  if (how !== 'forward') return accept(moved, 'accepted');
  return accept(
    [...moved, ...enter(order, stage, command, context, occurredAt, moved.length > 0)],
    'accepted',
  );
}

/** What is still reported of an order whose customer was erased is a fact without words. */
function ofErased({ erased }: Order, command: Report): Report {
  if (erased === undefined) return command;
  const { reason: _, note: __, ...fact } = command;
  return fact;
}

/** A person's command is followed where the workflow allows the step and the checklist of the stage is done. */
function gated(order: Order, from: string, command: Report, context: Context): OrderRefusal | undefined {
  const { stage: to, fact } = command;
  const { rules } = context;
  if (fact || from === to || isWayOut(context, from, to)) return undefined;
  const allowed = rules.flow.allowed(from);
  if (!allowed.includes(to)) return { is: 'transition-not-allowed', from, to, allowed };
  const missing = gates(from, to, rules) ? openItems(order, from, rules) : [];
  if (missing.length === 0) return undefined;
  return {
    is: 'checklist-open',
    stage: from,
    missing: missing.map(({ id: itemId, label }) => ({ itemId, label: label[rules.locale] })),
  };
}

/**
 * Nothing moves: a repeat says nothing new, unless it comes from later and with a reason or note (a second attempt of the
 * courier's); a late report is kept in the timeline, a contradiction is shown to staff. */
function apart(
  how: Exclude<Standing, 'forward'>,
  { stage: current, since, noted = since }: Pick<Stay, 'stage' | 'since' | 'noted'>,
  command: Report,
  occurredAt: Instant,
): Answer {
  const { stage, parcelId, reason, note } = command;
  const about = { stage, occurredAt, ...(parcelId === undefined ? {} : { parcelId }) };
  if (how === 'same') {
    if ((reason === undefined && note === undefined) || occurredAt <= noted) return accept([], 'repeated');
    const said = { ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }) };
    return accept([{ type: 'order.status-noted', data: { ...about, ...said } }], 'noted');
  }
  if (how === 'late') return accept([{ type: 'order.status-late', data: about }], 'late');
  return accept([{ type: 'order.status-contradicted', data: { ...about, current } }], 'contradicted');
}

function moveParcel(parcel: Parcel, command: Report, { rules }: Context, occurredAt: Instant): OrderEvent {
  const skipped = rules.flow.between(parcel.stage, command.stage);
  return {
    type: 'order.parcel-stage-changed',
    data: {
      parcelId: parcel.id,
      n: parcel.n + 1,
      from: parcel.stage,
      to: command.stage,
      since: latest(occurredAt, parcel.since),
      ...(skipped.length > 0 ? { skipped } : {}),
    },
  };
}

/** The order is where its slowest part is: it follows once no parcel and no piece is left behind. */
export function follow(order: Order, command: Report, context: Context, occurredAt: Instant): OrderEvent[] {
  const slowest = slowestStage(order, context);
  if (slowest === undefined || slowest === order.stay.stage) return [];
  return enter(order, slowest, command, context, occurredAt, true);
}

/**
 * The stage of the slowest parcel, undefined while some pieces are in none. Parcels that have come to an end
 * do not hold the order; when all have, delivered counts before returned, by the profile's order of stages.
 */
export function slowestStage(order: Order, { rules: { flow } }: Context): string | undefined {
  const parcels = order.parcels ?? [];
  if (parcels.reduce((total, parcel) => total + parcel.units, 0) < order.units) return undefined;
  const moving = parcels.filter((parcel) => !flow.isEnd(parcel.stage));
  const counted = moving.length > 0 ? moving : parcels;
  return counted.map(({ stage }) => stage).sort((a, b) => flow.rank(a) - flow.rank(b))[0];
}

/** The order enters a stage: the stall of the one it leaves is over, an end closes it. */
export function enter(
  order: Order,
  to: string,
  command: Pick<Report, 'fact' | 'reason' | 'note'>,
  context: Context,
  occurredAt: Instant,
  byParcels: boolean,
): OrderEvent[] {
  const { stay, late: { told } = {} } = order;
  const { rules, actor } = context;
  const since = instant(Math.max(occurredAt, stay.since));
  const skipped = rules.flow.between(stay.stage, to);
  const ends = rules.flow.isEnd(to);
  const unticked = gates(stay.stage, to, rules)
    ? [stay.stage, ...skipped].flatMap((stage) => openItems(order, stage, rules).map(({ id }) => id))
    : [];
  const segment = rules.segment(order);
  return [
    ...closeStall(order),
    {
      type: 'order.stage-changed',
      data: {
        from: stay.stage,
        to,
        since,
        entered: stay.since,
        ...(segment === '' ? {} : { segment }),
        stay: stay.n + 1,
        spent: duration(spent(stay.clock, since, rules.pace(order))),
        by: actor,
        fact: command.fact,
        held: isHeld(order) && !ends,
        ...(byParcels ? { parcels: true } : {}),
        ...(command.fact && skipped.length > 0 ? { skipped } : {}),
        ...(told?.at !== undefined && told.stay === stay.n ? { afterDelay: told.n } : {}),
        ...(unticked.length > 0 ? { unticked } : {}),
        ...(command.reason === undefined ? {} : { reason: command.reason }),
        ...(command.note === undefined ? {} : { note: command.note }),
      },
    },
    ...(ends && order.status === 'open'
      ? [{ type: 'order.closed', data: { stage: to, ...amendedOf(order, to, since, context) } } as const]
      : []),
  ];
}

/** Whether an order that was changed late kept the date that was agreed with it; of one that did not arrive nothing is said. */
function amendedOf(
  { revisedBy = [], promise }: Order,
  to: string,
  since: Instant,
  { rules }: Context,
): { amended?: 'kept' | 'missed' } {
  const arrived = usualPath(rules, rules.flow.initial).at(-1) === to;
  if (!arrived || !promise || !revisedBy.some((ref) => ref.startsWith('amendment/'))) return {};
  return { amended: since <= rules.endOfDay(promise.at) ? 'kept' : 'missed' };
}

/** The stall of the present stay ends with it. */
export function closeStall(order: Order): OrderEvent[] {
  const { alarm, stage } = order.stay;
  if (!alarm) return [];
  const { level, acted = false } = alarm;
  return [{ type: 'order.stall-closed', data: { stallId: stallId(order), stage, level, acted } }];
}
