import type { Page, PageRequest } from '../kernel/head.ts';
import type { Seal } from './chain.ts';
import type { Envelope } from './envelope.ts';

/** What happened to one thing, in the order in which it happened. Written by the relay alone. */
export interface Timeline {
  read(store: string, subject: string, page: PageRequest): Promise<Page<Envelope>>;
  /** The same as it is kept: with seals, and where each entry lies. */
  entries(store: string, subject: string, page: PageRequest): Promise<Page<KeptEntry>>;
  /** Writes entries under the subjects they concern; the same entry again changes nothing. */
  write(entries: readonly TimelineEntry[]): Promise<void>;
}

export interface TimelineEntry {
  readonly subject: string;
  readonly envelope: Envelope;
  /** Under its own subject alone: entries elsewhere are copies, and prove nothing. */
  readonly seal?: Seal | undefined;
  /** Where it lies among the subject's entries, if not where `placeOf` says. */
  readonly place?: string;
}

export type KeptEntry = TimelineEntry & { readonly place: string };

/**
 * By time; at the same instant what happened to the thing itself before what followed from it; then by the
 * event's own name, so that a redelivered event finds its own place again.
 */
export function placeOf({ subject, envelope }: TimelineEntry): string {
  const order = envelope.id.slice(envelope.id.lastIndexOf('.', envelope.id.lastIndexOf('.') - 1) + 1);
  const [version = '', index = ''] = order.split('.');
  const at = new Date(envelope.occurredAt).toISOString();
  const own = subject === envelope.subject ? '0' : '1';
  return `${at}#${own}#${envelope.subject}#${version.padStart(7, '0')}.${index.padStart(3, '0')}`;
}

/** Under its own subject with its seal, and as a copy under every order that it speaks of. */
export const entriesOf = (envelope: Envelope, seal: Seal | undefined): TimelineEntry[] =>
  subjectsOf(envelope).map((subject) => ({
    subject,
    envelope,
    ...(subject === envelope.subject && seal ? { seal } : {}),
  }));

/** What an event is shown under: what it happened to, and the orders it speaks of (a notice, an alert). */
export function subjectsOf(envelope: Envelope): string[] {
  const { subject, data } = envelope;
  const orders = Array.isArray(data['orders']) ? data['orders'] : [data['orderId']];
  const named = orders.filter((id): id is string => typeof id === 'string').map((id) => `order/${id}`);
  return [...new Set([subject, ...named])];
}
