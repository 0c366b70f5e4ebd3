import type { Envelope } from '../events/envelope.ts';
import type { Addition } from '../kernel/tally/tally.ts';
import type { Profile } from '../stores/profile.ts';

/** What is known of the shop where events are counted. */
export interface CountedShop {
  readonly profile: Profile;
  /** Segments that are counted apart; the rest is counted in the next coarser one. */
  readonly segments: ReadonlySet<string>;
}

/**
 * What an event adds to counters; nothing for events that it does not care about. Pure: the same event adds the same
 * whenever it comes, and whatever else has been counted.
 */
export type Counter = (event: Envelope, shop: CountedShop) => readonly Addition[];
