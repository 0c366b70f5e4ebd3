import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { reportsApi } from '../../shared/reports/api.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { reportHandlers } from './handlers.ts';

const ports = httpPorts();
const tallies = dynamodbTallies(dynamodbClient(), environment('STATE_TABLE'));

/** `/v1/bottlenecks` and `/v1/reports`. */
export const handler = httpFunction(ports, reportsApi, reportHandlers({ ...ports, tallies }));
