import type { Actor, AggregateKey, DomainEvent } from '../kernel/head.ts';
import { formatInstant, type Instant } from '../time/instant.ts';

/** What goes over the bus and to storefronts. Carries ids, never names, addresses, e-mails or phones. */
export interface Envelope {
  /** The same for every delivery of the same event. */
  readonly id: string;
  /** A past-tense name: `order.stage-changed`. */
  readonly type: string;
  readonly storeId: string;
  /** What it happened to: `order/ES-1001`. */
  readonly subject: string;
  readonly occurredAt: string;
  readonly version: number;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Events of one change, named by the version they made: a redelivered change makes the same envelopes. */
export function envelopes(
  key: AggregateKey,
  version: number,
  at: Instant,
  actor: Actor,
  events: readonly DomainEvent[],
): Envelope[] {
  return events.map((event, index) => ({
    id: `${key.store}.${key.kind}.${key.id}.${String(version)}.${String(index)}`,
    type: event.type,
    storeId: key.store,
    subject: `${key.kind}/${key.id}`,
    occurredAt: formatInstant(at),
    version,
    actor,
    data: withoutPerson(event.data),
  }));
}

const isSource = (value: unknown): value is { readonly at: unknown } =>
  typeof value === 'object' && value !== null && 'at' in value;

/**
 * The hash that finds a person's orders, and the prints of what the shop sent, are for the order's own state: nobody who
 * listens or reads later needs them, and all of them could be tried against guesses.
 */
export function withoutPerson(data: DomainEvent['data']): DomainEvent['data'] {
  const { customer: _, intake: __, source, ...rest } = data;
  return isSource(source) ? { ...rest, source: { at: source.at } } : rest;
}
