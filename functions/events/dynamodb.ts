import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Envelope, envelopes } from '../../shared/events/envelope.ts';
import { eventsOf, type Item, keyOf } from '../../shared/kernel/item.ts';
import { instant } from '../../shared/time/instant.ts';

/**
 * The events that a record of the table's stream brings: those of a head's last change. None where the version
 * did not move: then a deadline or a receipt was written, and the events are the former change's.
 */
export function eventsIn(record: DynamoDBRecord): Envelope[] {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (!NewImage || NewImage['sk']?.S !== 'head') return [];
  if (OldImage && OldImage['version']?.N === NewImage['version']?.N) return [];
  const item = unmarshall(NewImage as Parameters<typeof unmarshall>[0]) as Item;
  return envelopes(keyOf(item.pk), item.version, instant(item.at), item.actor, eventsOf(item));
}
