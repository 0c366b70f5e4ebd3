import { learn } from '../../shared/durations/learn.ts';
import type { Envelope } from '../../shared/events/envelope.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { batchFunction } from '../pipelines/queue.ts';

const ports = {
  ...lambdaPorts(),
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
};

/** Orders of the past came in: each shop's model is made anew, once for all that came together. */
export const handler = batchFunction<Envelope>(ports, async (events) => {
  for (const store of new Set(events.map(({ storeId }) => storeId))) await learn(ports, store);
});
