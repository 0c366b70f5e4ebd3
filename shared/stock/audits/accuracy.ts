import { own } from '../../kernel/own.ts';
import type { CountedShop } from '../../counts/counter.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { Addition, Tallies } from '../../kernel/tally/tally.ts';
import { localDate } from '../../time/business.ts';
import { dateText } from '../../time/dates.ts';
import { days, instant, plus } from '../../time/instant.ts';
import { causes, type Cause } from '../level/state.ts';

export const accuracyGroup = 'stock';
const dayLife = days(800);

/**
 * What counts say of the book, by day: how many counts there were, how many differed, what drifts were resolved as, and
 * by how many pieces.
 */
export function accuracyOf(event: Envelope, { profile }: CountedShop): readonly Addition[] {
  const { type, data } = event;
  const at = instant(Date.parse(event.occurredAt));
  const name = dateText(localDate(at, profile.timeZone));
  const add = (field: string, by = 1): Addition => ({
    group: accuracyGroup,
    name,
    field,
    by,
    until: plus(at, dayLife),
  });
  if (type === 'stock.counted') return [add('counted')];
  if (type === 'stock.drift-detected') return [add('differing')];
  if (type !== 'stock.drift-closed') return [];
  const cause = causes.find((one) => one === data['cause']);
  const adjustment = Number(data['adjustment'] ?? 0);
  const value = Number(data['value'] ?? 0);
  return [
    add(`closed.${cause ?? 'agreed'}`),
    ...(cause && adjustment < 0 ? [add(`lost.${cause}`, -adjustment)] : []),
    ...(cause && value !== 0 ? [add(`value.${cause}`, value)] : []),
    ...(cause && adjustment > 0 ? [add(`found.${cause}`, adjustment)] : []),
  ];
}

export interface Accuracy {
  readonly counted: number;
  readonly differing: number;
  /**
   * Inventory record accuracy: the share of counts that agreed with the book (Brooks and Wilson 1993); null without
   * counts.
   */
  readonly accuracy: number | null;
  readonly causes: readonly {
    readonly cause: Cause;
    readonly drifts: number;
    readonly lost: number;
    readonly found: number;
    /** What the adjustments were worth at cost, in minor units; below zero is a loss. */
    readonly value: number;
  }[];
}

/** Between two dates, both included (`YYYY-MM-DD`). From counters: it costs the same for ten articles and a million. */
export async function accuracyBetween(
  tallies: Tallies,
  store: string,
  from: string,
  to: string,
): Promise<Accuracy> {
  const found = await tallies.read(store, accuracyGroup, from, to);
  const sum = (field: string) => found.reduce((total, { fields }) => total + (own(fields, field) ?? 0), 0);
  const counted = sum('counted');
  const differing = sum('differing');
  return {
    counted,
    differing,
    accuracy: counted === 0 ? null : Math.round((1 - Math.min(differing, counted) / counted) * 1_000) / 1_000,
    causes: causes
      .map((cause) => ({
        cause,
        drifts: sum(`closed.${cause}`),
        lost: sum(`lost.${cause}`),
        found: sum(`found.${cause}`),
        value: sum(`value.${cause}`),
      }))
      .filter(({ drifts }) => drifts > 0)
      .sort((a, b) => b.lost - a.lost || b.drifts - a.drifts),
  };
}
