import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { snsSubscriptions } from '../../shared/notices/sns.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { administer } from './administer.ts';

const ports = {
  ...httpPorts(),
  publicUrl: environment('PUBLIC_URL'),
  timeline: dynamodbTimeline(dynamodbClient(), environment('TIMELINE_TABLE')),
  subscriptions: snsSubscriptions(environment('STAFF_TOPIC_ARN')),
};

/** Creates shops, issues and revokes credentials, verifies chains, subscribes to the operator's topic. Invoked by IAM alone: no route leads here. */
export const handler = (event: unknown) => administer(ports, event);
