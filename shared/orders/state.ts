import type { Duration, Instant } from '../time/instant.ts';

/**
 * An order as its head keeps it. Lines, names and addresses lie beside it in a text named by `content`; here
 * are only what decisions need, in few bytes.
 */
export type Order = OpenOrder | ClosedOrder;

interface Base {
  readonly id: string;
  readonly placedAt: Instant;
  /** As people write and search it, where that is not its id. */
  readonly number?: string;
  /** How far the shop's own changes of it are known. */
  readonly source?: Source;
  /** What a person should look at: times that could not be so, sums that do not add up. */
  readonly checks?: readonly Check[];
  /** On account: never reminded of, frees no stock. */
  readonly onAccount?: true;
  /** The name of the text with customer, lines and addresses. */
  readonly content: string;
  /** What the intake said, so that a repeat is told from a conflict. */
  readonly intake: string;
  readonly revision: number;
  /** What the last revisions came from: each is made once. */
  readonly revisedBy?: readonly string[];
  /** What the last revision changed: it can be undone as long as nobody has acted on it. */
  readonly lastRevision?: LastRevision;
  /** Minor units that revisions have taken off what the order costs. */
  readonly less?: number;
  /** The same under release 0.1.0, which asked finance for it at once: of paid orders alone. */
  readonly credited?: number;
  /** What finance was asked to pay back, the oldest first. */
  readonly asks?: readonly Ask[];
  /** Pieces that came back to the desk, apart from parcels that came back whole. */
  readonly returned?: readonly { readonly lineId: string; readonly quantity: number }[];
  /** The returns that they came with: each is taken back once. */
  readonly takenBack?: readonly string[];
  /** Pieces over all lines. */
  readonly units: number;
  /** The name of the text with the units done by stage and line. */
  readonly progress?: string;
  /** A hash of the customer's e-mail: finds a person's orders without naming the person. */
  readonly customer?: string;
  /** Since when the texts about the person are gone: on his word. */
  readonly erased?: Instant;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly stay: Stay;
  readonly parcels?: readonly Parcel[];
  readonly payment?: Payment;
  /** Goods are set aside though they are not paid: for how long, and what has been said of it. */
  readonly unpaid?: Unpaid;
  readonly promise?: OrderPromise;
  readonly late?: Lateness;
  /** The checklist items that are seen to, of whatever stage. */
  readonly ticks?: Readonly<Record<string, { readonly by: string; readonly at: Instant }>>;
  /** Bought by a company: no consumer's deadlines. */
  readonly company?: true;
}

export interface Source {
  /** When the shop last changed the order, by its own word. */
  readonly at: Instant;
  /** What it said then, as a digest that names its algorithm. */
  readonly digest: string;
}

export const checkKinds = ['ahead-of-clock', 'before-placed', 'same-time-other-content'] as const;
/** Why a person should look at an order. */
export type Check = (typeof checkKinds)[number];

export interface OpenOrder extends Base {
  readonly status: 'open';
  readonly holds?: readonly Hold[];
}

export interface ClosedOrder extends Base {
  readonly status: 'closed';
  readonly closedAt: Instant;
}

/** One uninterrupted time in one stage: what a stall belongs to. */
export interface Stay {
  /** Counts the stays of the order; with the order's id it names the stall. */
  readonly n: number;
  readonly stage: string;
  readonly since: Instant;
  /** Who reported the stage. */
  readonly by: string;
  readonly clock: StallClock;
  readonly alarm?: Alarm;
  /** When the stage was last reported again with more to say. */
  readonly noted?: Instant;
  /** Whoever has to tick knows that the stay waits for its checklist alone. */
  readonly awaited?: true;
}

/** The stall clock stands still while the order is held. */
export type StallClock =
  { readonly spent: Duration; readonly from: Instant } | { readonly spent: Duration; readonly from?: never };

/** How far the stall has gone. Levels only rise within a stay. */
export interface Alarm {
  readonly level: 'warned' | 'breached' | 'escalated';
  /** Steps of the escalation chain that were taken since the last acknowledgement or snooze. */
  readonly steps: number;
  readonly at: Instant;
  /** From when escalation counts: the breach, or the return of a stall that was calmed. Absent before the breach. */
  readonly raisedAt?: Instant;
  readonly quiet?: Quiet;
  /** Somebody has reacted to it in this stay. */
  readonly acted?: true;
}

