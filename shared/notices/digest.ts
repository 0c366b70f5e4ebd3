import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { earliest, type Instant, plus, seconds } from '../time/instant.ts';
import { claimLife, noticeKind } from './notice.ts';

/**
 * What one role of one shop is about to hear. The first alert opens it; a minute later it goes, with everything
 * that has come in by then: a storm is one message.
 */
export type Digest =
  | { readonly status: 'idle' }
  | { readonly status: 'open'; readonly from: Instant; readonly dueAt: Instant }
  /** Being sent; what comes in meanwhile opens the next. */
  | { readonly status: 'claimed'; readonly from: Instant; readonly at: Instant; readonly next?: Instant };

export type DigestEvent =
  | { readonly type: 'digest.opened'; readonly data: { readonly from: Instant; readonly at: Instant } }
  | { readonly type: 'digest.claimed'; readonly data: { readonly at: Instant } }
  | {
      readonly type: 'digest.sent';
      readonly data: {
        readonly at: Instant;
        readonly role: string;
        readonly orders: readonly string[];
        readonly more: boolean;
      };
    };

/** From the first alert to the message. */
export const digestDelay = seconds(60);

export const digestKind = 'digest';
export const digestKey = (store: string, role: string): AggregateKey => ({
  store: storeId(store),
  kind: digestKind,
  id: role,
});

export const digestAggregate: Aggregate<Digest, DigestEvent> = {
  kind: digestKind,
  evolve(digest = { status: 'idle' }, event) {
    switch (event.type) {
      case 'digest.opened':
        if (digest.status === 'claimed')
          return { ...digest, next: earliest(digest.next ?? event.data.from, event.data.from) };
        return {
          status: 'open',
          from: digest.status === 'open' ? earliest(digest.from, event.data.from) : event.data.from,
          dueAt: digest.status === 'open' ? digest.dueAt : plus(event.data.at, digestDelay),
        };
      case 'digest.claimed':
        return { status: 'claimed', from: beginning(digest) ?? event.data.at, at: event.data.at };
      case 'digest.sent': {
        if (digest.status !== 'claimed') return digest;
        const from = event.data.more ? digest.from : digest.next;
        return from === undefined
          ? { status: 'idle' }
          : { status: 'open', from, dueAt: plus(event.data.at, digestDelay) };
      }
      default:
        return never(event);
    }
  },
  due(digest) {
    if (digest.status === 'open') return { kind: noticeKind, at: digest.dueAt };
    if (digest.status === 'claimed') return { kind: noticeKind, at: plus(digest.at, claimLife) };
    return undefined;
  },
  indexes: () => ({}),
};

/** From where the alerts are untold. The next sender of one who died has what came in meanwhile to tell as well. */
function beginning(digest: Digest): Instant | undefined {
  if (digest.status === 'idle') return undefined;
  const next = digest.status === 'claimed' ? digest.next : undefined;
  return next === undefined ? digest.from : earliest(digest.from, next);
}

/** An alert has come in: it is covered by an open digest that begins no later, else it opens one. */
export function cover(digest: Digest | undefined, from: Instant, at: Instant): Decision<DigestEvent, never> {
  const covered =
    (digest?.status === 'open' && digest.from <= from) ||
    (digest?.status === 'claimed' && digest.next !== undefined && digest.next <= from);
  return covered ? accept([], 'covered') : accept([{ type: 'digest.opened', data: { from, at } }], 'opened');
}

/** The right to send it: for one sender, or for the next one when the first has died. */
export function claim(digest: Digest | undefined, at: Instant): Decision<DigestEvent, { is: 'not-due' }> {
  const due =
    (digest?.status === 'open' && digest.dueAt <= at) ||
    (digest?.status === 'claimed' && plus(digest.at, claimLife) <= at);
  return due ? accept([{ type: 'digest.claimed', data: { at } }], 'claimed') : { refused: { is: 'not-due' } };
}
