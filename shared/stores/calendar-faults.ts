import { after, dateNumber, type Span } from '../time/business.ts';
import { days, type Duration, duration, hours, instant, parseDuration } from '../time/instant.ts';
import type { CalendarProfile, Openings, StageClock } from './calendar.ts';
import { calendarOf, spansOf, weekdays, weekOf } from './opening.ts';
import type { Profile } from './profile.ts';
import type { Fault } from './workflow.ts';

const weeksInTwoYears = 104;

/** A calendar by itself: hours in order, dates in order and said once, and no two years without an opening. */
export function calendarFaults(
  calendar: CalendarProfile | undefined,
  timeZone: string,
  path: string,
): Fault[] {
  if (!calendar) return [];
  const faults = weekdays.flatMap((day) => openingFaults(calendar.hours?.[day], `${path}.hours.${day}`));
  const { exceptions, hours: week } = calendar;
  if (week && weekOf(calendar) === 0)
    faults.push({ path: `${path}.hours`, message: 'no day has opening hours: no limit would ever pass' });
  exceptions.forEach((one, at) => {
    const here = `${path}.exceptions.${String(at)}`;
    const [from, to] = [dateNumber(one.from), dateNumber(one.to)];
    faults.push(...openingFaults(one.hours, `${here}.hours`));
    if (to < from) faults.push({ path: `${here}.to`, message: 'must not lie before from' });
    if (one.hours && one.closed)
      faults.push({ path: here, message: 'is either closed or open at other hours' });
    if (!one.hours && !one.closed && !says(one, 'limits') && !says(one, 'capacity'))
      faults.push({ path: here, message: 'says nothing: hours, closed, limits or capacity are needed' });
    const before = exceptions.slice(0, at).findIndex((other) => alike(one, other) && overlap(one, other));
    if (before >= 0)
      faults.push({ path: here, message: `has dates in common with exceptions.${String(before)}` });
  });
  return faults.length > 0 ? faults : neverOpen(calendar, timeZone, path);
}

/** Limits that the calendar and the overrides make wrong. `clocks` says which time each stage runs in. */
export function limitFaults(profile: Profile, clocks: readonly StageClock[]): Fault[] {
  const faults: Fault[] = [];
  const { calendar, stages } = profile;
  const own = calendar ? weekOf(calendar) : 0;
  const carriers = profile.carriers
    .flatMap((one) => (one.calendar ? weekOf(one.calendar) : []))
    .filter(Boolean);
  const weeks = { business: own || Infinity, carrier: Math.min(...carriers), elapsed: Infinity };
  const limited = (name: string, path: string, text: string): void => {
    const at = stages.findIndex((stage) => stage.name === name);
    if (at < 0) faults.push({ path, message: `there is no stage ${name}` });
    else if (stages[at]?.next.length === 0)
      faults.push({ path, message: `${name} is an end: nothing stalls there` });
    else if (length(text) > weeks[clocks[at] ?? 'elapsed'] * weeksInTwoYears)
      faults.push({ path, message: 'takes more than two years of these opening hours' });
  };
  stages.forEach((stage, at) => {
    const path = `stages.${String(at)}`;
    if (stage.clock === 'business' && own === 0)
      faults.push({ path: `${path}.clock`, message: 'the shop’s calendar has no hours' });
    if (stage.limit !== undefined && stage.next.length > 0) limited(stage.name, `${path}.limit`, stage.limit);
  });
  profile.limitsFor?.forEach((one, at) => {
    const path = `limitsFor.${String(at)}`;
    limited(one.stage, `${path}.limit`, one.limit);
    if (one.warning !== undefined && length(one.warning) >= length(one.limit))
      faults.push({ path: `${path}.warning`, message: 'the warning must come before the limit' });
  });
  calendar?.exceptions.forEach(({ limits }, at) => {
    if (typeof limits === 'object')
      for (const [name, limit] of Object.entries(limits))
        limited(name, `calendar.exceptions.${String(at)}.limits.${name}`, limit);
  });
  return faults;
}

/** Capacities of stages that there are, and that somebody leaves. */
export function capacityFaults({ stages, calendar }: Profile): Fault[] {
  const named = [
    ...stages.flatMap(({ name, capacity }, at) =>
      capacity === undefined ? [] : [{ name, path: `stages.${String(at)}.capacity` }],
    ),
    ...(calendar?.exceptions ?? []).flatMap(({ capacity }, at) =>
      typeof capacity === 'object'
        ? Object.keys(capacity).map((name) => ({
            name,
            path: `calendar.exceptions.${String(at)}.capacity.${name}`,
          }))
        : [],
    ),
  ];
  return named.flatMap(({ name, path }) => {
    const stage = stages.find((one) => one.name === name);
    if (!stage) return [{ path, message: `there is no stage ${name}` }];
    return stage.next.length === 0 ? [{ path, message: `${name} is an end: no work waits there` }] : [];
  });
}

function openingFaults(openings: Openings | undefined, path: string): Fault[] {
  const spans = spansOf(openings);
  return spans.flatMap(([from, to], at) => {
    const here = `${path}.${String(at)}`;
    if (to <= from)
      return [
        {
          path: here,
          message: 'must close after it opens; past midnight it is two: until 24:00, from 00:00',
        },
      ];
    const before: Span | undefined = spans[at - 1];
    return before && from < before[1]
      ? [{ path: here, message: 'must open after the one before closes' }]
      : [];
  });
}

interface Dated {
  readonly from: string;
  readonly to: string;
  readonly hours?: unknown;
  readonly closed?: unknown;
  readonly limits?: unknown;
  readonly capacity?: unknown;
}

const says = (one: Dated, what: 'limits' | 'capacity'): boolean => one[what] !== undefined;

/** Do both speak of opening, or both of limits, or of capacity? */
const alike = (a: Dated, b: Dated): boolean =>
  (Boolean(a.hours ?? a.closed) && Boolean(b.hours ?? b.closed)) ||
  (says(a, 'limits') && says(b, 'limits')) ||
  (says(a, 'capacity') && says(b, 'capacity'));
const overlap = (a: Dated, b: Dated): boolean => a.from <= b.to && b.from <= a.to;

/** Every long closure begins with a date that is named: from each the next opening is looked for. */
function neverOpen(profile: CalendarProfile, timeZone: string, path: string): Fault[] {
  const calendar = calendarOf(profile, timeZone);
  if (!calendar) return [];
  const named = [
    ...profile.exceptions.map(({ from }, at) => ({ from, path: `${path}.exceptions.${String(at)}` })),
    ...profile.closed.map((from, at) => ({ from, path: `${path}.closed.${String(at)}` })),
  ];
  const endless = named.find(({ from }) => {
    // Noon in Greenwich: by then the date has begun everywhere.
    const noon = instant(days(dateNumber(from)) + hours(12));
    return after(calendar, noon, duration(1)) - noon > days(731);
  });
  return endless ? [{ path: endless.path, message: 'leaves more than two years without an opening' }] : [];
}

const length = (text: string): Duration => parseDuration(text) ?? duration(0);
