import { countEvents } from '../../shared/counts/count-events.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { batchFunction } from '../pipelines/queue.ts';

const ports = {
  ...lambdaPorts(),
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
};

/** Every counter that is kept from events. */
export const handler = batchFunction<Envelope>(ports, (events) => countEvents(ports, events));
