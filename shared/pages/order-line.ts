import { day, dayAndTime, type Locale } from '../i18n/dates.ts';
import { lengthText } from '../i18n/length.ts';
import type { Head } from '../kernel/head.ts';
import { stageLabel } from '../notices/words.ts';
import { spent } from '../orders/clock.ts';
import { forecast } from '../orders/forecast.ts';
import type { OrderRules } from '../orders/rules.ts';
import { isOpen, type Order, stallId } from '../orders/state.ts';
import type { Profile } from '../stores/profile.ts';
import type { Instant } from '../time/instant.ts';
import { actorName } from './timeline.ts';
import { pageWords } from './words.ts';

/** An order as a row of a page shows it. */
export interface OrderLine {
  readonly orderId: string;
  readonly stallId: string;
  readonly version: number;
  readonly stage: string;
  readonly since: string;
  readonly waited: string;
  readonly limit: string | undefined;
  readonly level: 'warned' | 'breached' | 'escalated' | undefined;
  readonly who: string;
  readonly promise: string;
  readonly original: string | undefined;
  readonly estimate: string | undefined;
}

export function lineOf(
  { state: order, version }: Head<Order>,
  profile: Profile,
  rules: OrderRules,
  at: Instant,
  locale: Locale,
): OrderLine {
  const w = pageWords[locale];
  const { stay, promise } = order;
  const date = (when: Instant) => day(when, locale, profile.timeZone);
  const pace = rules.pace(order);
  const limits = isOpen(order) ? rules.limits(order) : undefined;
  const expected = isOpen(order) ? forecast(order, rules, at) : undefined;
  return {
    orderId: order.id,
    stallId: stallId(order),
    version,
    stage: stageLabel(stay.stage, locale, profile.stages),
    since: dayAndTime(stay.since, locale, profile.timeZone),
    waited: lengthText(spent(stay.clock, at, pace), pace.kind, locale),
    limit: limits && lengthText(limits.breach, pace.kind, locale),
    level: isOpen(order) ? stay.alarm?.level : undefined,
    who: whoOf(order, profile, locale),
    promise: promise ? date(promise.at) : w.noPromise,
    original: promise?.original === undefined ? undefined : w.original(date(promise.original)),
    estimate: expected && w.range(date(expected.p50), date(expected.p90)),
  };
}

function whoOf({ stay }: Order, profile: Profile, locale: Locale): string {
  const w = pageWords[locale];
  const quiet = stay.alarm?.quiet;
  if (!quiet) return w.free;
  const until = dayAndTime(quiet.until, locale, profile.timeZone);
  const who = actorName(quiet.by, profile, locale);
  return quiet.kind === 'acknowledged'
    ? w.takenBy(who, quiet.cause, until)
    : w.snoozedBy(who, quiet.cause, until);
}
