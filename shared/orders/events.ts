import type { Duration, Instant } from '../time/instant.ts';
import type { Alarm, Check, Hold, Lateness, Parcel, Payment, Quiet, Source } from './state.ts';

/** Everything that can happen to an order, in the past tense. Times are epoch milliseconds. */
export type OrderEvent =
  | E<
      'order.placed',
      {
        orderId: string;
        placedAt: Instant;
        content: string;
        intake: string;
        number?: string;
        source?: Source;
        onAccount?: true;
        units: number;
        stage: string;
        since: Instant;
        by: string;
        customer?: string;
        attributes?: Readonly<Record<string, string>>;
        payment?: Payment;
        promisedAt?: Instant;
        company?: true;
        imported?: true;
        /** An imported order is on the work list as late as it is, but what passed before is not said again. */
        alarm?: Alarm;
        late?: Lateness;
      }
    >
  | E<
      'order.stage-changed',
      {
        from: string;
        to: string;
        since: Instant;
        /** When the stage that is left was entered. */
        entered: Instant;
        /** Which of the profile's segments the order belongs to, as counters and durations name it. */
        segment?: string;
        /** The stay that begins. */
        stay: number;
        /** Milliseconds in the stage that was left, on the stall clock. */
        spent: Duration;
        by: string;
        fact: boolean;
        held: boolean;
        parcels?: true;
        skipped?: readonly string[];
        /** The stay that ends had this word of delay: the customer may want to hear that it moves. */
        afterDelay?: number;
        /** Mandatory checklist items that a fact overtook. */
        unticked?: readonly string[];
        reason?: string;
        note?: string;
      }
    >
  | E<'order.checklist-item-ticked' | 'order.checklist-item-unticked', Ticked>
  | E<'order.checklist-awaited', { stallId: string; stage: string; role: string; items: readonly string[] }>
  | E<'order.revised', Revised>
  /** The shop has said again what is known: what it said before that is older. */
  | E<'order.content-confirmed', { source: Source }>
  /** Another name, address or telephone number of the customer; nothing else changes with it. */
  | E<
      'order.customer-corrected',
      {
        content: string;
        previous: string;
        fields: readonly string[];
        reason: string;
        customer?: string | null;
      }
    >
  /** A time that cannot be so was taken as the nearest that can. */
  | E<'order.time-taken', { check: Check; said: Instant; taken: Instant }>
  /** How far the work on the lines is; the text that `progress` names has it by stage and line. */
  | E<'order.progressed', { stage: string; progress: string; units: number }>
  /** Of an order that was changed late: did it arrive by its date? */
  | E<'order.closed', { stage: string; amended?: 'kept' | 'missed' }>
  | E<'order.status-late', { stage: string; occurredAt: Instant; parcelId?: string }>
  /** The same stage again, with more to say: a second attempt, another reason. */
  | E<
      'order.status-noted',
      { stage: string; occurredAt: Instant; parcelId?: string; reason?: string; note?: string }
    >
  | E<'order.status-contradicted', { stage: string; current: string; occurredAt: Instant; parcelId?: string }>
  | E<
      'order.corrected',
      {
        from: string;
        to: string;
        since: Instant;
        /** When the stage that was wrong was entered. */
        entered: Instant;
        stay: number;
        by: string;
        reason: string;
        open: boolean;
        held: boolean;
      }
    >
  | E<'order.parcel-added', { parcel: Parcel }>
  | E<'order.parcel-updated', { parcel: Parcel; renumbered?: true }>
  | E<
      'order.parcel-stage-changed',
      { parcelId: string; n: number; from: string; to: string; since: Instant; skipped?: readonly string[] }
    >
  /** Goods come back: the desk expects them, and money is due with them or not. */
  | E<'order.return-expected', { parcelId?: string; refund: boolean }>
  /** What the customer must have back by the order's account, in minor units; finance's task. */
  | E<'order.refund-due', RefundMatter & { amount?: number }>
  /** What was to be paid back is not: what it was for was undone. */
  | E<'order.refund-withdrawn', RefundMatter>
  /** Finance has paid it back. */
  | E<'order.refund-settled', RefundMatter & { amount: number }>
  /** Pieces came back to the desk by themselves. */
  | E<'order.pieces-returned', { returnId: string; lines: readonly { lineId: string; quantity: number }[] }>
  /** A label was annulled before its parcel left: the pieces are free again. */
  | E<'order.parcel-removed', { parcelId: string; awb?: string }>
  /** A word about the payment that something later has overtaken. */
  | E<'order.payment-overtaken', { payment: Payment }>
  | E<'order.delay-answered', { n: number; choice: 'keep' | 'cancel'; at: Instant }>
  | E<'order.delay-unanswered', { n: number }>
  /** What the order said of a person is gone, and so is the hash that found it; `papers` name what billing documents show. */
  | E<'order.customer-erased', { at: Instant; papers?: Readonly<Record<string, string>> }>
  | E<'order.payment-changed', { payment: Payment }>
  | E<
      'order.promise-revised',
      { promisedAt: Instant; previous?: Instant; reason: string; notifyCustomer: boolean }
    >
  /** Pieces are set aside for an order that is not paid yet, until a stated time. */
  | E<'order.allocation-held', { lapsesAt: Instant; remindAt: Instant }>
  | E<'order.payment-awaited', { at: Instant; lapsesAt: Instant }>
  | E<'order.allocation-lapsed', { at: Instant }>
  | E<'order.held', { hold: Hold; spent: Duration; note?: string }>
  | E<'order.hold-released', { holdId: string; scope: Hold['scope']; resumes: boolean; at: Instant }>
  | E<'order.hold-review-due', { holdId: string; reason: string }>
  | E<'order.stall-warned', Stalled>
  | E<'order.stalled', Stalled & { warnedAt?: Instant }>
  | E<'order.stall-escalated', Stalled & { step: number; role: string; channels: readonly string[] }>
  | E<'order.stall-acknowledged', { stallId: string; quiet: Quiet; note?: string }>
  | E<'order.stall-returned', { stallId: string; stage: string; at: Instant }>
  | E<'order.stall-closed', { stallId: string; stage: string; level: string; acted: boolean }>
  | E<'order.promise-at-risk', Dated>
  | E<'order.delay-expected', Delayed>
  | E<'order.promise-missed', Dated>
  | E<
      'order.statutory-deadline-near' | 'order.statutory-deadline-passed',
      { at: Instant; deadline: Instant }
    >;

