import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import type { Channel } from '../stores/profile.ts';
import { days, type Instant, plus } from '../time/instant.ts';
import { claimLife, noticeKind } from './notice.ts';

/** What a message to staff is part of, and which mailbox or phone it is for. The address is read from the profile. */
export interface StaffMatter {
  readonly role: string;
  readonly channel: Channel;
  /** Of address and language (`mailboxes`). */
  readonly box: string;
  /** Of the alerts that it tells: the same alerts again are the same message. */
  readonly content: string;
}

/** A digest on its way to one mailbox or phone: opened once, claimed, sent, confirmed, as every message. */
export type StaffMessage = StaffMatter &
  (
    | { readonly status: 'waiting'; readonly dueAt: Instant; readonly attempts: number }
    | { readonly status: 'claimed'; readonly at: Instant; readonly attempts: number }
    | { readonly status: 'sent'; readonly at: Instant }
    | { readonly status: 'dropped' | 'failed'; readonly at: Instant; readonly why: string }
  );

type Loose = Readonly<Record<string, unknown>>;
export type StaffMessageEvent =
  | { readonly type: 'staff-message.opened'; readonly data: StaffMatter & { readonly at: Instant } & Loose }
  | {
      readonly type: 'staff-message.deferred';
      readonly data: { readonly dueAt: Instant; readonly why: string; readonly attempts: number } & Loose;
    }
  | {
      readonly type: 'staff-message.claimed' | 'staff-message.sent';
      readonly data: { readonly at: Instant } & Loose;
    }
  | {
      readonly type: 'staff-message.dropped' | 'staff-message.failed';
      readonly data: { readonly at: Instant; readonly why: string } & Loose;
    };

export const staffMessageKind = 'staff-message';
export const staffMessageKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: staffMessageKind,
  id,
});
export const staffMessageId = ({ role, channel, box, content }: StaffMatter): string =>
  [role, content, box, channel].join('~');

export const staffMessageAggregate: Aggregate<StaffMessage, StaffMessageEvent> = {
  kind: staffMessageKind,
  evolve(message, event) {
    if (event.type === 'staff-message.opened') {
      const { role, channel, box, content, at } = event.data;
      return { role, channel, box, content, status: 'waiting', dueAt: at, attempts: 0 };
    }
    if (!message) throw new Error(`${event.type} before staff-message.opened`);
    const { role, channel, box, content } = message;
    const kept = { role, channel, box, content };
    const attempts = 'attempts' in message ? message.attempts : 0;
    switch (event.type) {
      case 'staff-message.deferred':
        return { ...kept, status: 'waiting', dueAt: event.data.dueAt, attempts: event.data.attempts };
      case 'staff-message.claimed':
        return { ...kept, status: 'claimed', at: event.data.at, attempts: attempts + 1 };
      case 'staff-message.sent':
        return { ...kept, status: 'sent', at: event.data.at };
      case 'staff-message.dropped':
        return { ...kept, status: 'dropped', at: event.data.at, why: event.data.why };
      case 'staff-message.failed':
        return { ...kept, status: 'failed', at: event.data.at, why: event.data.why };
      default:
        return never(event);
    }
  },
  // With the digests, ahead of customers' notices.
  due(message) {
    if (message.status === 'waiting') return { kind: noticeKind, at: message.dueAt, rank: 0 };
    if (message.status === 'claimed') return { kind: noticeKind, at: plus(message.at, claimLife), rank: 0 };
    return undefined;
  },
  indexes: () => ({}),
  expires: (message) =>
    'at' in message && message.status !== 'claimed' ? plus(message.at, days(30)) : undefined,
};

/** Opens it once, whatever is done again. */
export const openStaffMessage = (
  message: StaffMessage | undefined,
  matter: StaffMatter,
  at: Instant,
): Decision<StaffMessageEvent, never> =>
  message
    ? accept([], 'repeated')
    : accept([{ type: 'staff-message.opened', data: { ...matter, at } }], 'opened');
