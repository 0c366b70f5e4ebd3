import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import type { Channel } from '../stores/profile.ts';
import { days, type Instant, minutes, plus, sortable } from '../time/instant.ts';

/**
 * What a customer is told of: a stage was reached, a parcel he was told of has another number, the date will be missed, after that the order moves again, a new
 * date, a wrong word put right. A letter is about something beside the order: goods that lack, a payment that is awaited.
 */
export const orderKinds = ['stage', 'tracking', 'delay', 'moving', 'promise', 'correction'] as const;
export const noticeKinds = [...orderKinds, 'letter'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How a notice reaches its customer: `call` is a person of the shop's, who phones. */
export type NoticeChannel = Channel | 'call';

/** What a notice is about. Names no person: whom to write to is read from the order when it is sent. */
export interface Matter {
  readonly orderId: string;
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
  /** The stay of the order it speaks of; for a parcel the count of its stages, for a promise or a number the order's version. */
  readonly stay: number;
  readonly stage?: string;
  readonly parcelId?: string;
  /** Of a delay: which word of it, counted over the order. Of the word that it moves again: after which one. */
  readonly round?: number;
  /** The stay in which the word of delay before this one was said. */
  readonly afterStay?: number;
  readonly letter?: LetterMatter;
}

/** Which letter, and the id of what it is about. */
export interface LetterMatter {
  readonly name:
    | 'backorder'
    | 'backorder-reminder'
    | 'backorder-settled'
    | 'backorder-covered'
    | 'payment'
    | 'cancelled-pieces'
    | 'amendment'
    | 'amendment-reminder'
    | 'amendment-applied'
    | 'amendment-unchanged';
  readonly of: string;
}

/** A message to a customer, from the moment it is due to the moment it is known to have left. */
export type Notice = Matter & {
  readonly openedAt: Instant;
  /** Let through by an operator: the valve does not hold it again. */
  readonly released?: true;
} & (
    | { readonly status: 'waiting'; readonly dueAt: Instant; readonly attempts: number }
    | { readonly status: 'held'; readonly since: Instant; readonly why: HoldReason }
    | { readonly status: 'call'; readonly since: Instant; readonly tries: number }
    | { readonly status: 'claimed'; readonly at: Instant; readonly attempts: number }
    | { readonly status: 'sent' | 'kept'; readonly at: Instant; readonly tracking?: Tracking }
    | { readonly status: 'dropped' | 'failed'; readonly at: Instant; readonly why: string }
  );

/** By which carrier, number and link a message said that parcels can be followed: their hashes, by parcel. */
export type Tracking = Readonly<Record<string, string>>;

export type HoldReason = 'too-many' | 'source-silent';

export type NoticeEvent =
  | {
      readonly type: 'notice.opened';
      readonly data: Matter & { readonly openedAt: Instant; readonly dueAt: Instant } & Loose;
    }
  | {
      readonly type: 'notice.deferred';
      readonly data: { readonly dueAt: Instant; readonly why: string; readonly attempts: number } & Loose;
    }
  | { readonly type: 'notice.claimed'; readonly data: { readonly at: Instant } & Loose }
  | {
      readonly type: 'notice.held';
      readonly data: { readonly orderId: string; readonly at: Instant; readonly why: HoldReason } & Loose;
    }
  | {
      readonly type: 'notice.call-needed' | 'notice.call-tried';
      readonly data: { readonly orderId: string; readonly at: Instant } & Loose;
    }
  | {
      readonly type: 'notice.released';
      readonly data: { readonly orderId: string; readonly at: Instant } & Loose;
    }
  | {
      readonly type: 'notice.sent' | 'notice.kept';
      readonly data: Matter & { readonly at: Instant; readonly tracking?: Tracking } & Loose;
    }
  | {
      readonly type: 'notice.dropped' | 'notice.failed';
      readonly data: { readonly orderId: string; readonly at: Instant; readonly why: string } & Loose;
    };
type Loose = Readonly<Record<string, unknown>>;

export type NoticeRefusal =
  { readonly is: 'notice-unknown' } | { readonly is: 'notice-not-held'; readonly status: string };

/** What a person says of a message that waits for one: it goes or not; of a call, that the customer was reached or not. */
export const releases = ['send', 'drop', 'reached', 'not-reached'] as const;
export type Release = (typeof releases)[number];
/** So often a customer is phoned in vain; what silence means follows of its own deadline. */
const mostCalls = 2;

export const noticeKind = 'notice';
export const noticeKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: noticeKind,
  id,
});

/** Where the messages about an order are found, oldest first: beside what is found by person. */
export const noticesOf = (store: string, orderId: string): string => `${store}#notices#${orderId}`;

/** The same matter has the same id, so that an event delivered twice opens one notice. */
export const noticeId = (matter: Matter): string =>
  [
    matter.orderId,
    matter.kind,
    String(matter.stay),
    matter.stage ?? (matter.round === undefined || matter.round === 1 ? '' : String(matter.round)),
    matter.letter ? `${matter.letter.name}.${matter.letter.of}` : (matter.parcelId ?? ''),
    matter.channel,
  ].join('~');

/** A sender that died between sending and confirming is looked after when this has passed. */
export const claimLife = minutes(5);

/**
 * What is done when it is not known whether a message left: the one window in which it can go twice. An e-mail
 * goes again, for a customer who hears nothing is the worse; an SMS is not repeated, it costs and annoys.
 */
export const afterCrash: Record<NoticeChannel, 'resend' | 'give-up'> = {
  email: 'resend',
  sms: 'give-up',
  call: 'give-up',
};

