import { own } from '../kernel/own.ts';
import type { CountedShop } from '../counts/counter.ts';
import { bucketOf } from '../durations/buckets.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Addition, Tallies } from '../kernel/tally/tally.ts';
import { medianOf } from '../reports/days.ts';
import { localDate } from '../time/business.ts';
import { dateText } from '../time/dates.ts';
import { days, duration, instant, plus } from '../time/instant.ts';

export const lateChangesGroup = 'amendments';
const dayLife = days(800);
const ends = ['applied', 'declined', 'withdrawn', 'expired'] as const;

/** What late changes of orders did, by day: how many, how long they took, whom they waited for, cost, margin, dates kept. */
export function lateChangesOf(event: Envelope, { profile }: CountedShop): readonly Addition[] {
  const { type, data } = event;
  const at = instant(Date.parse(event.occurredAt));
  const name = dateText(localDate(at, profile.timeZone));
  const add = (field: string, by = 1): Addition => ({
    group: lateChangesGroup,
    name,
    field,
    by,
    until: plus(at, dayLife),
  });
  const number = (field: string) => {
    const value = own(data, field);
    return typeof value === 'number' ? value : undefined;
  };
  if (type === 'amendment.requested') return [add('requested')];
  if (type === 'amendment.approved') {
    const party = String(data['party']);
    return [add(`answers.${party}`), add(`waited.${party}`, Math.round((number('waited') ?? 0) / 60_000))];
  }
  if (type === 'order.closed')
    return data['amended'] === 'kept' || data['amended'] === 'missed' ? [add(data['amended'])] : [];
  const end = ends.find((one) => type === `amendment.${one}`);
  if (!end) return [];
  const took = number('took');
  const margin = number('margin');
  return [
    add(end),
    ...(took === undefined ? [] : [add(`took${String(bucketOf(duration(took)))}`)]),
    ...(end === 'applied' ? [add('gross', number('gross') ?? 0)] : []),
    ...(margin === undefined ? [] : [add('margin', margin), add('margins')]),
  ];
}

export interface LateChanges {
  readonly requested: number;
  readonly applied: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly expired: number;
  /** From asking to the end, in hours; null where none has ended. */
  readonly medianHours: number | null;
  /** Whose words were waited for, the longest first. */
  readonly waits: readonly {
    readonly party: string;
    readonly answers: number;
    readonly averageHours: number;
  }[];
  /** What customers pay more, VAT included, and what is left of it, net, where the costs are known; minor units. */
  readonly extra: number;
  readonly margin: { readonly amount: number; readonly of: number };
  /** Changed orders that arrived, by whether the date was kept. */
  readonly dates: { readonly kept: number; readonly missed: number };
}

/** Between two dates, both included (`YYYY-MM-DD`). From counters: it costs the same for ten changes and a million. */
export async function lateChangesBetween(
  tallies: Tallies,
  store: string,
  from: string,
  to: string,
): Promise<LateChanges> {
  const sums: Record<string, number> = {};
  for (const { fields } of await tallies.read(store, lateChangesGroup, from, to))
    for (const [field, count] of Object.entries(fields)) sums[field] = (own(sums, field) ?? 0) + count;
  const of = (field: string): number => own(sums, field) ?? 0;
  const median = medianOf(sums, 'took');
  const waits = Object.entries(sums)
    .filter(([field]) => field.startsWith('answers.'))
    .map(([field, answers]) => {
      const party = field.slice('answers.'.length);
      return { party, answers, averageHours: round(of(`waited.${party}`) / 60 / answers) };
    })
    .sort((a, b) => b.averageHours - a.averageHours);
  return {
    requested: of('requested'),
    applied: of('applied'),
    declined: of('declined'),
    withdrawn: of('withdrawn'),
    expired: of('expired'),
    medianHours: median === undefined ? null : round(median / 3_600_000),
    waits,
    extra: of('gross'),
    margin: { amount: of('margin'), of: of('margins') },
    dates: { kept: of('kept'), missed: of('missed') },
  };
}

const round = (hours: number): number => Math.round(hours * 10) / 10;
