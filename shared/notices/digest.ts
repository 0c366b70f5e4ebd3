import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { earliest, type Instant, plus } from '../time/instant.ts';
import { claimLife, noticeKind } from './notice.ts';
import { afterTold, dueAt, hastens, type Storm } from './pause.ts';

/**
 * What one role of one shop is about to hear. The first alert opens it; a minute later it goes, with everything
 * that has come in by then: a storm is one message. While one lasts the next messages wait longer (`pause.ts`).
 */
export type Digest = { readonly storm?: Storm } & (
  | { readonly status: 'idle' }
  | { readonly status: 'open'; readonly from: Instant; readonly dueAt: Instant }
  /** Being sent; what comes in meanwhile opens the next. */
  | { readonly status: 'claimed'; readonly from: Instant; readonly at: Instant; readonly next?: Next }
);

interface Next {
  readonly from: Instant;
  readonly grave?: true;
}

export type DigestEvent =
  | {
      readonly type: 'digest.opened';
      readonly data: { readonly from: Instant; readonly at: Instant; readonly grave?: true };
    }
  | { readonly type: 'digest.claimed'; readonly data: { readonly at: Instant } }
  | {
      readonly type: 'digest.sent';
      readonly data: {
        readonly at: Instant;
        readonly role: string;
        /** Those it names. */
        readonly orders: readonly string[];
        /** Alerts that it tells of, named or counted. */
        readonly count: number;
        readonly grave: boolean;
        /** From where on there is more than one message holds. */
        readonly rest?: Instant;
      };
    }
  /** Nobody can have got it: an alarm of the deployment counts these. */
  | {
      readonly type: 'digest.unreceived';
      readonly data: { readonly at: Instant; readonly role: string; readonly count: number };
    };

export const digestKind = 'digest';
export const digestKey = (store: string, role: string): AggregateKey => ({
  store: storeId(store),
  kind: digestKind,
  id: role,
});

export const digestAggregate: Aggregate<Digest, DigestEvent> = {
  kind: digestKind,
  evolve(digest = { status: 'idle' }, event) {
    const kept = digest.storm === undefined ? {} : { storm: digest.storm };
    switch (event.type) {
      case 'digest.opened':
        return opened(digest, event.data);
      case 'digest.claimed':
        return { status: 'claimed', from: beginning(digest) ?? event.data.at, at: event.data.at, ...kept };
      case 'digest.sent': {
        if (digest.status !== 'claimed') return digest;
        const { at, rest } = event.data;
        const next = digest.next;
        const storm = afterTold(digest.storm, event.data);
        const began = storm === undefined ? {} : { storm };
        const from = [...(rest === undefined ? [] : [rest]), ...(next === undefined ? [] : [next.from])];
        if (from.length === 0) return { status: 'idle', ...began };
        return { status: 'open', from: earliest(...from), dueAt: dueAt(storm, at, next?.grave), ...began };
      }
      case 'digest.unreceived':
        return digest;
      default:
        return never(event);
    }
  },
  // Ahead of customers' notices: the same scan sends both, and a storm has many of those.
  due(digest) {
    if (digest.status === 'open') return { kind: noticeKind, at: digest.dueAt, rank: 0 };
    if (digest.status === 'claimed') return { kind: noticeKind, at: plus(digest.at, claimLife), rank: 0 };
    return undefined;
  },
  indexes: () => ({}),
};

function opened(
  digest: Digest,
  { from, at, grave }: (DigestEvent & { type: 'digest.opened' })['data'],
): Digest {
  if (digest.status === 'claimed') {
    const { next } = digest;
    const urgent = next?.grave ?? grave;
    return {
      ...digest,
      next: { from: earliest(next?.from ?? from, from), ...(urgent === undefined ? {} : { grave: urgent }) },
    };
  }
  const due = dueAt(digest.storm, at, grave);
  return {
    status: 'open',
    from: digest.status === 'open' ? earliest(digest.from, from) : from,
    dueAt: digest.status === 'open' ? earliest(digest.dueAt, due) : due,
    ...(digest.storm === undefined ? {} : { storm: digest.storm }),
  };
}

/** From where the alerts are untold. The next sender of one who died has what came in meanwhile to tell as well. */
function beginning(digest: Digest): Instant | undefined {
  if (digest.status === 'idle') return undefined;
  const next = digest.status === 'claimed' ? digest.next : undefined;
  return next === undefined ? digest.from : earliest(digest.from, next.from);
}

/**
 * An alert has come in: it is covered by an open digest that begins no later, else it opens one. A grave one is not
 * covered by a digest that waits because of lesser things: it has that one go within the minute.
 */
export function cover(
  digest: Digest | undefined,
  from: Instant,
  at: Instant,
  grave = false,
): Decision<DigestEvent, never> {
  const covered =
    (digest?.status === 'open' &&
      digest.from <= from &&
      !(grave && hastens(digest.storm, digest.dueAt, at))) ||
    (digest?.status === 'claimed' &&
      digest.next !== undefined &&
      digest.next.from <= from &&
      (!grave || digest.next.grave === true));
  if (covered) return accept([], 'covered');
  return accept([{ type: 'digest.opened', data: { from, at, ...(grave ? { grave } : {}) } }], 'opened');
}

/** The right to send it: for one sender, or for the next one when the first has died. */
export function claim(digest: Digest | undefined, at: Instant): Decision<DigestEvent, { is: 'not-due' }> {
  const due =
    (digest?.status === 'open' && digest.dueAt <= at) ||
    (digest?.status === 'claimed' && plus(digest.at, claimLife) <= at);
  return due ? accept([{ type: 'digest.claimed', data: { at } }], 'claimed') : { refused: { is: 'not-due' } };
}
