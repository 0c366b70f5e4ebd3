import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { eventBridge } from '../../shared/events/eventbridge.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, lambdaPorts } from '../pipelines/ports.ts';
import { streamFunction } from '../pipelines/stream.ts';
import { parkInTheEnd, relay } from './relay-record.ts';

const ports = {
  ...lambdaPorts(),
  timeline: dynamodbTimeline(dynamodbClient(), environment('TIMELINE_TABLE')),
  bus: eventBridge(environment('BUS_NAME')),
};

/** From the table's stream to timelines and bus. */
export const handler = streamFunction(
  ports,
  (record) => relay(ports, record),
  (record, error) => parkInTheEnd(ports, record, error),
);