/** The order has other lines, or another address or date, from here on. */
export interface Revised extends Record<string, unknown> {
  revision: number;
  /** The name of the text that holds the new content; the one before stays readable under its own. */
  content: string;
  /** The name of the content before it. */
  previous: string;
  /** Pieces over all lines. */
  units: number;
  reason: 'amendment' | 'backorder' | 'cancellation' | 'shop';
  /** What it comes from: `amendment/<id>`, `backorder/<id>`. */
  ref: string;
  promisedAt?: Instant;
  /** Minor units that the order costs less for it. */
  credit?: number;
  /** What had been paid until then, where it was reported without a sum. */
  paid?: number;
  /** Minor units that the customer pays more. */
  charge?: number;
  /** The revision that this one takes back. */
  undoes?: string;
  /** Of an order that the shop has edited: when, and whether it said something else at the same moment. */
  source?: Source;
  check?: Check;
  /** Of the same: the customer as a hash, and what else of the order is not what it was. */
  customer?: string;
  number?: string;
  attributes?: Readonly<Record<string, string>>;
}

/** Which refund: for what, of which parcel, from which revision. */
interface RefundMatter {
  reason: string;
  parcelId?: string;
  ref?: string;
}

export interface Ticked extends Record<string, unknown> {
  itemId: string;
  stage: string;
  by: string;
  at: Instant;
  /** The name of the text that holds the note. */
  note?: string;
}

export interface Stalled extends Record<string, unknown> {
  at: Instant;
  stallId: string;
  stage: string;
  since: Instant;
  /** The limit or warning that passed, in milliseconds. */
  limit: Duration;
}

export interface Dated extends Record<string, unknown> {
  at: Instant;
  /** Absent where no date was promised and the usual one is meant. */
  promisedAt?: Instant;
  p50: Instant;
  p90: Instant;
  stay: number;
}

export interface Delayed extends Dated {
  /** Counts the words of delay of the order. */
  round: number;
  /** The day that is named; absent where none can be. */
  day?: Instant;
  /** The day that was named the time before, and in which stay. */
  before?: Instant;
  beforeStay?: number;
}

interface E<Type extends string, Data> {
  readonly type: Type;
  readonly data: Readonly<Data> & Readonly<Record<string, unknown>>;
}
