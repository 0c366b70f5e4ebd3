import { dynamodbTimeline } from '../../shared/events/dynamodb.ts';
import { ordersApi } from '../../shared/orders/api.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { orderHandlers } from './handlers.ts';

const ports = httpPorts();
const timeline = dynamodbTimeline(dynamodbClient(), environment('TIMELINE_TABLE'));

/** `/v1/orders` and `/v1/stalls`. */
export const handler = httpFunction(ports, ordersApi, orderHandlers({ ...ports, timeline }));
