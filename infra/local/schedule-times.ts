/** When a schedule fires: `rate(…)`, `cron(…)` in a time zone, `at(…)`. */
const minute = 60_000;
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day: 1440 * minute };

export type NextTick = (after: number) => number;

/** A function that gives the first tick after an instant, Infinity when there is none. */
export function parseSchedule(expression: string, timezone: string): NextTick {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const period = Number(rate[1]) * (units[rate[2] ?? ''] ?? minute);
    return (after) => (Math.floor(after / period) + 1) * period;
  }
  const once = /^at\(([\d:T-]+)\)$/.exec(expression);
  if (once !== null && timezone === 'UTC') {
    const at = Date.parse(`${once[1] ?? ''}Z`);
    return (after) => (after < at ? at : Infinity);
  }
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression);
  if (cron !== null) return cronTicks(cron.slice(1), timezone);
  throw new Error(`the schedule expression ${expression} (${timezone}) is not known to the local runtime`);
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type Matcher = (value: number) => boolean;

function field(text: string, least: number, most: number, names: readonly string[] = []): Matcher {
  if (/[LW#]/.test(names.length > 0 ? text.replaceAll(/[A-Z]{3}/g, '') : text)) {
    throw new Error(`cron field ${text} is not known to the local runtime`);
  }
  const number = (part: string): number =>
    names.includes(part) ? names.indexOf(part) + least : Number(part);
  const ranges = text.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    if (range === '*' || range === '?') return { from: least, to: most, step: Number(step ?? 1) };
    const [from = '', to] = range.split('-');
    const last = to === undefined ? (step === undefined ? number(from) : most) : number(to);
    return { from: number(from), to: last, step: Number(step ?? 1) };
  });
  return (value) =>
    ranges.some(({ from, to, step }) => value >= from && value <= to && (value - from) % step === 0);
}

function cronTicks(fields: readonly string[], timezone: string): NextTick {
  const [minutes = '*', hours = '*', dates = '*', monthsField = '*', weekdays = '?', years = '*'] = fields;
  const inMinute = field(minutes, 0, 59);
  const inHour = field(hours, 0, 23);
  const onDate = field(dates, 1, 31);
  const inMonth = field(monthsField, 1, 12, months);
  const onWeekday = field(weekdays, 1, 7, days);
  const inYear = field(years, 1970, 2199);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    ...({
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      weekday: 'short',
    } as const),
  });
  const local = (at: number): Record<string, string> =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));

  return (after) => {
    let at = (Math.floor(after / minute) + 1) * minute;
    // A leap day is at most eight years away.
    for (const end = at + 8.1 * 366 * 1440 * minute; at < end;) {
      const now = local(at);
      const weekday = days.indexOf((now['weekday'] ?? '').toUpperCase()) + 1;
      const day =
        inYear(Number(now['year'])) &&
        inMonth(Number(now['month'])) &&
        onDate(Number(now['day'])) &&
        onWeekday(weekday);
      if (day && inHour(Number(now['hour']))) {
        if (inMinute(Number(now['minute']))) return at;
        at += minute;
      } else {
        // Offsets are whole quarters of an hour: no tick is jumped over.
        at = (Math.floor(at / (15 * minute)) + 1) * 15 * minute;
      }
    }
    return Infinity;
  };
}
