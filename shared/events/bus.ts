import type { Envelope } from './envelope.ts';

/** Publishes events, all or an error: what is not taken is tried again by the stream. */
export interface Bus {
  publish(events: readonly Envelope[]): Promise<void>;
}
