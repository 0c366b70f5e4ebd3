import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { administer } from './administer.ts';

const ports = {
  ...httpPorts(),
  publicUrl: environment('PUBLIC_URL'),
  timeline: dynamodbTimeline(dynamodbClient(), environment('TIMELINE_TABLE')),
};

/** Creates shops, issues and revokes credentials, verifies chains. Invoked by IAM alone: no route leads here. */
export const handler = (event: unknown) => administer(ports, event);
