import type { Page, PageRequest } from '../kernel/head.ts';
import type { Envelope } from './envelope.ts';

/** What happened to one thing, in the order in which it happened. Written by the relay alone. */
export interface Timeline {
  read(store: string, subject: string, page: PageRequest): Promise<Page<Envelope>>;
  /** Writes entries under the subjects they concern; the same entry again changes nothing. */
  write(entries: readonly TimelineEntry[]): Promise<void>;
}

export interface TimelineEntry {
  readonly subject: string;
  readonly envelope: Envelope;
}

/** What an event is shown under: what it happened to, and the orders it speaks of (a notice, an alert). */
export function subjectsOf(envelope: Envelope): string[] {
  const { subject, data } = envelope;
  const orders = Array.isArray(data['orders']) ? data['orders'] : [data['orderId']];
  const named = orders.filter((id): id is string => typeof id === 'string').map((id) => `order/${id}`);
  return [...new Set([subject, ...named])];
}
