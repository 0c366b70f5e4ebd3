import type { Write } from './recorder.ts';

/** A line of a bill: what was written and what it cost. */
export interface BillLine {
  readonly what: string;
  readonly writes: number;
  readonly units: number;
}

/** What a write is about, by its table and key: `store#kind#id` and the sort key. */
export function subjectOf({ table, before, after }: Write): { kind: string; part: string } {
  const image = after ?? before;
  const [, kind = ''] = (image?.['pk']?.S ?? '').split('#');
  const [part = ''] = (image?.['sk']?.S ?? '').split('#');
  return table === 'timeline' ? { kind: 'timeline', part: 'entry' } : { kind, part };
}

/** Writes by what they are about, indexes each on a line of its own, the dearest first. */
export function billOf(writes: readonly Write[]): BillLine[] {
  const lines = new Map<string, { writes: number; units: number }>();
  const add = (what: string, units: number) => {
    const line = lines.get(what) ?? { writes: 0, units: 0 };
    lines.set(what, { writes: line.writes + 1, units: line.units + units });
  };
  for (const write of writes) {
    const { kind, part } = subjectOf(write);
    add(shown[`${kind} ${part}`] ?? shown[kind] ?? `${kind} ${part}`, write.tableUnits);
    for (const [index, units] of Object.entries(write.indexes))
      if (units > 0) add(`${kind}: index ${index}`, units);
  }
  return [...lines].map(([what, line]) => ({ what, ...line })).sort((a, b) => b.units - a.units);
}

/** Parts that are named by time or content are one thing on a bill. */
const shown: Readonly<Record<string, string>> = {
  claim: 'order: claim of the idempotency key',
  'order head': 'order: head',
  'order content': 'order: lines, people and places',
  'order parcel': 'order: parcel text',
  alert: 'alert: kept, then marked told',
  valve: 'valve: delays counted',
  source: 'source: rhythm of a storefront',
  'notice head': 'notice: head',
  'notice message': 'notice: what was said',
  'digest head': 'digest: head',
  counted: 'counters: each event’s marker, in a transaction',
  tally: 'counters: additions, in the same transaction',
  durations: 'counters: the segments counted apart',
  'job head': 'durations: the model falls due, once an hour',
  'timeline entry': 'timeline: entries',
};

export const unitsOf = (writes: readonly Write[]): number =>
  writes.reduce(
    (sum, { tableUnits, indexes }) => sum + tableUnits + Object.values(indexes).reduce((a, b) => a + b, 0),
    0,
  );

/** The writes of orders themselves: what the order's figure is about. */
export const ofOrders = (writes: readonly Write[]): Write[] =>
  writes.filter((write) => write.table === 'state' && ['order', 'claim'].includes(subjectOf(write).kind));
