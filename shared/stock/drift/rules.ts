import { calendarOf } from '../../stores/opening.ts';
import type { Profile } from '../../stores/profile.ts';
import { after } from '../../time/business.ts';
import { type Duration, duration, type Instant, parseDuration, plus } from '../../time/instant.ts';

/** Articles by what they turn over: A most, C least. */
export type AbcClass = 'A' | 'B' | 'C';

/** The part of a shop's profile that decides about its stock, made ready to reckon with. */
export interface StockRules {
  /** Empty where the shop lists none: then a location is known from its first opening on. */
  readonly locations: ReadonlySet<string>;
  /** When the second look has had its working time. */
  secondLookUntil(at: Instant): Instant;
  tolerance(of: AbcClass): number;
  readonly approvalAbove: { readonly pieces: number; readonly value: number };
  readonly buffer: number;
  readonly syncWithin: Duration;
  readonly returnsWithin: Duration;
}

const made = new WeakMap<Profile, StockRules>();

/** The rules of a shop, made once for each profile. */
export function stockRules(profile: Profile): StockRules {
  const known = made.get(profile);
  if (known) return known;
  const { stock, timeZone } = profile;
  const calendar = calendarOf(profile.calendar, timeZone);
  const secondLook = read(stock.secondLook);
  const rules: StockRules = {
    locations: new Set(stock.locations.map(({ id }) => id)),
    secondLookUntil: (at) => (calendar ? after(calendar, at, secondLook) : plus(at, secondLook)),
    tolerance: (of) => stock.tolerance[of],
    approvalAbove: stock.approvalAbove,
    buffer: stock.buffer,
    syncWithin: read(stock.syncWithin),
    returnsWithin: read(stock.returnsWithin),
  };
  made.set(profile, rules);
  return rules;
}

const read = (text: string): Duration => parseDuration(text) ?? duration(0);
