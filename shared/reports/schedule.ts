import { storeId } from '../kernel/brand.ts';
import { type Aggregate, change } from '../kernel/commit.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import type { AggregateKey, HeadStore } from '../kernel/head.ts';
import { calendarOf } from '../stores/opening.ts';
import type { Profile } from '../stores/profile.ts';
import type { Profiles } from '../stores/profiles.ts';
import { localDate } from '../time/business.ts';
import { dateText, nextOnClock } from '../time/dates.ts';
import type { Clock, Instant } from '../time/instant.ts';

/** The deadlines that the scan of reports reads: of schedules, and of e-mails on their way. */
export const reportDue = 'report';

/** A shop's schedule; its reports lie beside it, named by their dates. */
export const reportKey = (store: string): AggregateKey => ({
  store: storeId(store),
  kind: 'report',
  id: 'daily',
});

/** When a shop's next report is due, and which was the last. */
export interface Schedule {
  readonly dueAt: Instant;
  /** The date of the last report. */
  readonly last?: string;
}

export type ScheduleEvent =
  | { readonly type: 'report.scheduled'; readonly data: { readonly dueAt: Instant } }
  | {
      readonly type: 'report.made';
      readonly data: { readonly date: string; readonly dueAt: Instant; readonly recipients: number };
    };

export const scheduleAggregate: Aggregate<Schedule, ScheduleEvent> = {
  kind: 'report',
  evolve: (schedule, { type, data }) =>
    type === 'report.made' ? { dueAt: data.dueAt, last: data.date } : { ...schedule, dueAt: data.dueAt },
  due: ({ dueAt }) => ({ kind: reportDue, at: dueAt }),
  indexes: () => ({}),
};

/**
 * When the next report is due after an instant: at the shop's hour, on the days it wants, on a date that has none yet.
 * Over a change of the clock it stays the shop's hour.
 */
export function nextReport(profile: Profile, after: Instant, last: string | undefined): Instant {
  const { at, days } = profile.report;
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const calendar = calendarOf(profile.calendar, profile.timeZone);
  const wanted = (date: number) =>
    (last === undefined || dateText(date) > last) &&
    (days === 'every' || !calendar || calendar.open(date).length > 0);
  return nextOnClock(after, (hours * 60 + minutes) * 60_000, profile.timeZone, wanted);
}

/** Arms the report under a profile; the same profile again changes nothing. */
export function schedule(
  state: Schedule | undefined,
  profile: Profile,
  at: Instant,
): Decision<ScheduleEvent, never> {
  const dueAt = nextReport(profile, at, state?.last);
  // One that is due and not made yet is made, whatever the profile says of the next.
  if (state && (state.dueAt === dueAt || state.dueAt <= at)) return accept([], 'repeated');
  return accept([{ type: 'report.scheduled', data: { dueAt } }], 'scheduled');
}

/** The report of today is made; one that was due on a day gone by is not made up for: that day can be read all the same. */
export function made(
  state: Schedule,
  profile: Profile,
  at: Instant,
  recipients: number,
): Decision<ScheduleEvent, never> {
  const date = dateText(localDate(at, profile.timeZone));
  if (state.dueAt > at) return accept([], 'repeated');
  const dueAt = nextReport(profile, at, date);
  return accept([{ type: 'report.made', data: { date, dueAt, recipients } }], 'made');
}

/** Arms a shop's report when the shop is opened or its profile changes. */
export async function scheduleReport(
  ports: { readonly heads: HeadStore; readonly clock: Clock; readonly profiles: Profiles },
  store: string,
): Promise<void> {
  const loaded = await ports.profiles.fresh(store);
  if (!loaded) return;
  await change(
    ports,
    scheduleAggregate,
    reportKey(store),
    { actor: 'system' },
    {
      decide: (head, at) => schedule(head?.state, loaded.profile, at),
    },
  );
}
