import { followUp } from '../kernel/follow-up.ts';
import { never, storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { digest } from '../kernel/receipts.ts';
import { days, type Instant, plus } from '../time/instant.ts';

/** What a link may be used for, and once. */
export type Purpose =
  /** A customer's word on a delay; `n` is the word of delay that is answered. */
  | { readonly kind: 'delay'; readonly orderId: string; readonly n: number }
  /** What is to be done about lines that cannot be covered. */
  | { readonly kind: 'backorder'; readonly orderId: string; readonly caseId: string }
  /** A customer's word on what a change of his order costs; on terms of this hash and no others. */
  | {
      readonly kind: 'acceptance';
      readonly orderId: string;
      readonly amendmentId: string;
      readonly hash: string;
    }
  /** The same of one of the staff, for the party that he was asked as. */
  | {
      readonly kind: 'approval';
      readonly orderId: string;
      readonly amendmentId: string;
      readonly hash: string;
      readonly party: string;
      readonly person: string;
    };

/**
 * A link for somebody without a credential: random, for one purpose, used once, ending at a stated time. Found by
 * the hash of its token; of a question to a customer the token is kept as long as the messages that hold it (question.ts).
 */
export type Link = { readonly purpose: Purpose; readonly until: Instant } & (
  { readonly status: 'open' } | { readonly status: 'used' | 'lapsed'; readonly at: Instant }
);

export type LinkEvent =
  | {
      readonly type: 'link.issued';
      readonly data: { readonly orderId: string; readonly purpose: Purpose; readonly until: Instant } & Loose;
    }
  | {
      readonly type: 'link.used';
      readonly data: { readonly orderId: string; readonly at: Instant; readonly choice: string };
    }
  | { readonly type: 'link.lapsed'; readonly data: { readonly orderId: string; readonly at: Instant } };
type Loose = Readonly<Record<string, unknown>>;

export type LinkRefusal = { readonly is: 'link-over' };

export const linkKind = 'link';

const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9]{32,64})$/;

/** Where a token's link lies; undefined for what is no token. It names the shop, so no other shop can be reached. */
export function linkKey(token: string): AggregateKey | undefined {
  const store = form.exec(token)?.[1];
  return store === undefined ? undefined : { store: storeId(store), kind: linkKind, id: digest(token, 32) };
}

/** What was asked and answered is on the order's timeline; the link is kept as long as somebody may come back to it. */
const keptFor = days(180);

export const linkAggregate: Aggregate<Link, LinkEvent> = {
  kind: linkKind,
  evolve(link, event) {
    if (event.type === 'link.issued') {
      const { purpose, until } = event.data;
      return { purpose, until, status: 'open' };
    }
    if (!link) throw new Error(`${event.type} before link.issued`);
    const { purpose, until } = link;
    switch (event.type) {
      case 'link.used':
        return { purpose, until, status: 'used', at: event.data.at };
      case 'link.lapsed':
        return { purpose, until, status: 'lapsed', at: event.data.at };
      default:
        return never(event);
    }
  },
  due: (link) => (link.status === 'open' ? { kind: followUp, at: link.until } : undefined),
  indexes: () => ({}),
  expires: (link) => plus(link.until, keptFor),
};

export const issue = (
  link: Link | undefined,
  purpose: Purpose,
  until: Instant,
): Decision<LinkEvent, never> =>
  link
    ? accept([], 'repeated')
    : accept([{ type: 'link.issued', data: { orderId: purpose.orderId, purpose, until } }], 'created');

export const isLiving = (link: Link, at: Instant): boolean => link.status === 'open' && at < link.until;

/** A link decides once. */
export function use(link: Link | undefined, choice: string, at: Instant): Decision<LinkEvent, LinkRefusal> {
  if (!link || !isLiving(link, at)) return refuse({ is: 'link-over' });
  return accept([{ type: 'link.used', data: { orderId: link.purpose.orderId, at, choice } }], 'used');
}

export function lapse(link: Link | undefined, at: Instant): Decision<LinkEvent, LinkRefusal> {
  if (link?.status !== 'open' || at < link.until) return refuse({ is: 'link-over' });
  return accept([{ type: 'link.lapsed', data: { orderId: link.purpose.orderId, at } }], 'lapsed');
}