/** Somebody has it (`acknowledged`) or put it off (`snoozed`): no further step until `until`, then it comes back. */
export interface Quiet {
  readonly kind: 'acknowledged' | 'snoozed';
  readonly by: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly cause?: string;
}

export interface Parcel {
  readonly id: string;
  /** Counts its stages; with its id it names what is said of it. */
  readonly n: number;
  readonly stage: string;
  readonly since: Instant;
  /** When the stage was last reported again with more to say. */
  readonly noted?: Instant;
  readonly units: number;
  readonly awb?: string;
  readonly carrier: string;
  /** The name of the text with its lines and tracking link. */
  readonly text: string;
}

export const paymentStates = [
  'pending',
  'authorised',
  'on-delivery',
  'failed',
  'voided',
  'partially-paid',
  'paid',
  'partially-refunded',
  'refunded',
  'charged-back',
] as const;

export interface Payment {
  readonly state: (typeof paymentStates)[number];
  /** Received and paid back so far, in minor units. */
  readonly paid?: number;
  readonly refunded?: number;
  readonly reference?: string;
  /** When it was so, where its source said. */
  readonly at?: Instant;
}

/** Money that finance was asked to pay back: one refund. */
export interface Ask {
  readonly reason: string;
  readonly parcelId?: string;
  readonly ref?: string;
  /** Minor units; zero once it was withdrawn. */
  readonly amount: number;
  readonly settled?: true;
}

export interface LastRevision {
  readonly ref: string;
  /** The content and the pieces before it. */
  readonly content: string;
  readonly units: number;
  /** The stay in which it was made, and how many parcels there were. */
  readonly stay: number;
  readonly parcels: number;
  readonly credit?: number;
}

export interface Unpaid {
  readonly lapsesAt: Instant;
  /** When the customer is reminded; absent once he was. */
  readonly remindAt?: Instant;
  /** The time is over: the goods are given back. */
  readonly lapsed?: true;
}

export interface OrderPromise {
  readonly at: Instant;
  /** The first date that was promised, kept for ever. */
  readonly original?: Instant;
  /** Set by staff where none was agreed: the consumer's own deadline still counts. */
  readonly unilateral?: true;
}

/** What has already been said about the date; a new promise begins anew. */
export interface Lateness {
  readonly risk?: Instant;
  readonly missed?: Instant;
  readonly told?: Told;
  /** The customer keeps the order though it is late: his answer to the word of delay with this number. */
  readonly answer?: { readonly n: number; readonly at: Instant };
  /** To the word of delay with this number there was no answer in time. */
  readonly silent?: number;
  readonly statutory?: 'near' | 'passed';
}

/** The words of delay. */
export interface Told {
  /** How many there were, over all promises; none where the order was imported late, and its customer not notified. */
  readonly n: number;
  /** When the last was due; absent where a new promise was made since. */
  readonly at?: Instant;
  /** In which stay of the order. */
  readonly stay?: number;
  /** The day that was named; absent where none could be. */
  readonly day?: Instant;
  /** The day that was named the time before. */
  readonly before?: Instant;
}

export interface Hold {
  readonly id: string;
  readonly scope: 'order' | 'amendment';
  readonly reason: string;
  readonly at: Instant;
  readonly reviewAt: Instant;
  readonly reviewed?: Instant;
}

export const isOpen = (order: Order): order is OpenOrder => order.status === 'open';

/** Does an order-wide hold stop the stall clock now? */
export const isHeldOpen = (order: OpenOrder): boolean =>
  (order.holds ?? []).some(({ scope }) => scope === 'order');

/** Stages of goods that are on their way back to the shop, by the names of the public face. */
export const isComingBack = (stage: string): boolean => stage === 'refused' || stage === 'returning';

export const stallId = (order: Order): string => `${order.id}~${String(order.stay.n)}`;

/** The inverse of `stallId`; undefined for what is none. */
export function parseStallId(text: string): { orderId: string; stay: number } | undefined {
  const match = /^(.{1,64})~(\d{1,6})$/.exec(text);
  return match?.[1] === undefined ? undefined : { orderId: match[1], stay: Number(match[2]) };
}
