import { own } from '../kernel/own.ts';
import type { CountedShop } from '../counts/counter.ts';
import { bucketOf, upperBound } from '../durations/buckets.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Addition, Tallies, Tally } from '../kernel/tally/tally.ts';
import { alertOf } from '../notices/alerts.ts';
import { localDate } from '../time/business.ts';
import { dateText } from '../time/dates.ts';
import { between, days, type Duration, type Instant, instant, plus } from '../time/instant.ts';

/** What happened on a day: orders, stalls by stage, notices, alerts. One item of each kind and day. */
export const daysGroup = 'days';
const dayLife = days(400);

/** What an event adds to its day, on the shop's wall clock. */
export function daysOf(event: Envelope, { profile }: CountedShop): readonly Addition[] {
  const at = instant(Date.parse(event.occurredAt));
  const day = dateText(localDate(at, profile.timeZone));
  const until = plus(at, dayLife);
  const counts = [...stallCounts(event), ...otherCounts(event)];
  return counts.map(([kind, field]) => ({ group: daysGroup, name: `${day}#${kind}`, field, by: 1, until }));
}

type Count = readonly [kind: string, field: string];

const stallFields: Readonly<Record<string, string>> = {
  'order.stall-warned': 'warned',
  'order.stalled': 'breached',
  'order.stall-returned': 'returned',
  'order.stall-escalated': 'escalated',
  'order.stall-closed': 'closed',
};

function stallCounts({ type, data }: Envelope): Count[] {
  const { stage, acted, at, warnedAt, quiet } = data as unknown as Stalled;
  if (type === 'order.stall-acknowledged') return [['stalls#', quiet.kind]];
  const field = own(stallFields, type);
  if (field === undefined || stage === undefined) return [];
  const kind = `stalls#${stage}`;
  return [
    [kind, field],
    ...(acted ? [[kind, 'acted'] as const] : []),
    ...(type === 'order.stalled' && warnedAt !== undefined
      ? [[kind, `lead${String(bucketOf(between(warnedAt, at)))}`] as const]
      : []),
  ];
}

interface Stalled {
  readonly stage?: string;
  readonly acted?: boolean;
  readonly at: Instant;
  readonly warnedAt?: Instant;
  readonly quiet: { readonly kind: 'acknowledged' | 'snoozed' };
}

function otherCounts(event: Envelope): Count[] {
  const { type, data } = event;
  const kind = typeof data['kind'] === 'string' ? data['kind'] : undefined;
  return [
    ...(type === 'order.placed' && data['imported'] !== true ? [['orders', 'placed'] as const] : []),
    ...(type.startsWith('notice.')
      ? [['notices', [type.slice('notice.'.length), kind].filter(Boolean).join('.')] as const]
      : []),
    ...(alertOf(event) ? [['alerts', type] as const] : []),
  ];
}

/** The days from one date to another, both included, added up by kind. */
export class Days {
  readonly #items: readonly Tally[];

  constructor(items: readonly Tally[]) {
    this.#items = items;
  }

  static async read(tallies: Tallies, store: string, from: number, to: number): Promise<Days> {
    return new Days(await tallies.read(store, daysGroup, dateText(from), `${dateText(to)}#~`));
  }

  /** The fields of a kind over dates, added up; `stalls` are those of all stages. */
  sum(kind: string, from: number, to: number): Readonly<Record<string, number>> {
    const sums: Record<string, number> = {};
    for (const { name, fields } of this.#items) {
      const [date = '', ...rest] = name.split('#');
      if (date < dateText(from) || date > dateText(to)) continue;
      if (rest.join('#') !== kind && !(kind === 'stalls' && rest[0] === kind)) continue;
      for (const [field, count] of Object.entries(fields)) sums[field] = (own(sums, field) ?? 0) + count;
    }
    return sums;
  }
}

/** The median of a histogram whose fields are named `<prefix><bucket>`; undefined where nothing was counted. */
export function medianOf(fields: Readonly<Record<string, number>>, prefix: string): Duration | undefined {
  const counts = Object.entries(fields)
    .flatMap(([field, count]) =>
      field.startsWith(prefix) ? [[Number(field.slice(prefix.length)), count] as const] : [],
    )
    .sort(([a], [b]) => a - b);
  const half = counts.reduce((sum, [, count]) => sum + count, 0) / 2;
  let seen = 0;
  for (const [bucket, count] of counts) {
    seen += count;
    if (seen >= half) return upperBound(bucket);
  }
  return undefined;
}
