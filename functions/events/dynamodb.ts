import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Seal } from '../../shared/events/chain.ts';
import { type Envelope, envelopes } from '../../shared/events/envelope.ts';
import { chained, eventsOf, type Item, keyOf } from '../../shared/kernel/item.ts';
import { instant } from '../../shared/time/instant.ts';

/** An event as a record brings it. */
export interface Brought {
  readonly envelope: Envelope;
  readonly seal?: Seal;
}

/**
 * The events that a record of the table's stream brings: those of a head's last change. None where the version
 * did not move: then a deadline or a receipt was written, and the events are the former change's. Their seals are made
 * again as they were at the commit; a head without a link was written by a release that had none.
 */
export function eventsIn(record: DynamoDBRecord): readonly Brought[] {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (!NewImage || NewImage['sk']?.S !== 'head') return [];
  if (OldImage && OldImage['version']?.N === NewImage['version']?.N) return [];
  const item = unmarshall(NewImage as Parameters<typeof unmarshall>[0]) as Item;
  const change = { key: keyOf(item.pk), at: instant(item.at), actor: item.actor, events: eventsOf(item) };
  const { key, at, actor, events } = change;
  if (item.link === undefined)
    return envelopes(key, item.version, at, actor, events).map((envelope) => ({ envelope }));
  const link = OldImage?.['link']?.S;
  return chained({ ...change, expected: item.version - 1, link }, item.salt).entries;
}
