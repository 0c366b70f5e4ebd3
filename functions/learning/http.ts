import { learningApi } from '../../shared/proposals/api.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { learningHandlers } from './handlers.ts';

const ports = {
  ...httpPorts(),
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
};

/** `/v1/history` and `/v1/proposals`. */
export const handler = httpFunction(ports, learningApi, learningHandlers(ports));
