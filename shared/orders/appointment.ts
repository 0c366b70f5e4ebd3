import type { Rank } from '../kernel/head.ts';
import type { Instant } from '../time/instant.ts';
import type { OrderEvent } from './events.ts';

/** Something that will be said about an order if nothing happens before. */
export interface Appointment {
  readonly at: Instant;
  /** Escalations before what has passed its limit or its date, those before all the rest. */
  readonly rank?: Rank;
  readonly event: (at: Instant) => OrderEvent;
}
