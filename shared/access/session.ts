import { never } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { digest } from '../kernel/receipts.ts';
import { days, hours, type Instant, latest, plus } from '../time/instant.ts';
import { accessKey } from './access-store.ts';

/** A browser's session slides: it ends twelve hours after its last use, and a week after it began at the latest. */
export const idleLife = hours(12);
export const wholeLife = days(7);

export interface Session {
  readonly actor: string;
  /** The credential that was shown; absent where a person came by a link of his own. */
  readonly credentialId?: string;
  /** The issuer that said who he is; his session ends where the shop names another. */
  readonly issuer?: string;
  readonly openedAt: Instant;
  /** Set for one of 0.1.0, which does not slide. */
  readonly until?: Instant;
  readonly endedAt?: Instant;
}

export type SessionEvent =
  | { readonly type: 'session.opened'; readonly data: Session & Readonly<Record<string, unknown>> }
  | { readonly type: 'session.ended'; readonly data: { readonly at: Instant } };

export const sessionAggregate: Aggregate<Session, SessionEvent> = {
  kind: 'session',
  evolve(state, event) {
    switch (event.type) {
      case 'session.opened':
        return event.data;
      case 'session.ended':
        if (!state) throw new Error('a session ended before it was opened');
        return { ...state, endedAt: event.data.at };
      default:
        return never(event);
    }
  },
  due: () => undefined,
  indexes: () => ({}),
  expires: ({ openedAt }) => plus(openedAt, wholeLife),
};

const form = /^([a-z][a-z0-9-]{1,29})\.([A-Za-z0-9_-]{32,64})$/;

/** The shop that a cookie's value names; undefined for what is none of ours. */
export const storeOf = (token: string): string | undefined => form.exec(token)?.[1];

/** A session is kept under the hash of its token. */
export const sessionId = (token: string): string => digest(token, 32);
export const sessionKey = (store: string, id: string) => accessKey(store, 'session', id);
/** Where a person's sessions lie beside each other, for who ends them all. */
export const sessionsOf = (store: string, actor: string) => accessKey(store, 'sessions', actor);

/** Proves that a form came from our own page: only who has the cookie can make it. */
export const csrfToken = (token: string): string => digest(`csrf ${token}`, 32);

/** Does it live, last used then? */
export function isLiving(session: Session, usedAt: Instant | undefined, at: Instant): boolean {
  const { openedAt, until, endedAt } = session;
  if (endedAt !== undefined) return false;
  if (until !== undefined) return at < until;
  return at < plus(openedAt, wholeLife) && at < plus(latest(openedAt, usedAt ?? openedAt), idleLife);
}
