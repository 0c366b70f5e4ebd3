import type { CountedShop } from '../counts/counter.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Addition } from '../kernel/tally/tally.ts';
import type { Profile } from '../stores/profile.ts';
import { dateNumber, localDate } from '../time/business.ts';
import { dateText, weekdayOf } from '../time/dates.ts';
import { days, type Duration, type Instant, plus } from '../time/instant.ts';
import { bucketOf } from './buckets.ts';
import { countedAs } from './segments.ts';
import { whole } from './segment.ts';

/** The family of counters that durations are learned from. */
export const durationsGroup = 'durations';
/** How long a week is remembered: a year's seasons and a bit. */
const weekLife = days(400);

/** One stay that is over. */
export interface Stay {
  readonly stage: string;
  readonly next: string;
  readonly segment: string;
  readonly entered: Instant;
  readonly left: Instant;
  /** In the stage's own time, holds left out. */
  readonly spent: Duration;
}

/** What a change of stage teaches about the stage that was left. One that skipped stages teaches nothing: whose time was it? */
export function durationsOf({ type, data }: Envelope, shop: CountedShop): readonly Addition[] {
  if (type !== 'order.stage-changed' || data['skipped'] !== undefined) return [];
  const { from, to, since, entered, spent, segment } = data as unknown as Changed;
  // An event of a release that did not say when the stage was entered.
  if (entered === undefined) return [];
  const stay = { stage: from, next: to, segment: segment ?? whole, entered, left: since, spent };
  return additionsOf(stay, shop.profile, countedAs(stay.segment, shop.segments));
}

interface Changed {
  readonly from: string;
  readonly to: string;
  readonly since: Instant;
  readonly entered?: Instant;
  readonly spent: Duration;
  readonly segment?: string;
}

/** A stay in its counter: by week of its end, stage, and segment; those of a sale week apart. */
export function additionsOf(stay: Stay, profile: Profile, segment: string): readonly Addition[] {
  const { stage, next, entered, left, spent } = stay;
  const kind = touchesException(profile, entered, left) ? 'exception' : 'usual';
  const item = {
    group: durationsGroup,
    name: [weekOf(left, profile.timeZone), stage, kind, segment].join('#'),
    by: 1,
    until: plus(left, weekLife),
  };
  return [
    { ...item, field: `b${String(bucketOf(spent))}` },
    { ...item, field: `>${next}` },
  ];
}

/** The Monday, by the shop's wall clock, of the week in which an instant lies: `2026-11-16`. */
export function weekOf(at: Instant, timeZone: string): string {
  const date = localDate(at, timeZone);
  return dateText(date - weekdayOf(date));
}

/**
 * Was there other than usual work on a day of the stay? Own closing days are no such thing: a closed shop's time does
 * not count to begin with.
 */
function touchesException({ calendar, timeZone }: Profile, entered: Instant, left: Instant): boolean {
  const dates = (calendar?.exceptions ?? []).filter(({ hours, limits }) => hours || limits !== undefined);
  if (dates.length === 0) return false;
  const [first, last] = [localDate(entered, timeZone), localDate(left, timeZone)];
  return dates.some(({ from, to }) => dateNumber(from) <= last && first <= dateNumber(to));
}
