import type { DynamoDBRecord } from 'aws-lambda';
import type { Bus } from '../../shared/events/bus.ts';
import { heard, spokenBy } from '../../shared/events/sources.ts';
import { entriesOf, type Timeline } from '../../shared/events/timeline.ts';
import { withoutTyped } from '../../shared/events/typed.ts';
import { parkedKey, parkedOf } from '../../shared/events/parked.ts';
import { keyOf } from '../../shared/kernel/item.ts';
import { forgetTyped } from '../../shared/privacy/forget-timelines.ts';
import { days, instant, plus } from '../../shared/time/instant.ts';
import { metric } from '../pipelines/metric.ts';
import type { Ports } from '../pipelines/ports.ts';
import { type Brought, eventsIn } from './dynamodb.ts';

type ParkPorts = Pick<Ports, 'heads' | 'clock' | 'log'>;
type RelayPorts = Pick<Ports, 'heads' | 'clock'> & { readonly timeline: Timeline; readonly bus: Bus };

/** A record of the stream. One that cannot be read is parked whole, for nobody can wait for it to become readable. */
export async function relay(ports: RelayPorts & ParkPorts, record: DynamoDBRecord): Promise<void> {
  let brought: readonly Brought[];
  try {
    brought = eventsIn(record);
  } catch (error) {
    await park(ports, record, error);
    return;
  }
  await passOn(ports, brought);
}

/**
 * The stream is the outbox: each committed change is written into its timelines and published, in this order,
 * so that whoever hears of an event can read it. Both may happen again: entries find their own place, consumers
 * know events by id. What people typed stays in the timelines: nobody who listens needs it, and what waits in a queue
 * could not be made to forget it.
 */
export async function passOn(ports: RelayPorts, brought: readonly Brought[]): Promise<void> {
  if (brought.length === 0) return;
  const events = brought.map(({ envelope }) => envelope);
  await ports.timeline.write(brought.flatMap(({ envelope, seal }) => entriesOf(envelope, seal)));
  await forgetTyped(ports, events);
  await ports.bus.publish(events.map(withoutTyped));
  for (const event of events) {
    const actor = spokenBy(event);
    if (actor !== undefined)
      await heard(ports.heads, event.storeId, actor, instant(Date.parse(event.occurredAt)));
  }
}

/** A record that is read and cannot be passed on is tried so often before its aggregate goes on without it. */
const mostTries = 10;

/** Counts a failure of one record, and parks it at the tenth; answers whether it is parked. */
export async function parkInTheEnd(
  ports: ParkPorts,
  record: DynamoDBRecord,
  error: unknown,
): Promise<boolean> {
  const { key, sequence } = placeOf(record);
  const name = `tries#${parkedOf(key)}#${sequence}`;
  const tries = await ports.heads.add(parkedKey(key.store), name, 1, plus(ports.clock(), days(2)));
  if (tries < mostTries) return false;
  await park(ports, record, error);
  return true;
}

const placeOf = (record: DynamoDBRecord) => ({
  key: keyOf(record.dynamodb?.Keys?.['pk']?.S ?? 'unknown'),
  sequence: record.dynamodb?.SequenceNumber ?? record.eventID ?? 'unknown',
});

async function park({ heads, clock, log }: ParkPorts, record: DynamoDBRecord, error: unknown): Promise<void> {
  const { key, sequence } = placeOf(record);
  const { store } = key;
  await heads.putPart(
    parkedKey(store),
    { name: `${parkedOf(key)}#${sequence}`, body: JSON.stringify(record) },
    plus(clock(), days(14)),
  );
  log.error('parked', { store, sequence, error, ...metric('Parked', 1, { from: 'relay' }, clock()) });
}
