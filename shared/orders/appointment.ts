import type { Instant } from '../time/instant.ts';
import type { OrderEvent } from './events.ts';

/** Something that will be said about an order if nothing happens before. */
export interface Appointment {
  readonly at: Instant;
  readonly event: (at: Instant) => OrderEvent;
}