export const noticeAggregate: Aggregate<Notice, NoticeEvent> = {
  kind: noticeKind,
  evolve: evolveNotice,
  due(notice) {
    if (notice.status === 'waiting') return { kind: noticeKind, at: notice.dueAt };
    if (notice.status === 'claimed') return { kind: noticeKind, at: plus(notice.at, claimLife) };
    return undefined;
  },
  indexes({ store }, notice) {
    const since =
      notice.status === 'held' || notice.status === 'call'
        ? notice.since
        : notice.status === 'kept' || notice.status === 'failed'
          ? notice.at
          : undefined;
    return {
      ...(since === undefined
        ? {}
        : { list: { partition: `${store}#notice`, sort: `${notice.status}#${sortable(since)}` } }),
      customer: { partition: noticesOf(store, notice.orderId), sort: sortable(notice.openedAt) },
    };
  },
  // The order's timeline keeps that it was sent; the notice itself has done its work.
  expires: (notice) =>
    'at' in notice && notice.status !== 'claimed' ? plus(notice.at, days(90)) : undefined,
};

export function evolveNotice(notice: Notice | undefined, event: NoticeEvent): Notice {
  if (event.type === 'notice.opened') return { ...event.data, status: 'waiting', attempts: 0 };
  if (!notice) throw new Error(`${event.type} before notice.opened`);
  const { orderId, kind, channel, stay, stage, parcelId, round, afterStay, letter, openedAt, released } =
    notice;
  const kept = {
    orderId,
    kind,
    channel,
    stay,
    openedAt,
    ...(stage === undefined ? {} : { stage }),
    ...(parcelId === undefined ? {} : { parcelId }),
    ...(round === undefined ? {} : { round }),
    ...(afterStay === undefined ? {} : { afterStay }),
    ...(letter === undefined ? {} : { letter }),
    ...(released ? { released } : {}),
  };
  const attempts = notice.status === 'waiting' || notice.status === 'claimed' ? notice.attempts : 0;
  switch (event.type) {
    case 'notice.deferred':
      return { ...kept, status: 'waiting', dueAt: event.data.dueAt, attempts: event.data.attempts };
    case 'notice.claimed':
      return { ...kept, status: 'claimed', at: event.data.at, attempts: attempts + 1 };
    case 'notice.held':
      return { ...kept, status: 'held', since: event.data.at, why: event.data.why };
    case 'notice.call-needed':
      return { ...kept, status: 'call', since: event.data.at, tries: 0 };
    case 'notice.call-tried':
      return notice.status === 'call' ? { ...notice, tries: notice.tries + 1 } : notice;
    case 'notice.released':
      return { ...kept, released: true, status: 'waiting', dueAt: event.data.at, attempts: 0 };
    case 'notice.sent':
      return { ...kept, status: 'sent', at: event.data.at, ...trackingOf(event.data) };
    case 'notice.kept':
      return { ...kept, status: 'kept', at: event.data.at, ...trackingOf(event.data) };
    case 'notice.dropped':
      return { ...kept, status: 'dropped', at: event.data.at, why: event.data.why };
    case 'notice.failed':
      return { ...kept, status: 'failed', at: event.data.at, why: event.data.why };
    default:
      return never(event);
  }
}

const trackingOf = ({ tracking }: { readonly tracking?: Tracking }) =>
  tracking === undefined ? {} : { tracking };

/** Opens it once, whatever is delivered again. */
export const open = (
  notice: Notice | undefined,
  matter: Matter,
  dueAt: Instant,
  at: Instant,
): Decision<NoticeEvent, never> =>
  notice
    ? accept([], 'repeated')
    : accept([{ type: 'notice.opened', data: { ...matter, openedAt: at, dueAt } }], 'created');

/** An operator's word on a notice that is held, or that was given up: it goes (again), or is let be. */
export function release(
  notice: Notice | undefined,
  decision: Release,
  at: Instant,
): Decision<NoticeEvent, NoticeRefusal> {
  if (!notice) return refuse({ is: 'notice-unknown' });
  const { orderId } = notice;
  if (notice.status === 'call' && decision !== 'send') return called(notice, decision, at);
  if ((notice.status !== 'held' && notice.status !== 'failed') || isOfCall(decision))
    return refuse({ is: 'notice-not-held', status: notice.status });
  return decision === 'send'
    ? accept([{ type: 'notice.released', data: { orderId, at } }], 'released')
    : accept([{ type: 'notice.dropped', data: { orderId, at, why: 'operator' } }], 'dropped');
}

const isOfCall = (decision: Release): boolean => decision === 'reached' || decision === 'not-reached';

/** A call was made, or is not needed. What the customer chose is recorded where he chooses. */
function called(
  { orderId, tries }: Notice & { readonly status: 'call' },
  decision: Exclude<Release, 'send'>,
  at: Instant,
): Decision<NoticeEvent, NoticeRefusal> {
  if (decision === 'not-reached' && tries + 1 < mostCalls)
    return accept([{ type: 'notice.call-tried', data: { orderId, at } }], 'not-reached');
  const why = decision === 'drop' ? 'operator' : decision;
  return accept(
    [{ type: 'notice.dropped', data: { orderId, at, why } }],
    decision === 'drop' ? 'dropped' : decision,
  );
}

/** What was to be asked on the phone is decided or over. */
export function answered(notice: Notice | undefined, at: Instant): Decision<NoticeEvent, NoticeRefusal> {
  if (!notice) return refuse({ is: 'notice-unknown' });
  if (notice.status !== 'call' && notice.status !== 'waiting') return accept([], 'repeated');
  return accept(
    [{ type: 'notice.dropped', data: { orderId: notice.orderId, at, why: 'answered' } }],
    'dropped',
  );
}
