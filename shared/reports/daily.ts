import { type LateChanges, lateChangesBetween } from '../amendments/late-changes.ts';
import { type Accuracy, accuracyBetween } from '../stock/audits/accuracy.ts';
import type { HeadStore } from '../kernel/head.ts';
import type { Tallies } from '../kernel/tally/tally.ts';
import { Orders } from '../orders/orders.ts';
import type { ProposalView } from '../proposals/view.ts';
import type { Profile } from '../stores/profile.ts';
import type { LoadedProfile } from '../stores/profiles.ts';
import { localDate } from '../time/business.ts';
import { dateText, onClock, weekdayOf } from '../time/dates.ts';
import { type Clock, days, type Instant, instant, plus } from '../time/instant.ts';
import { type Bottleneck, bottlenecks } from './bottlenecks.ts';
import { Days } from './days.ts';
import { type Economics, economicsOf, economicsDays } from './economics.ts';
import { Flow } from './flow.ts';
import { proposedNow } from './proposed.ts';
import { reportKey } from './schedule.ts';
import { type StageDay, stagesOf } from './stages.ts';
import type { Standing } from './standing.ts';

/**
 * The report of a morning: what waits as it is made, and what came and went on the day before. Its figures are from
 * counters; of orders it reads the stalled ones alone, and of these so many at the most.
 */
export interface DailyReport {
  readonly date: string;
  /** When it was true. */
  readonly at: Instant;
  /** Made afterwards from the counters: which orders were stalled then is no longer known. */
  readonly reconstructed: boolean;
  /** The day before, of which flow, notices and stalls are told. */
  readonly dayBefore: string;
  readonly stages: readonly StageDay[];
  readonly stalls: Standing | null;
  readonly bottlenecks: readonly Bottleneck[] | null;
  readonly notices: NoticeDay;
  /** Limits and the like that are proposed; null where it is not known any more. */
  readonly proposals: readonly ProposalView[] | null;
  readonly alerts: Economics;
  /** Late changes of the thirty days before; absent in a report of before they were counted. */
  readonly amendments?: LateChanges;
  /** On Mondays: how right the book was in the week before. */
  readonly stock?: Accuracy;
}

/** What became of messages to customers. */
export interface NoticeDay {
  /** By kind: stage, delay, promise, correction … */
  readonly sent: Readonly<Record<string, number>>;
  readonly kept: number;
  readonly held: number;
  readonly dropped: number;
  readonly failed: number;
  /** Held and waiting for a person's word as the report is made; null where it is not known any more. */
  readonly waiting: number | null;
}

export interface ReportPorts {
  readonly heads: HeadStore;
  readonly tallies: Tallies;
  readonly clock: Clock;
}

/** More are not counted: it is a storm, and the page of held messages has them. */
const mostWaiting = 200;
const keptFor = days(400);
/** Late changes are few: of one day nothing could be said. */
export const lateChangeDays = 30;

/** The date on the shop's wall clock, in days since 1970-01-01. */
export const today = (clock: Clock, { timeZone }: Profile): number => localDate(clock(), timeZone);

/** The report of a date: the one that was kept, else as it is now, else what the counters say of a day gone by. */
export async function reportOf(
  ports: ReportPorts,
  store: string,
  loaded: LoadedProfile,
  date: number,
): Promise<DailyReport> {
  const kept = await ports.heads.part(reportKey(store), dateText(date));
  if (kept !== undefined) return JSON.parse(kept) as DailyReport;
  return makeReport(ports, store, loaded, date);
}

/** Keeps the first report of its date: whoever comes later finds that one. */
export async function keepReport(ports: ReportPorts, store: string, report: DailyReport): Promise<void> {
  const part = { name: report.date, body: JSON.stringify(report) };
  await ports.heads.putPartIfAbsent(reportKey(store), part, plus(report.at, keptFor));
}

export async function makeReport(
  ports: ReportPorts,
  store: string,
  loaded: LoadedProfile,
  date: number,
): Promise<DailyReport> {
  const { profile } = loaded;
  const live = date === today(ports.clock, profile);
  const dayBefore = date - 1;
  const monday = weekdayOf(date) === 0;
  const [flow, happened, amendments, stock, now] = await Promise.all([
    Flow.read(ports.tallies, store, date),
    Days.read(ports.tallies, store, dayBefore - economicsDays + 1, dayBefore),
    lateChangesBetween(ports.tallies, store, dateText(date - lateChangeDays), dateText(dayBefore)),
    monday ? accuracyBetween(ports.tallies, store, dateText(date - 7), dateText(dayBefore)) : undefined,
    live ? standingNow(ports, store, loaded) : undefined,
  ]);
  return {
    date: dateText(date),
    at: now?.at ?? onClock(date, 0, profile.timeZone),
    reconstructed: !live,
    dayBefore: dateText(dayBefore),
    stages: stagesOf(profile, flow, live ? date : dayBefore, dayBefore),
    stalls: now?.stalls ?? null,
    bottlenecks: now?.items ?? null,
    notices: noticesOf(happened.sum('notices', dayBefore, dayBefore), now?.waiting ?? null),
    proposals: now?.proposals ?? null,
    alerts: economicsOf(happened, dayBefore),
    amendments,
    ...(stock ? { stock } : {}),
  };
}

async function standingNow(ports: ReportPorts, store: string, loaded: LoadedProfile) {
  const orders = new Orders(ports, store, loaded);
  const [found, proposals, held] = await Promise.all([
    bottlenecks(ports, store, orders, loaded.revision),
    proposedNow(ports, store, loaded),
    ports.heads.find('list', `${store}#notice`, { from: 'held#', to: 'held#~' }, { limit: mostWaiting }),
  ]);
  return { ...found, at: instant(found.at), proposals, waiting: held.items.length };
}

function noticesOf(fields: Readonly<Record<string, number>>, waiting: number | null): NoticeDay {
  const sent: Record<string, number> = {};
  let kept = 0;
  for (const [field, count] of Object.entries(fields)) {
    if (field.startsWith('sent.')) sent[field.slice('sent.'.length)] = count;
    if (field.startsWith('kept')) kept += count;
  }
  const { held = 0, dropped = 0, failed = 0 } = fields;
  return { sent, kept, held, dropped, failed, waiting };
}
