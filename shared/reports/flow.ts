import type { CountedShop } from '../counts/counter.ts';
import type { Envelope } from '../events/envelope.ts';
import type { Addition, Tallies, Tally } from '../kernel/tally/tally.ts';
import { localDate } from '../time/business.ts';
import { dateText } from '../time/dates.ts';
import { days, type Instant, plus } from '../time/instant.ts';

/**
 * Orders through stages, counted by the day on which they entered: `in`, and `o<age>` for those that left again after so
 * many days. From these alone follows how many were in a stage on any day and for how long, and what came and went.
 */
export const flowGroup = 'flow';
/** How long a day is remembered. */
const dayLife = days(400);
/** Orders that have been longer in a stage are not in its ageing; being stalled for long, they are on the work list. */
export const oldest = 90;

/** What a change of stage adds: in where the order is now, out where it was, by the days on the shop's wall clock. */
export function flowOf({ type, data }: Envelope, { profile }: CountedShop): readonly Addition[] {
  const { timeZone } = profile;
  const { stage, from, to, since, entered } = data as unknown as Moved;
  const add = (at: Instant, name: string, field: string, by = 1): Addition => ({
    group: flowGroup,
    name: `${dateText(localDate(at, timeZone))}#${name}`,
    field,
    by,
    until: plus(at, dayLife),
  });
  switch (type) {
    case 'order.placed':
      return [add(since, stage, 'in')];
    case 'order.stage-changed': {
      // An event of a release that did not say when the stage was entered.
      if (entered === undefined) return [];
      const age = localDate(since, timeZone) - localDate(entered, timeZone);
      return [add(entered, from, `o${String(Math.max(0, age))}`), add(since, to, 'in')];
    }
    case 'order.corrected':
      // It never was there.
      return entered === undefined ? [] : [add(entered, from, 'in', -1), add(since, to, 'in')];
    default:
      return [];
  }
}

interface Moved {
  readonly stage: string;
  readonly from: string;
  readonly to: string;
  readonly since: Instant;
  readonly entered?: Instant;
}

/** Everything that entered a stage on one day. */
interface Entered {
  readonly date: number;
  readonly stage: string;
  readonly came: number;
  /** By age in days. */
  readonly left: ReadonlyMap<number, number>;
}

/** The counters of some months, read once; every day's figures follow from them. */
export class Flow {
  readonly #entered: readonly Entered[];

  constructor(items: readonly Tally[]) {
    this.#entered = items.map(({ name, fields }) => ({
      date: Date.parse(`${name.slice(0, 10)}T00:00:00Z`) / 86_400_000,
      stage: name.slice(11),
      came: fields['in'] ?? 0,
      left: new Map(
        Object.entries(fields).flatMap(([field, count]) =>
          field.startsWith('o') ? [[Number(field.slice(1)), count] as const] : [],
        ),
      ),
    }));
  }

  /** Reads what is needed for the days up to `date`: as many items as stages and days, however many orders. */
  static async read(tallies: Tallies, store: string, date: number): Promise<Flow> {
    return new Flow(await tallies.read(store, flowGroup, dateText(date - oldest), `${dateText(date)}#~`));
  }

  /** The first day of which anything is known. */
  get first(): number | undefined {
    return this.#entered[0]?.date;
  }

  /** Orders that entered the stage on a date. */
  in(stage: string, date: number): number {
    return this.#of(stage).reduce((sum, one) => sum + (one.date === date ? one.came : 0), 0);
  }

  /** Orders that left the stage on a date. */
  out(stage: string, date: number): number {
    return this.#of(stage).reduce((sum, one) => sum + (one.left.get(date - one.date) ?? 0), 0);
  }

  /** Orders in the stage when a date ends, by how many days before it they came. */
  waiting(stage: string, date: number): ReadonlyMap<number, number> {
    const ages = new Map<number, number>();
    for (const one of this.#of(stage)) {
      if (one.date > date) continue;
      let left = 0;
      for (const [age, count] of one.left) if (one.date + age <= date) left += count;
      if (one.came > left) ages.set(date - one.date, one.came - left);
    }
    return ages;
  }

  #of(stage: string): readonly Entered[] {
    return this.#entered.filter((one) => one.stage === stage);
  }
}
