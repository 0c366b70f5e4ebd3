import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { pagesApi } from '../../shared/pages/api.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { pageHandlers } from './handlers.ts';

const ports = httpPorts();
const timeline = dynamodbTimeline(dynamodbClient(), environment('TIMELINE_TABLE'));
const tallies = dynamodbTallies(dynamodbClient(), environment('STATE_TABLE'));

/** `/staff/…`. */
export const handler = httpFunction(ports, pagesApi, pageHandlers({ ...ports, timeline, tallies }));
