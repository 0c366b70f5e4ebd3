import { storeId } from '../kernel/brand.ts';
import type { Aggregate } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey } from '../kernel/head.ts';
import { claimLife } from '../notices/notice.ts';
import { days, type Instant, plus } from '../time/instant.ts';
import { reportDue } from './schedule.ts';

/** A report on its way to one person: opened once, claimed, sent, confirmed, as every message. */
export type Mailing = {
  readonly date: string;
  readonly person: string;
} & (
  | { readonly status: 'waiting'; readonly dueAt: Instant; readonly attempts: number }
  | { readonly status: 'claimed'; readonly at: Instant; readonly attempts: number }
  | { readonly status: 'sent'; readonly at: Instant }
  | { readonly status: 'failed'; readonly at: Instant; readonly why: string }
);

type Loose = Readonly<Record<string, unknown>>;
export type MailingEvent =
  | {
      readonly type: 'report-mail.opened';
      readonly data: { readonly date: string; readonly person: string; readonly at: Instant } & Loose;
    }
  | {
      readonly type: 'report-mail.deferred';
      readonly data: { readonly dueAt: Instant; readonly attempts: number } & Loose;
    }
  | {
      readonly type: 'report-mail.claimed' | 'report-mail.sent';
      readonly data: { readonly at: Instant } & Loose;
    }
  | {
      readonly type: 'report-mail.failed';
      readonly data: { readonly at: Instant; readonly why: string } & Loose;
    };

export const mailingKind = 'report-mail';
export const mailingKey = (store: string, id: string): AggregateKey => ({
  store: storeId(store),
  kind: mailingKind,
  id,
});
/** One a day and person, whatever happens twice. */
export const mailingId = (date: string, person: string): string => `${date}~${person}`;

export const mailingAggregate: Aggregate<Mailing, MailingEvent> = {
  kind: mailingKind,
  evolve(mailing, event) {
    if (event.type === 'report-mail.opened') {
      const { date, person, at } = event.data;
      return { date, person, status: 'waiting', dueAt: at, attempts: 0 };
    }
    if (!mailing) throw new Error(`${event.type} before report-mail.opened`);
    const { date, person } = mailing;
    const attempts = 'attempts' in mailing ? mailing.attempts : 0;
    switch (event.type) {
      case 'report-mail.deferred':
        return { date, person, status: 'waiting', dueAt: event.data.dueAt, attempts: event.data.attempts };
      case 'report-mail.claimed':
        return { date, person, status: 'claimed', at: event.data.at, attempts: attempts + 1 };
      case 'report-mail.sent':
        return { date, person, status: 'sent', at: event.data.at };
      case 'report-mail.failed':
        return { date, person, status: 'failed', at: event.data.at, why: event.data.why };
    }
  },
  due(mailing) {
    if (mailing.status === 'waiting') return { kind: reportDue, at: mailing.dueAt };
    // A sender that died is looked after; an e-mail goes again, for who hears nothing is the worse.
    if (mailing.status === 'claimed') return { kind: reportDue, at: plus(mailing.at, claimLife) };
    return undefined;
  },
  indexes: () => ({}),
  expires: (mailing) =>
    mailing.status === 'sent' || mailing.status === 'failed' ? plus(mailing.at, days(30)) : undefined,
};

/** Opens it once, whatever is done again. */
export const openMailing = (
  mailing: Mailing | undefined,
  date: string,
  person: string,
  at: Instant,
): Decision<MailingEvent, never> =>
  mailing
    ? accept([], 'repeated')
    : accept([{ type: 'report-mail.opened', data: { date, person, at } }], 'opened');
