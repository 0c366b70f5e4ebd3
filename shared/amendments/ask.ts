import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { claimLife, noticeKind } from '../notices/notice.ts';
import { days, type Instant, plus } from '../time/instant.ts';

/** What somebody of the staff is written to about: his word, a quote, a task; once, and once more as a reminder. */
export interface AskFor {
  readonly amendmentId: string;
  readonly orderId: string;
  readonly person: string;
  /** The party whose word is asked for, `quote`, or the department whose task it is. */
  readonly about: string;
  /** The terms it speaks of. */
  readonly hash: string;
  readonly again: boolean;
}

/** A message to one of the staff: opened once, claimed, sent, confirmed. */
export type Ask = AskFor &
  (
    | { readonly status: 'waiting'; readonly dueAt: Instant; readonly attempts: number }
    | { readonly status: 'claimed'; readonly at: Instant; readonly attempts: number }
    | { readonly status: 'sent' | 'dropped'; readonly at: Instant }
    | { readonly status: 'failed'; readonly at: Instant; readonly why: string }
  );

type Loose = Readonly<Record<string, unknown>>;
export type AskEvent =
  | { readonly type: 'ask.opened'; readonly data: AskFor & { readonly at: Instant } & Loose }
  | {
      readonly type: 'ask.deferred';
      readonly data: About & { readonly dueAt: Instant; readonly attempts: number };
    }
  | {
      readonly type: 'ask.claimed' | 'ask.sent' | 'ask.dropped';
      readonly data: About & { readonly at: Instant };
    }
  | { readonly type: 'ask.failed'; readonly data: About & { readonly at: Instant; readonly why: string } };
type About = { readonly orderId: string; readonly person: string } & Loose;

export const askKind = 'ask';
export const askKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: askKind,
  id,
});

/** The same matter has the same id: an event delivered twice writes once. */
export const askId = ({ amendmentId, hash, about, person, again }: AskFor): string =>
  [amendmentId, hash, about, person, again ? '2' : '1'].join('~');

export const askAggregate: Aggregate<Ask, AskEvent> = {
  kind: askKind,
  evolve(ask, event) {
    if (event.type === 'ask.opened') {
      const { amendmentId, orderId, person, about, hash, again, at } = event.data;
      return { amendmentId, orderId, person, about, hash, again, status: 'waiting', dueAt: at, attempts: 0 };
    }
    if (!ask) throw new Error(`${event.type} before ask.opened`);
    const { amendmentId, orderId, person, about, hash, again } = ask;
    const kept = { amendmentId, orderId, person, about, hash, again };
    const attempts = 'attempts' in ask ? ask.attempts : 0;
    switch (event.type) {
      case 'ask.deferred':
        return { ...kept, status: 'waiting', dueAt: event.data.dueAt, attempts: event.data.attempts };
      case 'ask.claimed':
        return { ...kept, status: 'claimed', at: event.data.at, attempts: attempts + 1 };
      case 'ask.sent':
        return { ...kept, status: 'sent', at: event.data.at };
      case 'ask.dropped':
        return { ...kept, status: 'dropped', at: event.data.at };
      case 'ask.failed':
        return { ...kept, status: 'failed', at: event.data.at, why: event.data.why };
    }
  },
  due(ask) {
    if (ask.status === 'waiting') return { kind: noticeKind, at: ask.dueAt };
    // A sender that died is looked after; an e-mail goes again, for who hears nothing is the worse.
    if (ask.status === 'claimed') return { kind: noticeKind, at: plus(ask.at, claimLife) };
    return undefined;
  },
  indexes: () => ({}),
  expires: (ask) => ('at' in ask && ask.status !== 'claimed' ? plus(ask.at, days(90)) : undefined),
};

export const openAsk = (ask: Ask | undefined, of: AskFor, at: Instant): Decision<AskEvent, never> =>
  ask ? accept([], 'repeated') : accept([{ type: 'ask.opened', data: { ...of, at } }], 'opened');
