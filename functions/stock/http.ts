import { stockApi } from '../../shared/stock/api.ts';
import { dynamodbTallies } from '../../shared/kernel/tally/dynamodb.ts';
import { dynamodbClient } from '../pipelines/dynamodb.ts';
import { httpFunction } from '../pipelines/http.ts';
import { environment, httpPorts } from '../pipelines/ports.ts';
import { stockHandlers } from './handlers.ts';

const ports = {
  ...httpPorts(),
  tallies: dynamodbTallies(dynamodbClient(), environment('STATE_TABLE')),
};

/** `/v1/products`, `/v1/purchase-orders`. */
export const handler = httpFunction(ports, stockApi, stockHandlers(ports));
